import { Inject, Injectable } from '@nestjs/common';
import type { Settings } from '#config';
import type { Project } from '#labels';
import { RankedSources, readProject, reportSource, type Service } from '#pipeline';
import type { SourceDetailFigures, SourceFigures } from '#telemetry';
import { ProjectLookup } from '../service/project-lookup.js';
import { SERVICE, SETTINGS } from '../service/tokens.js';
import { noSuchSource } from '../sources/no-such-source.js';
import { chooseSources } from './choose-sources.js';
import { sourceDetailFigures, sourceFigures } from './source-figures.js';

/** Only of the projects with the most labels: with the setting and the classes this bounds the number of series. */
const MAX_PROJECTS = 10;
const REREAD_AFTER_MS = 5_000;
/** A scrape waits for a reading in hand so long, then tells what was read before. */
const WAIT_MS = 500;

/** Sources as metrics show them: a few of each project at every scrape, or one that is asked for. */
@Injectable()
export class SourceMetricsService {
  private known: SourceFigures[] = [];
  private readAtMs = -Infinity;
  private reading?: Promise<void> | undefined;

  constructor(
    @Inject(SERVICE) private readonly service: Service,
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(RankedSources) private readonly sources: RankedSources,
    @Inject(ProjectLookup) private readonly projects: ProjectLookup,
  ) {}

  /** Those that have series of their own. Never waits long: however many sources a project has, a scrape does not. */
  async followed(): Promise<SourceFigures[]> {
    if (this.settings.metrics.sources === 0) return [];
    if (performance.now() - this.readAtMs > REREAD_AFTER_MS) {
      this.reading ??= this.read().finally(() => (this.reading = undefined));
    }
    let timer: NodeJS.Timeout | undefined;
    const enough = new Promise<void>((resolve) => (timer = setTimeout(resolve, WAIT_MS)));
    await Promise.race([this.reading, enough]).finally(() => clearTimeout(timer));
    return this.known;
  }

  /** @throws Problem 404 */
  async one(projectId: string, sourceId: string): Promise<SourceDetailFigures> {
    const inUse = await this.projects.requireInUse(projectId);
    const found = await this.sources.one(inUse, sourceId);
    if (found) return sourceDetailFigures(inUse.project, found.report, found.matrix);
    throw noSuchSource({ project: projectId, sourceId });
  }

  private async read(): Promise<void> {
    const found: SourceFigures[] = [];
    for (const project of await this.largestProjects()) found.push(...(await this.readProject(project)));
    this.known = found;
    this.readAtMs = performance.now();
  }

  private async largestProjects(): Promise<Project[]> {
    const { ledger, log, pipeline } = this.service;
    const all = await pipeline.projects.list();
    const sizes = new Map<Project, number>();
    for (const project of all) sizes.set(project, (await readProject({ ledger, log }, project)).state.labels);
    const withLabels = all.filter((project) => sizes.get(project)! > 0);
    return withLabels.sort((a, b) => sizes.get(b)! - sizes.get(a)!).slice(0, MAX_PROJECTS);
  }

  private async readProject(project: Project): Promise<SourceFigures[]> {
    const inUse = await this.projects.requireInUse(project.id);
    const chosen = chooseSources(await this.sources.all(inUse), this.settings.metrics.sources);
    const reading = await readProject(this.service, project);
    const figures: SourceFigures[] = [];
    for (const { sourceId } of chosen) {
      const state = await this.sources.state(project.id, sourceId);
      if (state) figures.push(sourceFigures(project, reportSource(sourceId, state, reading, inUse.posterior)));
      await new Promise((resolve) => setImmediate(resolve));
    }
    return figures;
  }
}

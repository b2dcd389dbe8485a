import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Problem } from '#http';
import {
  checkFieldNames,
  checkObject,
  InvalidInput,
  presentProbability,
  projectFrom,
  SettingFixedError,
  type Project,
} from '#labels';
import { hasLabels, ProjectExistsError, readProjectFigures, type Service } from '#pipeline';
import { decodeCursor, encodeCursor } from '../api/cursor.js';
import type { ListQuery } from '../api/query.js';
import { LagWatch } from '../service/lag-watch.js';
import { ProjectLookup } from '../service/project-lookup.js';
import { SERVICE } from '../service/tokens.js';
import { accuracyJson } from './figures.service.js';
import type { ProgressJson, ProjectJson, ProjectListJson, ProjectStatusJson } from './project.schemas.js';

@Injectable()
export class ProjectsService {
  constructor(
    @Inject(SERVICE) private readonly service: Service,
    @Inject(ProjectLookup) private readonly projects: ProjectLookup,
    @Inject(LagWatch) private readonly lag: LagWatch,
  ) {}

  async create(body: unknown): Promise<ProjectJson> {
    const project = projectFrom(body, Date.now());
    try {
      return projectJson(await this.service.pipeline.projects.create(project));
    } catch (error) {
      if (!(error instanceof ProjectExistsError)) throw error;
      throw new Problem('project-exists', `id: "${project.id}" is a project already`, {
        field: 'id',
        value: JSON.stringify(project.id),
      });
    }
  }

  async list({ cursor, limit }: ListQuery): Promise<ProjectListJson> {
    const after = cursor === undefined ? '' : decodeCursor('projects', cursor, z.string());
    const all = (await this.service.pipeline.projects.list()).filter((project) => project.id > after);
    const items = all.slice(0, limit).map(projectJson);
    return { items, nextCursor: all.length > limit ? encodeCursor('projects', items.at(-1)!.id) : null };
  }

  async status(id: string): Promise<ProjectStatusJson> {
    const project = await this.projects.require(id);
    const { accuracyLine, right, alarmedSources, ...figures } = await readProjectFigures(this.service, project);
    return {
      ...projectJson(project),
      ...figures,
      accuracyLine: accuracyLine === undefined ? null : presentProbability(accuracyLine),
      ...accuracyJson(right),
      openAlarms: alarmedSources,
      modelVersion: await this.modelVersion(id),
    };
  }

  async progress(id: string): Promise<ProgressJson> {
    const project = await this.projects.require(id);
    const { labels, examples, sources } = await readProjectFigures(this.service, project);
    const [judge, watch, train] = await Promise.all(['judge', 'watch', 'train'].map((stage) => this.lag.of(stage)));
    return {
      lag: { judge: judge!, watch: watch!, train: train! },
      training: this.service.pipeline.trainer?.isBusy ?? false,
      labelsPerMinute: this.service.pipeline.labelRate.perMinute(id),
      labels,
      examples,
      sources,
      modelVersion: await this.modelVersion(id),
    };
  }

  async change(id: string, body: unknown): Promise<ProjectJson> {
    await this.projects.require(id);
    const input = checkObject('body', body);
    checkFieldNames(input, ['settings'], 'a change of a project');
    const settings = checkObject('settings', input['settings']);
    const { pipeline } = this.service;
    try {
      const changed = await pipeline.projects.changeSettings(id, settings, await hasLabels(this.service, id));
      await pipeline.refresh();
      return projectJson(changed);
    } catch (error) {
      if (!(error instanceof SettingFixedError)) throw error;
      const value = JSON.stringify(settings[error.setting]);
      throw new Problem('setting-fixed', error.message, { field: `settings.${error.setting}`, value });
    }
  }

  async appendClasses(id: string, body: unknown): Promise<ProjectJson> {
    await this.projects.require(id);
    const names: unknown = typeof body === 'object' && body !== null && 'names' in body ? body.names : undefined;
    if (names === undefined) throw new InvalidInput('names', undefined, 'is missing: a list of class names');
    const project = await this.service.pipeline.projects.appendClasses(id, names);
    // Labels of the new classes may follow at once: what judges them must know.
    await this.service.pipeline.refresh();
    return projectJson(project);
  }

  private async modelVersion(id: string): Promise<number> {
    return (await this.service.pipeline.models.active(id)).version;
  }
}

function projectJson(project: Project): ProjectJson {
  const { id, classes, labelsAs, featureShape, featureType, settings, createdAtMs } = project;
  const createdAt = new Date(createdAtMs).toISOString();
  return { id, classes, labelsAs, featureShape: featureShape ?? null, featureType, settings, createdAt };
}

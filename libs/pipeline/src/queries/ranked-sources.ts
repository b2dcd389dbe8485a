import type { Project } from '#labels';
import type { Ledger } from '#ledger';
import type { PosteriorSettings } from '#noise';
import type { Log } from '#stream';
import { decodeSourceState, type SourceState } from '#watch';
import { groups, watchScope } from '../addresses.js';
import type { ProjectInUse } from '../projects-in-use.js';
import { readProject, readSources, reportSource, type SourceReport } from '../read-sources.js';
import { readSourceMatrix, type SourceMatrix } from './source-matrix.js';
import { compareRisk, rankOf, summariseSource, type RiskRank, type SourceSummary } from './source-risk.js';

interface Ranking {
  readAtMs: number;
  settings: PosteriorSettings;
  sources: Promise<SourceSummary[]>;
}

/** How old a ranking may be: all sources of a project are read for it. */
const MAX_AGE_MS = 2_000;
/** Sources read before the event loop gets a turn. */
const SOURCES_PER_TURN = 50;

/** Sources of a project in order of risk, read from what WATCH committed. */
export class RankedSources {
  private readonly rankings = new Map<string, Ranking>();

  constructor(private readonly parts: { ledger: Ledger; log: Log }) {}

  /** The sources that come after one rank, riskiest first. */
  async page(inUse: ProjectInUse, after: RiskRank | undefined, limit: number): Promise<SourceSummary[]> {
    const sources = await this.all(inUse);
    const start = after === undefined ? 0 : sources.findIndex((source) => compareRisk(rankOf(source), after) > 0);
    return start < 0 ? [] : sources.slice(start, start + limit);
  }

  /** All of them, riskiest first; at most two seconds old. */
  async all({ project, posterior }: ProjectInUse): Promise<SourceSummary[]> {
    const known = this.rankings.get(project.id);
    if (known && known.settings === posterior && performance.now() - known.readAtMs < MAX_AGE_MS) return known.sources;
    const sources = rankAll(readSources(this.parts, project, posterior), project);
    this.rankings.set(project.id, { readAtMs: performance.now(), settings: posterior, sources });
    sources.catch(() => this.rankings.delete(project.id));
    return sources;
  }

  /** One source as it is now, with its noise matrix; undefined when it never labeled. */
  async one(
    { project, posterior }: ProjectInUse,
    sourceId: string,
  ): Promise<{ report: SourceReport; matrix: SourceMatrix } | undefined> {
    const state = await this.state(project.id, sourceId);
    if (!state) return undefined;
    const reading = await readProject(this.parts, project);
    const matrix = await readSourceMatrix(state, reading.noise, posterior);
    return { report: reportSource(sourceId, state, reading, posterior), matrix };
  }

  /** The same as WATCH keeps it. */
  async state(projectId: string, sourceId: string): Promise<SourceState | undefined> {
    const address = { group: groups.sources(projectId), id: sourceId };
    const [bytes] = await this.parts.ledger.load(watchScope(this.parts.log, projectId), [address]);
    return bytes && decodeSourceState(bytes);
  }
}

async function rankAll(sources: AsyncIterable<SourceReport>, project: Project): Promise<SourceSummary[]> {
  const all: SourceSummary[] = [];
  for await (const source of sources) {
    all.push(summariseSource(source, project));
    if (all.length % SOURCES_PER_TURN === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  return all.sort((a, b) => compareRisk(rankOf(a), rankOf(b)));
}

import type { Mass } from '#labels';
import type { NoiseReading } from '#judge';
import type { Ledger } from '#ledger';
import { NoiseCounts, ProjectNoise, SourceNoise, type PosteriorSettings } from '#noise';
import type { Log } from '#stream';
import {
  classPriorOf,
  decodeProjectState,
  decodeSourceState,
  newProjectState,
  typicalOthers,
  type NoiseHistory,
  type ProjectState,
  type SourceState,
} from '#watch';
import { groups, watchScope } from './addresses.js';

/** How fast a source's old labels lose weight when its matrix is read at one time: half after this many of its labels. */
export const HALF_LIFE_LABELS = 400;

interface SourceReading {
  history: NoiseHistory;
  /** An alarm says that it copies: what it gives tells nothing that was not counted already. */
  copies: boolean;
  /** Per bucket of the history; made when first read. */
  counts?: NoiseCounts[];
  noise: (SourceNoise | undefined)[];
}

interface ProjectReading {
  state: ProjectState;
  noise: ProjectNoise;
  classPrior: Float64Array;
  settings: PosteriorSettings;
  unknown: SourceNoise;
  /** `[K]`, all alike: the column of a label that tells nothing. */
  flat: Float64Array;
  sources: Map<string, SourceReading | undefined>;
}

/**
 * The noise matrices as WATCH committed them, for JUDGE and the trainer to read. What it holds is as old as the last
 * `refresh`; sources are loaded when they are first needed.
 */
export class NoiseView {
  private projects = new Map<string, ProjectReading>();

  constructor(
    private readonly ledger: Ledger,
    private readonly log: Log,
  ) {}

  /** From now on everything is read again. */
  refresh(): void {
    this.projects = new Map();
  }

  /** Makes `reading` possible for these sources. */
  async prepare(
    project: string,
    classCount: number,
    settings: PosteriorSettings,
    sourceIds: Iterable<string>,
  ): Promise<NoiseReading> {
    const known = this.projects.get(project);
    const fits = known && known.noise.classCount === classCount && known.settings === settings;
    const reading = fits ? known : await this.open(project, classCount, settings);
    const missing = [...new Set(sourceIds)].filter((id) => !reading.sources.has(id));
    if (missing.length > 0) await this.loadSources(project, reading, missing);
    const { classPrior, state } = reading;
    return {
      classPrior,
      typicalOthers: typicalOthers(state),
      column: (...args) => columnOf(reading, ...args),
      votes: (sourceId) => !reading.sources.get(sourceId)?.copies,
    };
  }

  private async open(project: string, classCount: number, settings: PosteriorSettings): Promise<ProjectReading> {
    const [bytes] = await this.ledger.load(watchScope(this.log, project), [{ group: groups.projects, id: project }]);
    const state = bytes ? decodeProjectState(bytes) : newProjectState();
    const noise = new ProjectNoise(classCount, state.pooled);
    const reading: ProjectReading = {
      state,
      noise,
      classPrior: classPriorOf(state, classCount),
      settings,
      unknown: new SourceNoise(noise, new NoiseCounts(), settings),
      flat: new Float64Array(classCount).fill(1 / classCount),
      sources: new Map(),
    };
    this.projects.set(project, reading);
    return reading;
  }

  private async loadSources(project: string, reading: ProjectReading, ids: string[]): Promise<void> {
    const group = groups.sources(project);
    const values = await this.ledger.load(
      watchScope(this.log, project),
      ids.map((id) => ({ group, id })),
    );
    ids.forEach((id, n) => {
      const bytes = values[n];
      reading.sources.set(id, bytes && readingOf(decodeSourceState(bytes)));
    });
  }
}

function readingOf({ history, copying }: SourceState): SourceReading {
  return { history, copies: copying.alarm !== undefined, noise: [] };
}

function columnOf(
  reading: ProjectReading,
  sourceId: string,
  given: number,
  atMs: number,
  own: Mass | undefined,
): Float64Array {
  const source = reading.sources.get(sourceId);
  if (!source || source.history.buckets.length === 0) return reading.unknown.column(given);
  if (source.copies) return reading.flat;
  const bucket = source.history.indexAt(atMs);
  source.counts ??= source.history.readAll(HALF_LIFE_LABELS);
  const noise = (source.noise[bucket] ??= new SourceNoise(reading.noise, source.counts[bucket]!, reading.settings));
  return noise.column(given, own);
}

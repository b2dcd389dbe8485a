import { type Pattern, type Project } from '#labels';
import type { Ledger } from '#ledger';
import {
  betaInterval,
  type NoiseCounts,
  ProjectNoise,
  SourceNoise,
  UNITS_PER_LABEL,
  type PosteriorSettings,
} from '#noise';
import type { Log } from '#stream';
import {
  decodeProjectState,
  decodeSourceState,
  newProjectState,
  openAlarms,
  patternsOf,
  type OpenAlarmOfSlot,
  type ProjectState,
  type SourceState,
} from '#watch';
import { groups, watchScope } from './addresses.js';

/** Coverage of the credible intervals that are shown. */
const COVERAGE = 0.95;

/** What is shown of one source: estimates from all of its labels, old and new alike. */
export interface SourceReport {
  sourceId: string;
  /** Current labels. */
  labels: number;
  /** Estimated share of right labels, pulled to the project's where labels are few. */
  accuracy: number;
  /** 95 % credible interval of it; assumes that the posteriors are calibrated; not any-time valid. */
  readonly accuracyInterval: [low: number, high: number];
  /** Labels behind the accuracy, the pull to the project included. */
  accuracyWeight: number;
  /** `[K][K]`, `[true][given]`, rows sum to 1; undefined above 100 classes. */
  noiseMatrix(): number[][] | undefined;
  /** The entries of it that were met, in order. */
  metCells(): MetCell[];
  alarms: OpenAlarmOfSlot[];
  /** What a person would recognise, strongest first. */
  readonly patterns: Pattern[];
  state: SourceState;
}

/** One entry of a source's noise matrix that was met. */
export interface MetCell {
  trueClass: number;
  given: number;
  probability: number;
}

/** Matrices of more classes are shown by the entries that were met. */
export const DENSE_UP_TO = 100;
/** An entry with less than this many expected labels was not met: it is the tail of somebody's posterior. */
export const MET_UNITS = UNITS_PER_LABEL / 100;

/** A project as WATCH last committed it. */
export interface ProjectReading {
  state: ProjectState;
  noise: ProjectNoise;
}

/** Every source of a project, in the ledger's order. */
export async function* readSources(
  { ledger, log }: { ledger: Ledger; log: Log },
  project: Project,
  settings: PosteriorSettings,
): AsyncGenerator<SourceReport> {
  const scope = watchScope(log, project.id);
  const reading = await readProject({ ledger, log }, project);
  let cursor: string | undefined;
  do {
    const options = { ...(cursor === undefined ? {} : { cursor }), limit: 500 };
    const page = await ledger.list(scope, groups.sources(project.id), options);
    for (const { id, value } of page.entries) yield reportSource(id, decodeSourceState(value), reading, settings);
    cursor = page.cursor;
  } while (cursor !== undefined);
}

export async function readProject(
  { ledger, log }: { ledger: Ledger; log: Log },
  { id, classes }: Pick<Project, 'id' | 'classes'>,
): Promise<ProjectReading> {
  const [bytes] = await ledger.load(watchScope(log, id), [{ group: groups.projects, id }]);
  const state = bytes ? decodeProjectState(bytes) : newProjectState();
  return { state, noise: new ProjectNoise(classes.length, state.pooled) };
}

export function reportSource(
  sourceId: string,
  state: SourceState,
  project: ProjectReading,
  settings: PosteriorSettings,
): SourceReport {
  const counts = state.history.all;
  const noise = new SourceNoise(project.noise, counts, settings);
  const { accuracy, accuracyWeight } = noise;
  return {
    sourceId,
    labels: state.history.labels,
    accuracy,
    get accuracyInterval() {
      return accuracyIntervalOf(accuracy, accuracyWeight);
    },
    accuracyWeight,
    noiseMatrix: () => (project.noise.classCount <= DENSE_UP_TO ? noise.matrix() : undefined),
    metCells: () => metCells(counts, noise),
    alarms: openAlarms(state),
    get patterns() {
      return patternsOf(state, project.state, project.noise.classCount);
    },
    state,
  };
}

/** 95 % credible interval of an accuracy behind which `weight` labels stand. A fifth of a millisecond. */
export function accuracyIntervalOf(accuracy: number, weight: number): [low: number, high: number] {
  return betaInterval(accuracy * weight, (1 - accuracy) * weight, COVERAGE);
}

function metCells(counts: NoiseCounts, noise: SourceNoise): MetCell[] {
  const cells: MetCell[] = [];
  for (const [trueClass, given, units] of counts.entries()) {
    if (units >= MET_UNITS) cells.push({ trueClass, given, probability: noise.probability(trueClass, given) });
  }
  return cells;
}

import type { EvidenceGrade, Project } from '#labels';
import type { Ledger } from '#ledger';
import { betaInterval, ProjectNoise, SourceNoise, UNITS_PER_LABEL, type PosteriorSettings } from '#noise';
import type { Log } from '#stream';
import { decodeProjectState, decodeSourceState, newProjectState, type OpenAlarm, type SourceState } from '#watch';
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
  /** `[K][K]`, `[true][given]`, rows sum to 1. */
  noiseMatrix(): number[][];
  alarms: (OpenAlarm & { evidence: EvidenceGrade })[];
  state: SourceState;
}

/** Every source of a project, in the ledger's order. */
export async function* readSources(
  { ledger, log }: { ledger: Ledger; log: Log },
  project: Project,
  settings: PosteriorSettings,
): AsyncGenerator<SourceReport> {
  const scope = watchScope(log, project.id);
  const noise = await readProjectNoise({ ledger, log }, project);
  let cursor: string | undefined;
  do {
    const options = { ...(cursor === undefined ? {} : { cursor }), limit: 500 };
    const page = await ledger.list(scope, groups.sources(project.id), options);
    for (const { id, value } of page.entries) yield reportSource(id, decodeSourceState(value), noise, settings);
    cursor = page.cursor;
  } while (cursor !== undefined);
}

/** The project's own noise matrix, as WATCH last committed it. */
export async function readProjectNoise(
  { ledger, log }: { ledger: Ledger; log: Log },
  project: Project,
): Promise<ProjectNoise> {
  const [bytes] = await ledger.load(watchScope(log, project.id), [{ group: groups.projects, id: project.id }]);
  const state = bytes ? decodeProjectState(bytes) : newProjectState();
  return new ProjectNoise(project.classes.length, state.pooled);
}

export function reportSource(
  sourceId: string,
  state: SourceState,
  project: ProjectNoise,
  settings: PosteriorSettings,
): SourceReport {
  const counts = state.history.total();
  const noise = new SourceNoise(project, counts, settings);
  const { accuracy } = noise;
  const weight = counts.total / UNITS_PER_LABEL + settings.skillShrinkage;
  return {
    sourceId,
    labels: state.history.labels,
    accuracy,
    get accuracyInterval() {
      return accuracyIntervalOf(accuracy, weight);
    },
    accuracyWeight: weight,
    noiseMatrix: () => noise.matrix(),
    alarms: openAlarms(state),
    state,
  };
}

/** 95 % credible interval of an accuracy behind which `weight` labels stand. A fifth of a millisecond. */
export function accuracyIntervalOf(accuracy: number, weight: number): [low: number, high: number] {
  return betaInterval(accuracy * weight, (1 - accuracy) * weight, COVERAGE);
}

function openAlarms({ gold, model, drift }: SourceState): SourceReport['alarms'] {
  const slots = [gold, model, { alarm: drift.alarm, evidence: 'model' as const }];
  return slots.flatMap(({ alarm, evidence }) => (alarm ? [{ ...alarm, evidence }] : []));
}

import { Packr } from 'msgpackr';
import type { AlertKind, EvidenceGrade, Mass, ProjectSettings } from '#labels';
import { bytesToFloats, cellUnits, floatBytes, NoiseCounts, OTHER_CLASSES, rowUnits, UNITS_PER_LABEL } from '#noise';
import { CalibrationTest } from '#sequential';
import { newCalibration, type Calibration } from './calibration.js';
import { DurationHistogram } from './duration-histogram.js';
import type { NoiseHistory } from './noise-history.js';
import { ProjectHistory } from './project-history.js';

export type AlarmTally = `${AlertKind}/${EvidenceGrade}`;

/** All that WATCH keeps of one project as a whole. */
export interface ProjectState {
  /** Counts of all sources together. */
  pooled: NoiseCounts;
  /** Class (or OTHER_CLASSES) -> units over all labeled examples: how frequent the true classes are. */
  classUnits: Map<number, number>;
  /** Current labels, and examples that have at least one. */
  labels: number;
  examples: number;
  sources: number;
  /** JUDGE partition -> highest change number taken. */
  taken: Map<number, number>;
  /** Newest alert number given out. */
  alertSeq: number;
  /** Alarms of sources that are open now. */
  openAlarms: Map<AlarmTally, number>;
  /** Sources that have one. */
  alarmedSources: number;
  /** The labels over time. */
  history: ProjectHistory;
  calibration: Calibration;
  /** Of all labels that came with one. */
  durations: DurationHistogram;
}

export function newProjectState(): ProjectState {
  return {
    pooled: new NoiseCounts(),
    classUnits: new Map(),
    labels: 0,
    examples: 0,
    sources: 0,
    taken: new Map(),
    alertSeq: 0,
    openAlarms: new Map(),
    alarmedSources: 0,
    history: new ProjectHistory(),
    calibration: newCalibration(),
    durations: new DurationHistogram(),
  };
}

/** Pseudo-examples by which the class frequencies are pulled to uniform. */
const PRIOR_EXAMPLES = 10;

/** `[K]`, each > 0, sums to 1. */
export function classPriorOf(state: ProjectState | undefined, classCount: number): Float64Array {
  const total = (state?.examples ?? 0) + PRIOR_EXAMPLES;
  const others = (state?.classUnits.get(OTHER_CLASSES) ?? 0) / classCount;
  return Float64Array.from({ length: classCount }, (_, i) => {
    const seen = ((state?.classUnits.get(i) ?? 0) + others) / UNITS_PER_LABEL;
    return (seen + PRIOR_EXAMPLES / classCount) / total;
  });
}

export function moveClassUnits(state: ProjectState, before: Mass | undefined, after: Mass | undefined): void {
  before?.classes.forEach((k, n) => add(state.classUnits, k, -before.units[n]!));
  after?.classes.forEach((k, n) => add(state.classUnits, k, after.units[n]!));
  state.examples += (after ? 1 : 0) - (before ? 1 : 0);
}

export function countAlarm(state: ProjectState, kind: AlertKind, evidence: EvidenceGrade, by: 1 | -1): void {
  add(state.openAlarms, `${kind}/${evidence}`, by);
}

function add<K>(counts: Map<K, number>, key: K, by: number): void {
  const value = (counts.get(key) ?? 0) + by;
  if (value === 0) counts.delete(key);
  else counts.set(key, value);
}

/** Before this many examples a project does not know how many labels each of them gets. */
const OTHERS_AFTER_EXAMPLES = 20;
const OTHERS_AT_FIRST = 2;

/**
 * How many other labels the example of a label typically has, at least 1. Beliefs that rest on one other label, where more are to come,
 * would hold a good source to what a bad one said before it.
 */
export function typicalOthers({ labels, examples }: Pick<ProjectState, 'labels' | 'examples'>): number {
  if (examples < OTHERS_AFTER_EXAMPLES) return OTHERS_AT_FIRST;
  return Math.max(Math.round(labels / examples) - 1, 1);
}

/** Before this many labels a project has no past to compute a line from. */
export const LINE_AFTER_LABELS = 100;
/** A source is bad when it keeps less than this share of what the project's typical label knows beyond chance. */
const KEPT_SHARE = 0.85;

/**
 * The accuracy line a0 of a project. With 'auto': `1/K + .85 (typical - 1/K)`, typical = the expected accuracy of all
 * labels so far: .88 where everybody is at .95 on two classes, .48 where everybody is at .55 on ten. Computed from the past
 * only, so the tests stay valid while it moves. Undefined before 100 labels.
 */
export function accuracyLine(state: ProjectState, settings: ProjectSettings, classCount: number): number | undefined {
  if (settings.accuracyLine !== 'auto') return Math.min(Math.max(settings.accuracyLine, 0.01), 0.99);
  if (state.labels < LINE_AFTER_LABELS) return undefined;
  const chance = 1 / classCount;
  const line = chance + KEPT_SHARE * (typicalAccuracy(state) - chance);
  return Math.min(Math.max(line, chance), 0.99);
}

/** Expected share of right labels in the project, in (0, 1). */
export function typicalAccuracy(state: ProjectState): number {
  return (state.pooled.correct + UNITS_PER_LABEL) / (state.pooled.total + 2 * UNITS_PER_LABEL);
}

/** Pseudo-labels by which the project's rows are pulled to a diagonal of the typical accuracy. */
const ROW_PULL = 5;

/**
 * P(given | true) of the project's labels but one source's own: in (0, 1), rows sum to 1. A source is not compared with
 * itself, which matters where there are few.
 */
export function rateOfOthers(
  state: ProjectState,
  own: NoiseHistory,
  classCount: number,
): (trueClass: number, given: number) => number {
  const typical = typicalAccuracy(state);
  return (trueClass, given) => {
    const prior = trueClass === given ? typical : (1 - typical) / (classCount - 1);
    const cell =
      (cellUnits(state.pooled, trueClass, given, classCount) - own.units(trueClass, given, classCount)) /
      UNITS_PER_LABEL;
    const row = (rowUnits(state.pooled, trueClass, classCount) - own.rowUnits(trueClass, classCount)) / UNITS_PER_LABEL;
    return (cell + ROW_PULL * prior) / (row + ROW_PULL);
  };
}

const FORMAT = 5;
const packr = new Packr({ useRecords: false });
type PackedCalibration = [number, number, Uint8Array, number[], number[], number[], [number, number] | null];
type Packed = [
  number,
  Uint8Array,
  [number, number][],
  number,
  number,
  number,
  [number, number][],
  number,
  PackedCalibration,
  [number, number][],
  [AlarmTally, number][],
  number,
  Uint8Array,
];

export function encodeProjectState(state: ProjectState): Uint8Array {
  const { pooled, classUnits, labels, examples, sources, taken, alertSeq } = state;
  const packed: Packed = [
    FORMAT,
    pooled.toBytes(),
    sorted(classUnits),
    labels,
    examples,
    sources,
    sorted(taken),
    alertSeq,
    packCalibration(state.calibration),
    sorted(state.durations.bins),
    [...state.openAlarms].sort(),
    state.alarmedSources,
    state.history.toBytes(),
  ];
  return packr.pack(packed);
}

function sorted(map: Map<number, number>): [number, number][] {
  return [...map].sort((a, b) => a[0] - b[0]);
}

/** @throws RangeError for a format that this version does not know */
export function decodeProjectState(bytes: Uint8Array): ProjectState {
  const packed = packr.unpack(bytes) as Packed;
  const [format, pooled, classUnits, labels, examples, sources, taken, alertSeq, ...more] = packed;
  const [calibration, durations, alarms, alarmedSources, history] = more;
  if (format !== FORMAT) throw new RangeError(`project state of format ${format}; this version reads ${FORMAT}`);
  return {
    // A copy: the bytes may be a view into a buffer that is used again.
    pooled: NoiseCounts.fromBytes(new Uint8Array(pooled)),
    classUnits: new Map(classUnits),
    labels,
    examples,
    sources,
    taken: new Map(taken),
    alertSeq,
    openAlarms: new Map(alarms),
    alarmedSources,
    history: ProjectHistory.fromBytes(history),
    calibration: unpackCalibration(calibration),
    durations: new DurationHistogram(new Map(durations)),
  };
}

function packCalibration({ modelVersion, openings, test, rejected }: Calibration): PackedCalibration {
  const { logWealth, examples, errors, expectedErrors } = test.state;
  return [
    modelVersion,
    openings,
    floatBytes(logWealth),
    [...examples],
    [...errors],
    [...expectedErrors],
    rejected ? [rejected.modelVersion, rejected.atMs] : null,
  ];
}

function unpackCalibration(packed: PackedCalibration): Calibration {
  const [modelVersion, openings, wealth, examples, errors, expectedErrors, rejected] = packed;
  const test = new CalibrationTest({
    logWealth: bytesToFloats(wealth),
    examples: Float64Array.from(examples),
    errors: Float64Array.from(errors),
    expectedErrors: Float64Array.from(expectedErrors),
  });
  const calibration: Calibration = { modelVersion, openings, test };
  if (rejected) calibration.rejected = { modelVersion: rejected[0], atMs: rejected[1] };
  return calibration;
}

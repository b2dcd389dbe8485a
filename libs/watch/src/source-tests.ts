import type { Alert, ProjectSettings } from '#labels';
import { UNITS_PER_LABEL, type SparseMass, unitsOf } from '#noise';
import { DriftDetector, LOST_RECALL_SHARE, openingEvidence, spentLevel, type ConfusionEvidence } from '#sequential';
import { accuracyLine, recallOf, typicalAccuracy, type ProjectState } from './project-state.js';
import { newGradeTests, type GradeTests, type OpenAlarm, type SourceState } from './source-state.js';

/** Labels of the source's past that a drift baseline needs. */
const BASELINE_LABELS = 48;
/** Pseudo-labels by which the baseline is pulled to the project's accuracy. */
const BASELINE_PULL = 8;
/** How far below its past a source must fall to count as changed. */
const DRIFT_MARGIN = 0.03;

/** The level is a promise about a source: its two grades, gold and model, share it. */
const GRADE_SHARE = 0.5;

/** What the tests of one grade must reach to open its next alarm, or to close the one that is open: 1/level. */
export function gradeBound({ openings }: Pick<GradeTests, 'openings'>, { alarmLevel }: ProjectSettings): number {
  return 1 / spentLevel(alarmLevel * GRADE_SHARE, openings);
}

export type Transition = Pick<
  Alert,
  'kind' | 'state' | 'evidence' | 'labels' | 'line' | 'trueClass' | 'eValue' | 'bound'
>;

export interface TestedLabel {
  given: number;
  belief: SparseMass;
}

export interface TestContext {
  project: ProjectState;
  settings: ProjectSettings;
  classCount: number;
  atMs: number;
}

/**
 * One label enters one grade's tests: while no alarm is open, the weighted mean of the accuracy and the confusion e-process is
 * held against 1/level; while one is open, its recovery test is. Called once per label and grade, in order of settling.
 */
export function testLabel(tests: GradeTests, label: TestedLabel, context: TestContext): Transition | undefined {
  const line = accuracyLine(context.project, context.settings, context.classCount);
  if (line === undefined) return undefined;
  tests.labels++;
  const bound = gradeBound(tests, context.settings);
  if (tests.alarm) return testRecovery(tests, label, line, bound, context);
  const beliefInGiven = unitsOf(label.belief, label.given) / UNITS_PER_LABEL;
  tests.accuracy.update(beliefInGiven, line, context.classCount);
  tests.confusion.update(confusionEvidence(label, context));
  const { logEValue, strongest } = openingEvidence({
    accuracy: tests.accuracy.logEValue,
    confusion: tests.confusion.logEValue(context.classCount),
  });
  if (logEValue < Math.log(bound)) return undefined;
  const opened = openAlarm(tests, strongest, line, context);
  return transition(tests, opened, 'open', Math.exp(logEValue), bound);
}

function openAlarm(tests: GradeTests, kind: 'accuracy' | 'confusion', line: number, context: TestContext): OpenAlarm {
  const recovery = new DriftDetector(undefined, 'above');
  const trueClass = kind === 'confusion' ? tests.confusion.worstClass : undefined;
  const classLine = trueClass === undefined ? line : recallOf(context.project, trueClass) * LOST_RECALL_SHARE;
  tests.openings++;
  tests.alarm = {
    kind,
    line: classLine,
    openedAtMs: context.atMs,
    recovery,
    ...(trueClass === undefined ? {} : { trueClass }),
  };
  return tests.alarm;
}

function testRecovery(
  tests: GradeTests,
  label: TestedLabel,
  line: number,
  bound: number,
  context: TestContext,
): Transition | undefined {
  const alarm = tests.alarm!;
  const logE = updateRecovery(alarm, label, alarm.kind === 'accuracy' ? line : alarm.line, context);
  if (logE < Math.log(bound)) return undefined;
  const closed = transition(tests, alarm, 'resolved', Math.exp(logE), bound);
  Object.assign(tests, newGradeTests(tests.evidence, tests.openings), { labels: tests.labels, alarm: undefined });
  return closed;
}

/**
 * Log of the statistic that must reach the bound: a source that stays bad gets there no more often than once in `bound`
 * labels, on average. Only labels whose example probably is of the confused class speak about its recovery.
 */
function updateRecovery(alarm: OpenAlarm, label: TestedLabel, line: number, context: TestContext): number {
  const { trueClass } = alarm;
  if (trueClass === undefined || unitsOf(label.belief, trueClass) >= UNITS_PER_LABEL / 2) {
    const beliefInGiven = unitsOf(label.belief, label.given) / UNITS_PER_LABEL;
    alarm.recovery.update(beliefInGiven, line, context.classCount);
  }
  return alarm.recovery.logStatistic;
}

/** One label enters the drift detector, against the source's own past. Model grade. */
export function testDrift(state: SourceState, label: TestedLabel, context: TestContext): Transition | undefined {
  const { drift } = state;
  const tests = { evidence: 'model' as const, labels: state.model.labels };
  if (drift.alarm) {
    const bound = 1 / spentLevel(context.settings.alarmLevel, drift.openings);
    const logE = updateRecovery(drift.alarm, label, drift.alarm.line, context);
    if (logE < Math.log(bound)) return undefined;
    const closed = transition(tests, drift.alarm, 'resolved', Math.exp(logE), bound);
    drift.alarm = undefined;
    return closed;
  }
  const baseline = baselineOf(state, context);
  if (baseline === undefined) return undefined;
  const beliefInGiven = unitsOf(label.belief, label.given) / UNITS_PER_LABEL;
  drift.detector.update(beliefInGiven, baseline, context.classCount);
  const statistic = Math.exp(drift.detector.logStatistic);
  if (statistic < context.settings.driftRunLength) return undefined;
  drift.detector = new DriftDetector();
  drift.openings++;
  drift.alarm = {
    kind: 'drift',
    line: baseline,
    openedAtMs: context.atMs,
    recovery: new DriftDetector(undefined, 'above'),
  };
  return transition(tests, drift.alarm, 'open', statistic, context.settings.driftRunLength);
}

/**
 * The source's accuracy in all but its newest bucket, less its standard error and a margin. Undefined while that past is short, and when it is
 * no better than chance: such a source has nothing to lose, it is for the other tests.
 */
function baselineOf(state: SourceState, { project, classCount }: TestContext): number | undefined {
  const past = state.history.buckets.slice(0, -1);
  const labels = past.reduce((sum, b) => sum + b.labels, 0);
  if (labels < BASELINE_LABELS) return undefined;
  const right = past.reduce((sum, b) => sum + b.counts.correct, 0) / UNITS_PER_LABEL;
  const pulled = (right + BASELINE_PULL * typicalAccuracy(project)) / (labels + BASELINE_PULL);
  const own = right / labels;
  const error = Math.sqrt((pulled * (1 - pulled)) / labels);
  const baseline = Math.min(pulled, own) - error - DRIFT_MARGIN;
  return baseline > 1 / classCount ? baseline : undefined;
}

function confusionEvidence({ given, belief }: TestedLabel, { project, classCount }: TestContext): ConfusionEvidence {
  return {
    given,
    classCount,
    classes: belief.classes,
    probabilities: belief.units.map((u) => u / UNITS_PER_LABEL),
    recallOf: (trueClass) => recallOf(project, trueClass),
  };
}

function transition(
  tests: Pick<GradeTests, 'evidence' | 'labels'>,
  { kind, line, trueClass }: OpenAlarm,
  state: 'open' | 'resolved',
  eValue: number,
  bound: number,
): Transition {
  const { evidence, labels } = tests;
  const classes = trueClass === undefined ? {} : { trueClass };
  return { kind, state, evidence, labels, line, ...classes, eValue: Math.min(eValue, 1e12), bound };
}

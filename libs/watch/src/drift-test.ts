import { cellUnits, rowUnits, UNITS_PER_LABEL } from '#noise';
import { ConfusionDriftDetector, DriftDetector, driftEvidence, RecoveryTest, type PastRates } from '#sequential';
import { cellChange, reportChange, type CellChange } from './drift-report.js';
import { rateOfOthers, typicalAccuracy } from './project-state.js';
import { testRecovery } from './recovery.js';
import { alarmBound } from './source-tests.js';
import { enteredOf, type AccuracyBefore, type DriftTest, type OpenAlarm, type SourceState } from './source-state.js';
import {
  beliefAbout,
  beliefInGiven,
  openAlarm,
  transitionOf,
  type TestContext,
  type TestedLabel,
  type Transition,
} from './test-context.js';

/** Labels of the source's past that a drift baseline needs. */
const BASELINE_LABELS = 48;
/** Pseudo-labels by which the baseline is pulled to the project's accuracy. */
const BASELINE_PULL = 8;
/** How far below its past a source must fall to count as changed: standard errors of that past, and so much more. */
const BASELINE_ERRORS = 0.5;
const DRIFT_MARGIN = 0.02;
/** Above this share of its threshold the evidence is strong. */
const HELD_SHARE = 0.02;
/** Pseudo-labels by which a row of the source's past is pulled to the project's. */
const ROW_PULL = 8;

/** One label enters the drift detectors, against the source's own past. Model grade. */
export function testDrift(label: TestedLabel, context: TestContext): Transition | undefined {
  const { source, atMs } = context;
  source.drift.recent.add(label.belief, label.given, atMs);
  if (source.drift.alarm) return closeRecovered(source.drift.alarm, label, context);
  const before = pastOrHeld(context);
  if (!before) return undefined;
  const { baseline } = before;
  const { drift } = source;
  const { classCount, settings } = context;
  const past = pastRates(context);
  drift.detector.update(beliefInGiven(label, classCount), baseline, classCount);
  drift.cells.update({
    given: label.given,
    classCount,
    ...beliefAbout(label, classCount),
    past,
  });
  const bound = settings.driftRunLength;
  if (driftCeiling(drift) < Math.log(bound)) return undefined;
  const { logEValue, strongest } = driftEvidenceOf(source, classCount);
  if (logEValue < Math.log(bound)) return undefined;
  const [moved] = strongest === 'confusion' ? drift.cells.movedCells() : [];
  const cell = moved && cellChange(context, moved, past);
  const report = reportChange(context, before.accuracy, cell);
  const opened = openAlarm(drift, openingOf(baseline, cell, atMs));
  restartDetectors(source);
  const progress = { labels: enteredOf(source), logEValue, bound };
  return { ...transitionOf('drift', 'open', opened, progress), drift: report };
}

/** What speaks for a change, by accuracy and by the cells of the noise matrix. */
export function driftEvidenceOf({ drift }: SourceState, classCount: number) {
  return driftEvidence({
    accuracy: drift.detector.logStatistic,
    confusion: drift.cells.logStatistic(classCount),
  });
}

/** At least as much, and cheap. */
function driftCeiling({ detector, cells }: DriftTest): number {
  return driftEvidence({ accuracy: detector.logStatistic, confusion: cells.logCeiling }).logEValue;
}

export function restartDetectors({ drift }: SourceState): void {
  delete drift.before;
  drift.detector = new DriftDetector();
  drift.cells = new ConfusionDriftDetector();
}

/** A change of one cell is over when its rate is nearer to what it was; one of accuracy when that is back at the baseline. */
function openingOf(baseline: number, cell: CellChange | undefined, openedAtMs: number): OpenAlarm {
  const recovery = new RecoveryTest();
  if (!cell) return { kind: 'drift', line: baseline, openedAtMs, recovery };
  const { trueClass, givenClass, before, after } = cell;
  return { kind: 'drift', line: 1 - (before + after) / 2, trueClass, givenClass, openedAtMs, recovery };
}

function closeRecovered(alarm: OpenAlarm, label: TestedLabel, context: TestContext): Transition | undefined {
  const { source, settings, classCount } = context;
  const bound = alarmBound(source.drift, settings);
  const logEValue = testRecovery(alarm, label, alarm.line, classCount);
  if (logEValue < Math.log(bound)) return undefined;
  delete source.drift.alarm;
  return transitionOf('drift', 'resolved', alarm, { labels: enteredOf(source), logEValue, bound });
}

/**
 * What the source was before the change that may be under way: what is counted of it now, or, while the evidence is strong, what
 * was counted before it became so. A slow find would otherwise make the change part of the past, and be slower for it.
 */
function pastOrHeld(context: TestContext): AccuracyBefore | undefined {
  const { drift } = context.source;
  if (drift.before && isStrong(context)) return drift.before;
  const before = accuracyBefore(context);
  if (before) drift.before = before;
  else delete drift.before;
  return before;
}

function isStrong({ source, settings, classCount }: TestContext): boolean {
  const strong = Math.log(HELD_SHARE * settings.driftRunLength);
  return driftCeiling(source.drift) > strong && driftEvidenceOf(source, classCount).logEValue > strong;
}

/**
 * The source's accuracy in its past (since a person last accepted a change), and that less half its standard error and a
 * margin: the baseline below which it counts as changed. Undefined while that past is short, and when the baseline is no better
 * than chance: such a source has nothing to lose, it is for the other tests.
 */
function accuracyBefore({ source, project, classCount }: TestContext): AccuracyBefore | undefined {
  const past = source.history.pastSince(source.drift.sinceMs);
  if (past.labels < BASELINE_LABELS) return undefined;
  const { labels } = past;
  const right = past.correct / UNITS_PER_LABEL;
  const pulled = (right + BASELINE_PULL * typicalAccuracy(project)) / (labels + BASELINE_PULL);
  const error = Math.sqrt((pulled * (1 - pulled)) / labels);
  const baseline = Math.min(pulled, right / labels) - BASELINE_ERRORS * error - DRIFT_MARGIN;
  return baseline > 1 / classCount ? { accuracy: pulled, baseline } : undefined;
}

function pastRates({ source: { history }, project, classCount }: TestContext): PastRates {
  const others = rateOfOthers(project, history, classCount);
  const labelsOf = (trueClass: number) => rowUnits(history.past, trueClass, classCount) / UNITS_PER_LABEL;
  return {
    labelsOf,
    rateOf: (trueClass, given) => {
      const cell = cellUnits(history.past, trueClass, given, classCount) / UNITS_PER_LABEL;
      return (cell + ROW_PULL * others(trueClass, given)) / (labelsOf(trueClass) + ROW_PULL);
    },
  };
}

import type { AlarmSlot, Project, ProjectSettings } from '#labels';
import { UNITS_PER_LABEL } from '#noise';
import { alarmBound, driftEvidenceOf, openingEvidenceOf, type GradeTests, type Pause, type SourceState } from '#watch';
import type { SourceReport } from '../read-sources.js';

/** How far one test of a source has come: it alarms when `eValue` reaches `bound`. */
export interface TestProgress {
  /** Labels that entered. */
  labels: number;
  eValue: number;
  bound: number;
}

/** Of one slot's test; while an alarm is open, of the test that would close it. */
export function testProgress(
  state: SourceState,
  slot: AlarmSlot,
  settings: ProjectSettings,
  classCount: number,
): TestProgress {
  const { alarm } = state[slot];
  const labels = slot === 'gold' ? state.gold.labels : state.model.labels;
  if (alarm) return progress(labels, alarm.recovery?.logEValue ?? -Infinity, alarmBound(state[slot], settings));
  switch (slot) {
    case 'gold':
    case 'model':
      return progress(labels, openingEvidenceOf(state[slot], classCount).logEValue, alarmBound(state[slot], settings));
    case 'drift':
      return progress(labels, driftEvidenceOf(state, classCount).logEValue, settings.driftRunLength);
    case 'copying':
      return progress(labels, state.copying.test.logEValue, alarmBound(state.copying, settings));
  }
}

const MAX_E_VALUE = 1e12;

function openingEValue(tests: GradeTests, classCount: number): number {
  return Math.min(Math.exp(openingEvidenceOf(tests, classCount).logEValue), MAX_E_VALUE);
}

function progress(labels: number, logEValue: number, bound: number): TestProgress {
  return { labels, eValue: Math.min(Math.exp(logEValue), MAX_E_VALUE), bound };
}

/** Labels that each side of a trend must have. */
const TREND_LABELS = 32;
const RECENT_LABELS = 96;

/** Share of right labels among about the last 100, less the share before; undefined while either side is short. */
export function trendOf({ history }: SourceState): number | undefined {
  const recent = { labels: 0, units: 0 };
  for (const { labels, counts } of history.buckets.toReversed()) {
    if (recent.labels + labels > RECENT_LABELS + TREND_LABELS) break;
    recent.labels += labels;
    recent.units += counts.correct;
  }
  const past = { labels: history.labels - recent.labels, units: history.all.correct - recent.units };
  if (recent.labels < TREND_LABELS || past.labels < TREND_LABELS) return undefined;
  return (recent.units / recent.labels - past.units / past.labels) / UNITS_PER_LABEL;
}

/** What a list shows of one source; small, since all of a project's are held at once. */
export interface SourceSummary {
  sourceId: string;
  labels: number;
  accuracy: number;
  accuracyWeight: number;
  alarms: SourceReport['alarms'];
  patterns: SourceReport['patterns'];
  /** Labels with honeypot or sampled gold, and those of them that were right. */
  goldLabels: number;
  goldRight: number;
  tests: Record<AlarmSlot, TestProgress>;
  /** e-values of "below the line" since the last alarm was closed. */
  evidence: Record<'gold' | 'model', number>;
  trend: number | undefined;
  /** Labels that wait to enter the model test. */
  pending: number;
  firstMs: number;
  lastMs: number;
  paused?: Pause;
}

export function summariseSource(report: SourceReport, { settings, classes }: Project): SourceSummary {
  const { sourceId, labels, accuracy, accuracyWeight, alarms, state } = report;
  return {
    sourceId,
    labels,
    accuracy,
    accuracyWeight,
    alarms,
    patterns: report.patterns,
    goldLabels: state.goldLabels,
    goldRight: state.goldRight,
    tests: {
      gold: testProgress(state, 'gold', settings, classes.length),
      model: testProgress(state, 'model', settings, classes.length),
      drift: testProgress(state, 'drift', settings, classes.length),
      copying: testProgress(state, 'copying', settings, classes.length),
    },
    evidence: { gold: openingEValue(state.gold, classes.length), model: openingEValue(state.model, classes.length) },
    trend: trendOf(state),
    pending: state.pending.length,
    firstMs: state.firstMs,
    lastMs: state.lastMs,
    ...(state.paused && { paused: state.paused }),
  };
}

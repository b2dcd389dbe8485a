import type { Project, ProjectSettings } from '#labels';
import { UNITS_PER_LABEL } from '#noise';
import { openingEvidence, spentLevel } from '#sequential';
import { gradeBound, type GradeTests, type SourceState } from '#watch';
import type { SourceReport } from '../read-sources.js';

/** How far one test of a source has come: it alarms when `eValue` reaches `bound`. */
export interface TestProgress {
  /** Labels that entered. */
  labels: number;
  eValue: number;
  bound: number;
}

const MAX_E_VALUE = 1e12;

/** Of the accuracy and confusion tests of one grade; while an alarm is open, of the test that would close it. */
export function gradeProgress(tests: GradeTests, settings: ProjectSettings, classCount: number): TestProgress {
  const bound = gradeBound(tests, settings);
  if (tests.alarm) return { labels: tests.labels, eValue: capped(tests.alarm.recovery.logStatistic), bound };
  const { logEValue } = openingEvidence({
    accuracy: tests.accuracy.logEValue,
    confusion: tests.confusion.logEValue(classCount),
  });
  return { labels: tests.labels, eValue: capped(logEValue), bound };
}

export function driftProgress({ drift, model }: SourceState, settings: ProjectSettings): TestProgress {
  const { alarm, detector, openings } = drift;
  if (!alarm) {
    return { labels: model.labels, eValue: capped(detector.logStatistic), bound: settings.driftRunLength };
  }
  const bound = 1 / spentLevel(settings.alarmLevel, openings);
  return { labels: model.labels, eValue: capped(alarm.recovery.logStatistic), bound };
}

function capped(logEValue: number): number {
  return Math.min(Math.exp(logEValue), MAX_E_VALUE);
}

/** Labels that each side of a trend must have. */
const TREND_LABELS = 32;
const RECENT_LABELS = 96;

/** Share of right labels among about the last 100, less the share before; undefined while either side is short. */
export function trendOf({ history }: SourceState): number | undefined {
  const recent = { labels: 0, correct: 0 };
  const past = { labels: 0, correct: 0 };
  for (const { labels, counts } of history.buckets.toReversed()) {
    const side = recent.labels + labels <= RECENT_LABELS + TREND_LABELS && past.labels === 0 ? recent : past;
    side.labels += labels;
    side.correct += counts.correct / UNITS_PER_LABEL;
  }
  if (recent.labels < TREND_LABELS || past.labels < TREND_LABELS) return undefined;
  return recent.correct / recent.labels - past.correct / past.labels;
}

/** What a list shows of one source; small, since all of a project's are held at once. */
export interface SourceSummary {
  sourceId: string;
  labels: number;
  accuracy: number;
  accuracyWeight: number;
  alarms: SourceReport['alarms'];
  tests: Record<'gold' | 'model' | 'drift', TestProgress>;
  trend: number | undefined;
  /** Labels that wait to enter the model test. */
  pending: number;
  firstMs: number;
  lastMs: number;
}

export function summariseSource(report: SourceReport, { settings, classes }: Project): SourceSummary {
  const { sourceId, labels, accuracy, accuracyWeight, alarms, state } = report;
  return {
    sourceId,
    labels,
    accuracy,
    accuracyWeight,
    alarms,
    tests: {
      gold: gradeProgress(state.gold, settings, classes.length),
      model: gradeProgress(state.model, settings, classes.length),
      drift: driftProgress(state, settings),
    },
    trend: trendOf(state),
    pending: state.pending.length,
    firstMs: state.firstMs,
    lastMs: state.lastMs,
  };
}

/** Where a source stands in the order of risk: an open alarm first, then the least accurate; last who has no label. */
export interface RiskRank {
  alarmed: boolean;
  /** It has current labels. */
  active: boolean;
  accuracy: number;
  sourceId: string;
}

export function compareRisk(a: RiskRank, b: RiskRank): number {
  if (a.alarmed !== b.alarmed) return a.alarmed ? -1 : 1;
  if (a.active !== b.active) return a.active ? -1 : 1;
  return a.accuracy - b.accuracy || (a.sourceId < b.sourceId ? -1 : Number(a.sourceId > b.sourceId));
}

export function rankOf({ sourceId, labels, accuracy, alarms }: SourceSummary): RiskRank {
  return { alarmed: alarms.length > 0, active: labels > 0, accuracy, sourceId };
}

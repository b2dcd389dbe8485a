import type { ProjectSettings } from '#labels';
import { LOST_RECALL_SHARE, openingEvidence, RecoveryTest, spentLevel } from '#sequential';
import { accuracyLine, rateOfOthers } from './project-state.js';
import { testRecovery } from './recovery.js';
import { newGradeTests, type Alarming, type GradeTests, type OpenAlarm } from './source-state.js';
import {
  beliefAbout,
  beliefInGiven,
  openAlarm,
  transitionOf,
  type TestContext,
  type TestedLabel,
  type Transition,
} from './test-context.js';

/**
 * What a slot's tests must reach to open its next alarm, or to close the one that is open: 1/level. Each grade of claim (gold,
 * model, copying) keeps the project's level by itself; its re-openings spend from it.
 */
export function alarmBound({ openings }: Pick<Alarming, 'openings'>, { alarmLevel }: ProjectSettings): number {
  return 1 / spentLevel(alarmLevel, openings);
}

/**
 * One label enters one grade's tests: while no alarm is open, the weighted mean of the accuracy and the confusion e-process
 * is held against 1/level; while one is open, its recovery test is (the evidence grows on, for who compares sources). Called once per label and grade, in order of settling.
 */
export function testLabel(tests: GradeTests, label: TestedLabel, context: TestContext): Transition | undefined {
  const { project, settings, classCount } = context;
  const line = accuracyLine(project, settings, classCount);
  if (line === undefined) return undefined;
  tests.labels++;
  const bound = alarmBound(tests, settings);
  tests.accuracy.update(beliefInGiven(label, classCount), line, classCount);
  const rateOf = rateOfOthers(project, context.source.history, classCount);
  tests.confusion.update({
    given: label.given,
    classCount,
    ...beliefAbout(label, classCount),
    recallOf: (trueClass) => rateOf(trueClass, trueClass),
  });
  if (tests.alarm) return closeRecovered(tests, tests.alarm, { label, line, bound }, context);
  if (openingCeiling(tests) < Math.log(bound)) return undefined;
  const { logEValue, strongest } = openingEvidenceOf(tests, classCount);
  if (logEValue < Math.log(bound)) return undefined;
  const trueClass = strongest === 'confusion' ? tests.confusion.worstClass : undefined;
  const opened = openAlarm(tests, {
    kind: strongest,
    line: trueClass === undefined ? line : rateOf(trueClass, trueClass) * LOST_RECALL_SHARE,
    ...(trueClass !== undefined && { trueClass }),
    openedAtMs: context.atMs,
    recovery: new RecoveryTest(),
  });
  return transitionOf(tests.evidence, 'open', opened, { labels: tests.labels, logEValue, bound });
}

/** What speaks for the next alarm of a grade. */
export function openingEvidenceOf({ accuracy, confusion }: GradeTests, classCount: number) {
  return openingEvidence({ accuracy: accuracy.logEValue, confusion: confusion.logEValue(classCount) });
}

/** At least as much, and cheap. */
function openingCeiling({ accuracy, confusion }: GradeTests): number {
  return openingEvidence({ accuracy: accuracy.logEValue, confusion: confusion.logCeiling }).logEValue;
}

function closeRecovered(
  tests: GradeTests,
  alarm: OpenAlarm,
  { label, line, bound }: { label: TestedLabel; line: number; bound: number },
  { classCount }: TestContext,
): Transition | undefined {
  const logEValue = testRecovery(alarm, label, alarm.kind === 'accuracy' ? line : alarm.line, classCount);
  if (logEValue < Math.log(bound)) return undefined;
  const closed = transitionOf(tests.evidence, 'resolved', alarm, { labels: tests.labels, logEValue, bound });
  restart(tests);
  return closed;
}

/** After an alarm was closed: new tests, which know nothing of what was before. */
export function restart(tests: GradeTests): void {
  delete tests.alarm;
  Object.assign(tests, { ...newGradeTests(tests.evidence, tests.openings), labels: tests.labels });
}

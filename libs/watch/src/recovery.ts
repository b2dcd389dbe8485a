import { unitsOf, UNITS_PER_LABEL } from '#noise';
import type { OpenAlarm } from './source-state.js';
import { beliefInGiven, type TestedLabel } from './test-context.js';

/**
 * One label enters the test that closes an alarm: has the source, since some time, been above the line again? Of an alarm
 * about one class, only labels whose example probably is of that class speak; of one about a cell, all that counts is whether
 * the label fell into it.
 *
 * @returns natural log of the e-value
 */
export function testRecovery(alarm: OpenAlarm, label: TestedLabel, line: number, classCount: number): number {
  const { recovery, trueClass, givenClass } = alarm;
  if (!recovery) return -Infinity;
  const inClass = trueClass === undefined ? UNITS_PER_LABEL : unitsOf(label.belief, trueClass);
  if (inClass < UNITS_PER_LABEL / 2) return recovery.logEValue;
  if (givenClass === undefined) recovery.update(beliefInGiven(label, classCount), line, classCount);
  else recovery.update(outsideCell(label, inClass, givenClass), line, 2);
  return recovery.logEValue;
}

/** Belief that the label is not of the cell. */
function outsideCell({ given }: TestedLabel, inClass: number, givenClass: number): number {
  return given === givenClass ? 1 - inClass / UNITS_PER_LABEL : 1;
}

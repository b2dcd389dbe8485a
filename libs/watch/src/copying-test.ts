import type { Change, ChangedLabel } from '#labels';
import { probabilityIn, UNITS_PER_LABEL } from '#noise';
import { TOLERATED_SHARE } from '#sequential';
import { rateOfOthers } from './project-state.js';
import { alarmBound } from './source-tests.js';
import { beliefAbout, openAlarm, transitionOf, type TestContext, type Transition } from './test-context.js';

/** Pseudo-labels by which a source's row is pulled to the project's. */
const ROW_PULL = 8;
/** Earlier labels of one example that a new one is compared with: the latest ones. */
const MAX_COMPARED = 4;

/**
 * A new label enters the copying test against the sources that labeled its example before, at arrival. Model grade. An alarm
 * stays until a person closes it: who has stopped copying has not un-copied.
 */
export function testCopying(change: Change, label: ChangedLabel, context: TestContext): Transition | undefined {
  const { copying } = context.source;
  const { belief } = label;
  if (label.effect !== 'added' || !belief || copying.alarm) return undefined;
  if (change.labels.some((l) => l.effect === 'removed')) return undefined;
  const earlier = change.labels.filter((l) => l.effect === 'kept').slice(-MAX_COMPARED);
  if (earlier.length === 0) return undefined;
  const probabilityOf = independentProbability(label, context);
  const independent = probabilityOf(label.given);
  for (const { sourceId, given } of earlier) {
    const agrees = given === label.given;
    const independentOfPartners = agrees ? independent : probabilityOf(given);
    const partnerRight = probabilityIn(belief, given, context.classCount);
    copying.test.update(sourceId, { independent, independentOfPartners, agrees, partnerRight });
  }
  const bound = alarmBound(copying, context.settings);
  if (copying.test.logCeiling < Math.log(bound)) return undefined;
  const { logEValue } = copying.test;
  if (logEValue < Math.log(bound)) return undefined;
  const opened = openAlarm(copying, {
    kind: 'copying',
    line: TOLERATED_SHARE,
    openedAtMs: context.atMs,
  });
  return transitionOf('copying', 'open', opened, { labels: copying.test.mostCopied!.labels, logEValue, bound });
}

/** P(given) if the source looks for itself: `Σ_i b[i] · Q_s[i][given]`. */
function independentProbability(
  { belief }: ChangedLabel,
  { source: { history }, project, classCount }: TestContext,
): (given: number) => number {
  const others = rateOfOthers(project, history, classCount);
  const rateOf = (i: number, given: number) => {
    const cell = history.units(i, given, classCount) / UNITS_PER_LABEL;
    return (cell + ROW_PULL * others(i, given)) / (history.rowUnits(i, classCount) / UNITS_PER_LABEL + ROW_PULL);
  };
  return (given) => {
    const { classes, probabilities, others } = beliefAbout({ belief: belief!, given }, classCount);
    let sum = others === 0 ? 0 : (others * (1 - rateOf(given, given))) / (classCount - 1);
    for (let n = 0; n < classes.length; n++) sum += probabilities[n]! * rateOf(classes[n]!, given);
    return sum;
  };
}

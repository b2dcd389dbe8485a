import { betaCdf } from '#noise';
import { LINE } from './opening-test.js';

/** A rule that sees right or wrong, label by label, and says when it stops the source. */
export interface Rule {
  stops(right: number, labels: number): boolean;
}

const FIRST_LOOK = 10;

/** Today's practice: the running accuracy is below the line, looked at after each label from the 10th. */
export function fixedThreshold(): Rule {
  return { stops: (right, labels) => labels >= FIRST_LOOK && right / labels < LINE };
}

/** One binomial test of "accuracy >= line" after exactly `at` labels, never again. */
export function binomialOnce(level: number, at: number): Rule {
  return { stops: (right, labels) => labels === at && atMostAtLine(right, at) <= level };
}

/** P(at most this many of `labels` right) at the line. */
function atMostAtLine(right: number, labels: number): number {
  return right === labels ? 1 : betaCdf(1 - LINE, labels - right, right + 1);
}

/** Wald's one-sided sequential probability ratio test for a source that is known to be at the line or at `bad`. */
export function knownRates(level: number, bad: number): Rule {
  const [ifRight, ifWrong] = [Math.log(bad / LINE), Math.log((1 - bad) / (1 - LINE))];
  return { stops: (right, labels) => right * ifRight + (labels - right) * ifWrong >= Math.log(1 / level) };
}

/** Label at which a rule stops a source whose labels are right with this probability; Infinity if it does not. */
export function stopOf(rule: Rule, accuracy: number, labels: number, random: () => number): number {
  let right = 0;
  for (let n = 1; n <= labels; n++) {
    if (random() < accuracy) right++;
    if (rule.stops(right, n)) return n;
  }
  return Infinity;
}

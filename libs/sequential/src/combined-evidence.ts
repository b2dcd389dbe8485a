import { logAddExp } from './mixture.js';

/** What a pair of tests of the same claim says: accuracy as a whole, and the cells of the noise matrix one by one. */
export type TestedAspect = 'accuracy' | 'confusion';

export interface CombinedEvidence {
  /** Natural log of the weighted mean of the two. */
  logEValue: number;
  /** The one that contributes more. */
  strongest: TestedAspect;
}

const OPENING_SHARES: Record<TestedAspect, number> = { accuracy: 0.8, confusion: 0.2 };
const DRIFT_SHARES: Record<TestedAspect, number> = { accuracy: 0.7, confusion: 0.3 };

/**
 * `.8 E_accuracy + .2 E_confusion`: a weighted mean of two e-processes is an e-process, so that one level serves both.
 *
 * @param logs natural log of each e-value
 */
export function openingEvidence(logs: Record<TestedAspect, number>): CombinedEvidence {
  return combine(logs, OPENING_SHARES);
}

/**
 * `.7 R_accuracy + .3 R_confusion` of two e-detectors: each grows by at most 1 a label in expectation while nothing
 * changes, so their weighted mean does, and one average run length serves both.
 *
 * @param logs natural log of each statistic
 */
export function driftEvidence(logs: Record<TestedAspect, number>): CombinedEvidence {
  return combine(logs, DRIFT_SHARES);
}

function combine(logs: Record<TestedAspect, number>, shares: Record<TestedAspect, number>): CombinedEvidence {
  const accuracy = logs.accuracy + Math.log(shares.accuracy);
  const confusion = logs.confusion + Math.log(shares.confusion);
  return { logEValue: logAddExp(accuracy, confusion), strongest: accuracy >= confusion ? 'accuracy' : 'confusion' };
}

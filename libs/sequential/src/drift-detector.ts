import { logMeanExp } from './mixture.js';
import { extendSums, noSums } from './start-sums.js';

/**
 * Shiryaev-Roberts e-detector (Shin, Ramdas & Rinaldo, "E-detectors"): for each alternative the sum, over all possible
 * change times, of the likelihood-ratio products begun there, `R_n = (R_{n-1} + 1) · L_n`; then the mean over 12
 * alternatives below the baseline. While the accuracy stays at or above the baseline, and beliefs are
 * calibrated, the average run length to a false alarm at threshold A is at least A labels.
 */
export class DriftDetector {
  /** log R of each alternative, `[12]`; -Infinity before the first label. */
  readonly logSums: Float32Array;

  constructor(logSums?: ArrayLike<number>) {
    this.logSums = logSums ? new Float32Array(logSums) : noSums();
  }

  /** @param baseline accuracy, in (0, 1), computed from the past only, below which the source counts as changed */
  update(beliefInGiven: number, baseline: number, classCount: number): void {
    extendSums(this.logSums, 'below', 0, { beliefInGiven, line: baseline, classCount });
  }

  /** Natural log of the statistic; compare with log(run length). */
  get logStatistic(): number {
    return logMeanExp(this.logSums);
  }
}

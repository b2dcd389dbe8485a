import { logMeanExp } from './mixture.js';
import { extendSums, noSums } from './start-sums.js';

/**
 * E-process for H0 "since the alarm opened, this source's accuracy never rose above the line": the mean over 12 alternatives
 * above the line of `R_n = (R_{n-1} + w_n) · L_n`, the sum over all times n at which the source may have recovered of the
 * likelihood-ratio products begun there, each with weight `w_n = 1 / log2(n + 1) - 1 / log2(n + 2)`. The weights sum to 1, so
 * a source that stays bad ever reaches 1/level with probability <= level, for ever (an average run length promises less), and
 * what it did while it was bad costs a recovered one only the log of its weight: 5 after 20 labels, 9 after 200.
 *
 * (A Shiryaev-Roberts sum with a prior on the change time: Shin, Ramdas & Rinaldo, "E-detectors"; any weights that sum to 1 do.)
 */
export class RecoveryTest {
  /** log R of each alternative, `[12]`; -Infinity before the first label. */
  readonly logSums: Float32Array;

  /** @param labels that entered so far */
  constructor(
    logSums?: ArrayLike<number>,
    private entered = 0,
  ) {
    this.logSums = logSums ? new Float32Array(logSums) : noSums();
  }

  /** @param line in (0, 1), computed from the past only */
  update(beliefInGiven: number, line: number, classCount: number): void {
    this.entered++;
    extendSums(this.logSums, 'above', Math.log(startWeight(this.entered)), { beliefInGiven, line, classCount });
  }

  /** Labels that entered. */
  get labels(): number {
    return this.entered;
  }

  /** Natural log of the e-value. */
  get logEValue(): number {
    return logMeanExp(this.logSums);
  }
}

/** Share of the wealth that is put on a recovery at the n-th label, n from 1; telescopes to 1. */
export function startWeight(n: number): number {
  return 1 / Math.log2(n + 1) - 1 / Math.log2(n + 2);
}

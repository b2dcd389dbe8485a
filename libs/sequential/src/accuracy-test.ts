import { labelLikelihood } from './label-likelihood.js';
import { logMeanExp, sharesOfLine } from './mixture.js';

export const ALTERNATIVES = sharesOfLine(12);

export type Direction = 'below' | 'above';

/**
 * E-process for a source's accuracy against a line a0: the mean, over 12 alternatives beyond the line, most of them
 * near it, of the product of likelihood ratios `P_alt(label) / P_a0(label)`.
 *
 * `below` tests H0 "accuracy >= a0": under H0, with calibrated beliefs, its expectation is <= 1 at every stopping time,
 * so P(it ever reaches 1/level) <= level (Ville's inequality), although it is looked at after every label. `above`
 * tests H0 "accuracy <= a0" the same way. The line may move between labels if it is computed from the past only.
 */
export class AccuracyTest {
  /** Log of each alternative's product, `[12]`. */
  readonly logWealth: Float32Array;

  constructor(
    private readonly direction: Direction,
    logWealth?: ArrayLike<number>,
  ) {
    this.logWealth = logWealth ? Float32Array.from(logWealth) : new Float32Array(ALTERNATIVES.length);
  }

  /** @param line a0 in (0, 1) */
  update(beliefInGiven: number, line: number, classCount: number): void {
    const underLine = labelLikelihood(beliefInGiven, line, classCount);
    for (let k = 0; k < ALTERNATIVES.length; k++) {
      const alternative = alternativeOf(this.direction, ALTERNATIVES[k]!, line);
      this.logWealth[k]! += Math.log(labelLikelihood(beliefInGiven, alternative, classCount) / underLine);
    }
  }

  /** Natural log of the e-value. */
  get logEValue(): number {
    return logMeanExp(this.logWealth);
  }
}

/** The accuracy that a share of the line stands for: `share · line` below it, its mirror image above it. */
export function alternativeOf(direction: Direction, share: number, line: number): number {
  return direction === 'below' ? line * share : 1 - (1 - line) * share;
}

import { labelLikelihood } from './label-likelihood.js';
import { logMeanExp, midpoints } from './mixture.js';

/** Of the mixture over accuracies beyond a line. */
export const ALTERNATIVES = 12;
const parts = midpoints(ALTERNATIVES);
const shares = parts.map((part) => part ** 0.4);

export type Direction = 'below' | 'above';

/**
 * E-process for a source's accuracy against a line a0: the mean, over 12 alternatives beyond the line, of the product of
 * likelihood ratios `P_alt(label) / P_a0(label)`.
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
    this.logWealth = logWealth ? new Float32Array(logWealth) : new Float32Array(ALTERNATIVES);
  }

  /** @param line a0 in (0, 1) */
  update(beliefInGiven: number, line: number, classCount: number): void {
    const underLine = labelLikelihood(beliefInGiven, line, classCount);
    for (let k = 0; k < ALTERNATIVES; k++) {
      const alternative = alternativeOf(this.direction, k, line);
      this.logWealth[k]! += Math.log(labelLikelihood(beliefInGiven, alternative, classCount) / underLine);
    }
  }

  /** Natural log of the e-value. */
  get logEValue(): number {
    return logMeanExp(this.logWealth);
  }
}

/**
 * The k-th accuracy of the mixture, in (0, 1). Below the line they are quantiles of the density `2.5 x^1.5` of x = accuracy /
 * line: more lie near the line than far from it, because what is far is found within a few labels whatever its weight is, and
 * what is near is not. Above the line they are even.
 *
 * @param k from 0 to 11
 */
export function alternativeOf(direction: Direction, k: number, line: number): number {
  return direction === 'below' ? line * shares[k]! : line + (1 - line) * parts[k]!;
}

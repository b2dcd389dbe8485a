import { describe, expect, it } from 'vitest';
import { logSoftmaxRows } from './member.js';
import {
  givenLosses,
  lossAtPercentile,
  oddLoss,
  oddThreshold,
  randomLosses,
  randomLossesOfRows,
  standardStatistics,
} from './odd.js';
import { Random } from './random.js';
import { madeUpJob } from './spec-jobs.js';

describe('oddThreshold', () => {
  /** A last layer that prefers, strongly, the class of its most active unit: K hidden units, logits 4 h. */
  const strong = (K: number) => (hidden: Float32Array) =>
    logSoftmaxRows(
      hidden.map((h) => 4 * h),
      K,
      1,
    );
  const statistics = (K: number) => ({ mean: new Float32Array(K).fill(3), deviation: new Float32Array(K).fill(1) });

  it.each([2, 10, 50])('lets one wrong random label in ten below it, for %i classes', (K) => {
    const threshold = oddThreshold(randomLosses(statistics(K), K, strong(K), new Random(1)), K);
    const random = new Random(2);
    const hidden = Float32Array.from({ length: 3000 * K }, () => Math.max(0, 3 + random.normal()));
    const logP = strong(K)(hidden);
    let below = 0;
    for (let n = 0; n < 3000; n++) if (oddLoss(logP.subarray(n * K), random.below(K)) < threshold) below++;
    expect(Math.abs(below / 3000 - (1 / K + (1 - 1 / K) * 0.1))).toBeLessThan(0.03);
  });
});

describe("the paper's simulation", () => {
  const K = 4;
  /** Four hidden units, one for each class. */
  const head = (hidden: Float32Array) =>
    logSoftmaxRows(
      hidden.map((h) => 3 * h),
      K,
      1,
    );

  it('is of relu(N(0, I)): half of the hidden units are 0, their mean square is 1/2', () => {
    let [zeros, squares, count] = [0, 0, 0];
    const watched = (hidden: Float32Array) => {
      for (const h of hidden) {
        zeros += h === 0 ? 1 : 0;
        squares += h * h;
        count++;
      }
      return head(hidden);
    };
    const losses = randomLosses(standardStatistics(K), K, watched, new Random(3));
    expect(Math.abs(zeros / count - 0.5)).toBeLessThan(0.02);
    expect(Math.abs(squares / count - 0.5)).toBeLessThan(0.03);
    expect(losses).toEqual(losses.toSorted());
  });

  it('takes its percentile of all random labels, where ours takes it of the wrong ones', () => {
    const losses = randomLosses(standardStatistics(K), K, head, new Random(3));
    const below = (threshold: number) => losses.filter((loss) => loss < threshold).length / losses.length;
    for (const share of [0.1, 0.3, 0.8]) {
      // One draw in sixteen is all zeros: equal losses.
      expect(Math.abs(below(lossAtPercentile(losses, share)) - share)).toBeLessThan(0.07);
      expect(Math.abs(below(oddThreshold(losses, K, share)) - (1 / K + (1 - 1 / K) * share))).toBeLessThan(0.07);
    }
  });
});

describe('randomLossesOfRows', () => {
  it('is, over many draws, the mean loss of each row over all classes', () => {
    const logP = logSoftmaxRows(Float32Array.from([2, 0, -1, 0, 3, 1]), 3, 1);
    const random = new Random(5);
    const draws = Array.from({ length: 5_000 }, () => randomLossesOfRows(logP, 3, random));
    const mean = draws.reduce((sum, losses) => sum + losses[0]! + losses[1]!, 0) / draws.length;
    const expected = -logP.reduce((a, b) => a + b, 0) / 3;
    expect(Math.abs(mean - expected)).toBeLessThan(0.05 * expected);
    draws.forEach((losses) => expect(losses[0]).toBeLessThanOrEqual(losses[1]!));
  });
});

describe('givenLosses', () => {
  it('is of every label of the examples with evidence', () => {
    const { job } = madeUpJob({ examples: 10, classes: 2, labelsPer: 2 });
    const logModel = Float32Array.from({ length: 20 }, (_, at) => (at < 2 ? NaN : Math.log(at % 2 ? 0.25 : 0.75)));
    const losses = givenLosses(job, logModel);
    expect(losses.length).toBe(18); // the first example has no features
    losses.forEach((loss, n) => expect(loss).toBeCloseTo(-Math.log(job.labels.given[n + 2] ? 0.25 : 0.75), 6));
  });
});

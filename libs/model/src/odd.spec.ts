import { describe, expect, it } from 'vitest';
import { logSoftmaxRows } from './member.js';
import { givenLosses, oddLoss, oddThreshold, randomLosses } from './odd.js';
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

describe('givenLosses', () => {
  it('is of every label of the examples with evidence', () => {
    const { job } = madeUpJob({ examples: 10, classes: 2, labelsPer: 2 });
    const logModel = Float32Array.from({ length: 20 }, (_, at) => (at < 2 ? NaN : Math.log(at % 2 ? 0.25 : 0.75)));
    const losses = givenLosses(job, logModel);
    expect(losses.length).toBe(18); // the first example has no features
    losses.forEach((loss, n) => expect(loss).toBeCloseTo(-Math.log(job.labels.given[n + 2] ? 0.25 : 0.75), 6));
  });
});

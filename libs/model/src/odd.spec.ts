import { describe, expect, it } from 'vitest';
import { logSoftmaxRows } from './member.js';
import { oddLoss, oddThreshold } from './odd.js';
import { Random } from './random.js';

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
    const threshold = oddThreshold(statistics(K), K, strong(K), new Random(1));
    const random = new Random(2);
    const hidden = Float32Array.from({ length: 3000 * K }, () => Math.max(0, 3 + random.normal()));
    const logP = strong(K)(hidden);
    let below = 0;
    for (let n = 0; n < 3000; n++) if (oddLoss(logP.subarray(n * K), random.below(K)) < threshold) below++;
    expect(Math.abs(below / 3000 - (1 / K + (1 - 1 / K) * 0.1))).toBeLessThan(0.03);
  });
});

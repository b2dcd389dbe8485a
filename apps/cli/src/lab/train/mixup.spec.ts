import { describe, expect, it } from 'vitest';
import { Random } from '#model';
import { betaDraw, mixup } from './mixup.js';

describe('mixup', () => {
  it('mixes images, targets and weights with the same share and partner', () => {
    const batch = {
      x: Float32Array.from([1, 10, 2, 20, 3, 30]),
      targets: Float32Array.from([1, 0, 0, 0, 1, 0, 0, 0, 1]),
      weights: Float32Array.from([1, 2, 3]),
    };
    mixup(batch, 3, 1, new Random(3));
    for (let n = 0; n < 3; n++) {
      const target = batch.targets.subarray(3 * n, 3 * n + 3);
      expect(target.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 6);
      const mixed = target[0]! + 2 * target[1]! + 3 * target[2]!;
      expect(batch.weights[n]).toBeCloseTo(mixed, 5);
      expect(batch.x[2 * n]).toBeCloseTo(mixed, 5);
      expect(batch.x[2 * n + 1]).toBeCloseTo(10 * mixed, 4);
    }
  });

  it.each([0.2, 1, 8])('draws Beta(%d, same): mean 1/2, variance 1 / (4 (2 alpha + 1))', (alpha) => {
    const random = new Random(4);
    const draws = Array.from({ length: 20_000 }, () => betaDraw(alpha, random));
    const mean = draws.reduce((a, b) => a + b, 0) / draws.length;
    const variance = draws.reduce((sum, x) => sum + (x - mean) ** 2, 0) / draws.length;
    expect(Math.abs(mean - 0.5)).toBeLessThan(0.01);
    expect(Math.abs(variance * 4 * (2 * alpha + 1) - 1)).toBeLessThan(0.04);
  });
});

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { betaCdf, betaInterval } from './beta-distribution.js';

/** Binomial tail: I_p(k, n - k + 1) = P(X >= k), exactly. */
function binomialTail(n: number, k: number, p: number): number {
  let term = (1 - p) ** n;
  let below = 0;
  for (let x = 0; x < k; x++) {
    below += term;
    term *= ((n - x) / (x + 1)) * (p / (1 - p));
  }
  return 1 - below;
}

describe('betaCdf', () => {
  it('is uniform for (1, 1) and a power for (a, 1)', () => {
    for (const x of [0.1, 0.5, 0.93]) {
      expect(betaCdf(x, 1, 1)).toBeCloseTo(x, 12);
      expect(betaCdf(x, 7.5, 1)).toBeCloseTo(x ** 7.5, 12);
    }
  });

  it('is the arcsine law for (1/2, 1/2)', () => {
    for (const x of [0.02, 0.5, 0.8])
      expect(betaCdf(x, 0.5, 0.5)).toBeCloseTo((2 / Math.PI) * Math.asin(Math.sqrt(x)), 12);
  });

  it('equals binomial tails', () => {
    for (const [n, k, p] of [
      [10, 3, 0.2],
      [40, 30, 0.8],
      [200, 150, 0.7],
    ] as const)
      // prettier-ignore
      expect(betaCdf(p, k, n - k + 1)).toBeCloseTo(binomialTail(n, k, p), 10);
  });

  it('is symmetric, monotone and clamped', () => {
    expect(betaCdf(0.3, 4, 9)).toBeCloseTo(1 - betaCdf(0.7, 9, 4), 12);
    expect([-1, 0, 1, 2].map((x) => betaCdf(x, 3, 2))).toEqual([0, 0, 1, 1]);
    const values = Array.from({ length: 101 }, (_, n) => betaCdf(n / 100, 30, 4));
    expect(values).toEqual([...values].sort((a, b) => a - b));
  });

  it('holds for millions of labels: the median lies within a thousandth of a standard deviation of the mean', () => {
    const [a, b] = [4e6, 1e6];
    const deviation = Math.sqrt((0.8 * 0.2) / (a + b));
    expect(betaCdf(0.8, a, b)).toBeCloseTo(0.5, 3);
    expect(betaCdf(0.8 - 1.959964 * deviation, a, b)).toBeCloseTo(0.025, 3);
  });
});

describe('betaInterval', () => {
  it('holds the coverage with equal tails', () => {
    const [low, high] = betaInterval(17, 5, 0.9);
    expect(betaCdf(low, 17, 5)).toBeCloseTo(0.05, 9);
    expect(betaCdf(high, 17, 5)).toBeCloseTo(0.95, 9);
  });

  it('gives known quantiles', () => {
    const [low, high] = betaInterval(1, 1, 0.95);
    expect([low, high].map((q) => q.toFixed(9))).toEqual(['0.025000000', '0.975000000']);
    // Beta(2, 1) has F(x) = x^2.
    expect(betaInterval(2, 1, 0.5)[0]).toBeCloseTo(0.5, 9);
  });

  it('holds what it says for any shape', () => {
    const shape = fc.double({ min: 0.05, max: 1e5, noNaN: true });
    fc.assert(
      fc.property(shape, shape, (a, b) => {
        const [low, high] = betaInterval(a, b, 0.95);
        expect(low).toBeLessThanOrEqual(high);
        for (const [quantile, p] of [
          [low, 0.025],
          [high, 0.975],
        ] as const) {
          // prettier-ignore
          expect(betaCdf(quantile - 1e-8, a, b)).toBeLessThanOrEqual(p + 1e-9);
          expect(betaCdf(quantile + 1e-8, a, b)).toBeGreaterThanOrEqual(p - 1e-9);
        }
      }),
    );
  });
});

import { describe, expect, it } from 'vitest';
import { eBenjaminiHochberg } from './false-discovery.js';

describe('eBenjaminiHochberg', () => {
  it('rejects up to the largest k whose k-th e-value reaches N / (q k)', () => {
    // N / (q k) = 100, 50, 33.3, 25: the second alone would not do, the third carries it.
    expect(eBenjaminiHochberg([1, 34, 40, 120, 2], 0.05, 5)).toEqual([3, 2, 1]);
    expect(eBenjaminiHochberg([1, 33, 40, 120, 2], 0.05, 5)).toEqual([3]);
    expect(eBenjaminiHochberg([99], 0.05, 5)).toEqual([]);
  });

  it('counts the hypotheses that are not listed', () => {
    expect(eBenjaminiHochberg([Infinity, 200], 0.05, 5)).toEqual([0, 1]);
    expect(eBenjaminiHochberg([Infinity, 200], 0.05, 50)).toEqual([0]);
    expect(eBenjaminiHochberg([], 0.05, 50)).toEqual([]);
  });

  // Two independent fair e-values with values 0 and 40: exact false-discovery rate with N = 2, all hypotheses true.
  it('keeps the rate on fair e-values', () => {
    const chance = 1 / 40;
    let falseDiscoveryRate = 0;
    for (const [a, b] of [
      [0, 0],
      [0, 40],
      [40, 0],
      [40, 40],
    ] as const) {
      const probability = (a ? chance : 1 - chance) * (b ? chance : 1 - chance);
      falseDiscoveryRate += probability * (eBenjaminiHochberg([a, b], 0.05, 2).length > 0 ? 1 : 0);
    }
    expect(falseDiscoveryRate).toBeGreaterThan(0.049);
    expect(falseDiscoveryRate).toBeLessThanOrEqual(0.05);
  });
});

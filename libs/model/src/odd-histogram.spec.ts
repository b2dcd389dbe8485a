import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { oddHistogram } from './odd-histogram.js';

const losses = (minLength: number) => fc.array(fc.double({ min: 0, max: 50, noNaN: true }), { minLength });
const sum = (shares: number[]) => shares.reduce((a, b) => a + b, 0);

describe('oddHistogram', () => {
  it('counts every loss once, also those beyond the last edge', () => {
    fc.assert(
      fc.property(losses(1), losses(1), fc.double({ min: 0, max: 20, noNaN: true }), (given, random, threshold) => {
        const { edges, ...shares } = oddHistogram(given, Float64Array.from(random).sort(), threshold);
        expect([edges.length, shares.given.length, shares.random.length]).toEqual([41, 40, 40]);
        expect(edges[0]).toBe(0);
        expect(edges).toEqual(edges.toSorted((a, b) => a - b));
        expect(edges[40]!).toBeGreaterThan(threshold);
        expect(sum(shares.given)).toBeCloseTo(1, 9);
        expect(sum(shares.random)).toBeCloseTo(1, 9);
      }),
    );
  });

  it('puts a loss into the bin that holds it', () => {
    const random = Float64Array.from({ length: 101 }, (_, n) => n / 10); // 0 to 10, so that edges are .2475 apart
    const { edges, given } = oddHistogram([0, 0, 1, 100], random, 2);
    expect(given[0]).toBe(0.5);
    expect(given.at(-1)).toBe(0.25);
    const bin = given.findIndex((share, n) => n > 0 && share > 0);
    expect(edges[bin]!).toBeLessThanOrEqual(1);
    expect(edges[bin + 1]!).toBeGreaterThan(1);
  });

  it('is all zero where no label was given', () => {
    expect(oddHistogram([], Float64Array.of(1, 2), 1).given).toEqual(Array.from({ length: 40 }, () => 0));
  });
});

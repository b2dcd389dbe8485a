import { assert, property, array, float, integer } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultPeaks, densityPeaks, greedyPeaks, peakSimilarities } from './prototype-choice.js';
import { byDensity, densities, similarityAtRank } from './prototype-density.js';

/** Cosines of points on the circle. @param angles in radians */
function cosines(angles: number[]): Float32Array {
  return Float32Array.from(angles.flatMap((a) => angles.map((b) => Math.cos(a - b))));
}

/** In sixteenths: a, b, c stand together, d beside them, e far from all. */
const five = Float32Array.from(
  [
    [16, 14, 13, 10, 2],
    [14, 16, 12, 8, 3],
    [13, 12, 16, 11, 5],
    [10, 8, 11, 16, 6],
    [2, 3, 5, 6, 16],
  ].flat(),
  (value) => value / 16,
);

describe('density (Eq. 6)', () => {
  it('counts those above the cut minus those below, an equal one not at all', () => {
    expect(Array.from(densities(five, 10 / 16))).toEqual([3 - 1, 3 - 2, 4 - 1, 2 - 2, 1 - 4]);
  });

  it('is cut at a rank of all entries, the diagonal too', () => {
    const sorted = Array.from(five).sort((a, b) => a - b);
    expect([0, 0.4, 0.6, 1].map((share) => similarityAtRank(five, share))).toEqual(
      [0, 9, 14, 24].map((at) => sorted[at]),
    );
  });

  it('is ordered with the densest first, of equals the first', () => {
    expect(byDensity([1, 3, 2, 3])).toEqual([1, 3, 2, 0]);
  });
});

describe('similarity to a denser one (Eq. 7)', () => {
  it('is by hand what it is', () => {
    // densities 2, 1, 3, 0, -3: c is the densest
    const eta = peakSimilarities(five, densities(five, 10 / 16));
    expect(Array.from(eta, (value) => 16 * value)).toEqual([13, 14, 5, 11, 6]);
  });

  it('gives all of the densest the minimum, though they look alike', () => {
    const eta = peakSimilarities(cosines([0, 0, 2]), Int32Array.from([1, 1, 0]));
    expect(eta[0]).toBeCloseTo(Math.cos(2), 6);
    expect(eta[1]).toBeCloseTo(Math.cos(2), 6);
    expect(eta[2]).toBeCloseTo(Math.cos(2), 6);
  });
});

describe('density peaks', () => {
  const limit = (tooSimilar: number, perClass = 8) => ({ ...defaultPeaks, tooSimilar, perClass });

  it('are the densest whose eta is below the limit, at most p', () => {
    // the cut is 12, so that densities are 1, 0, 0, -3, -3 and etas 2, 14, 13, 11, 5
    expect(similarityAtRank(five, defaultPeaks.cutRank)).toBe(12 / 16);
    expect(densityPeaks(five, limit(0.75))).toEqual([0, 3, 4]);
    expect(densityPeaks(five, limit(0.85))).toEqual([0, 2, 3, 4]);
    expect(densityPeaks(five, limit(0.85, 3))).toEqual([0, 2, 3]);
  });

  it('leave out what is like any denser one; the greedy choice only what is like a taken one', () => {
    expect(densityPeaks(five, limit(0.65))).toEqual([0, 4]); // d is like c, which is not taken
    expect(greedyPeaks(five, limit(0.65))).toEqual([0, 3, 4]);
  });

  it('are one where all points are equal, and all where there are fewer than p', () => {
    const equal = new Float32Array(16).fill(1);
    expect(densityPeaks(equal)).toEqual([0]);
    expect(greedyPeaks(equal)).toEqual([0]);
    expect(densityPeaks(Float32Array.of(1))).toEqual([0]);
    expect(densityPeaks(cosines([0, 2])).toSorted()).toEqual([0, 1]);
  });

  const angles = array(float({ min: 0, max: 3, noNaN: true }), { minLength: 1, maxLength: 12 });

  it('of either choice begin with a densest one, never repeat, and are at most p', () => {
    assert(
      property(angles, integer({ min: 1, max: 6 }), (points, perClass) => {
        const similarity = cosines(points);
        const density = densities(similarity, similarityAtRank(similarity, defaultPeaks.cutRank));
        for (const choose of [densityPeaks, greedyPeaks]) {
          const chosen = choose(similarity, { ...defaultPeaks, perClass });
          expect(density[chosen[0]!]).toBe(Math.max(...density));
          expect(new Set(chosen).size).toBe(chosen.length);
          expect(chosen.length).toBeLessThanOrEqual(perClass);
        }
      }),
    );
  });

  it('that are greedy are never alike', () => {
    assert(
      property(angles, (points) => {
        const similarity = cosines(points);
        const m = points.length;
        const chosen = greedyPeaks(similarity);
        for (const a of chosen) for (const b of chosen) if (a !== b) expect(similarity[a * m + b]).toBeLessThan(0.95);
      }),
    );
  });

  it('are the same from ranks 40 % and 60 % where two tight groups make every similarity great or small', () => {
    const similarity = cosines([0, 0.01, 0.02, 0.03, 2, 2.02, 2.04]); // 25 of 49 are near 1
    const at = (cutRank: number) => densityPeaks(similarity, { ...defaultPeaks, cutRank });
    const groups = (chosen: number[]) => new Set(chosen.map((n) => Number(n > 3)));
    expect(groups(at(0.4))).toEqual(new Set([0, 1]));
    expect(groups(at(0.6))).toEqual(groups(at(0.4)));
  });
});

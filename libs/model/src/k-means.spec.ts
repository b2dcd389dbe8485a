import { describe, expect, it } from 'vitest';
import { euclideanPeaks } from './euclidean-peaks.js';
import { kMeans, squaredDistance } from './k-means.js';
import { Random } from './random.js';

const points = (rows: number[][]) => rows.map((row) => Float32Array.from(row));
/** Three groups of different sizes, the first the densest. */
const groups = points([
  ...Array.from({ length: 8 }, (_, n) => [0.02 * n, 0]),
  ...Array.from({ length: 5 }, (_, n) => [10, 0.04 * n]),
  ...Array.from({ length: 4 }, (_, n) => [0.06 * n, 20]),
]);
const groupOf = ([x, y]: Float32Array) => (y! > 5 ? 2 : x! > 5 ? 1 : 0);

describe('k-means', () => {
  it('finds the means of groups that are far from each other', () => {
    const centres = kMeans(groups, 3, new Random(1)).toSorted((a, b) => groupOf(a) - groupOf(b));
    [
      [0.07, 0],
      [10, 0.08],
      [0.09, 20],
    ].forEach((mean, c) => mean.forEach((value, h) => expect(centres[c]![h]).toBeCloseTo(value, 5)));
  });

  it('does not change its points, and is the same for the same seed', () => {
    const before = groups.map((point) => Array.from(point));
    expect(kMeans(groups, 2, new Random(5))).toEqual(kMeans(groups, 2, new Random(5)));
    expect(groups.map((point) => Array.from(point))).toEqual(before);
  });

  it('gives as many centres as points at most, equal ones where all points are equal', () => {
    expect(
      kMeans(
        points([
          [1, 2],
          [3, 4],
        ]),
        8,
        new Random(1),
      ),
    ).toHaveLength(2);
    for (const centre of kMeans(
      points([
        [1, 1],
        [1, 1],
        [1, 1],
      ]),
      2,
      new Random(1),
    ))
      expect(Array.from(centre)).toEqual([1, 1]);
  });

  it('measures by the squared Euclidean distance', () => {
    expect(squaredDistance(Float32Array.of(1, 2), Float32Array.of(4, -2))).toBe(25);
  });
});

describe('Euclidean density peaks', () => {
  it('are one of each group before a second of any', () => {
    const random = new Random(3);
    const clouds = Array.from({ length: 90 }, (_, n) => [20 * (n % 3) + random.normal(), random.normal()]);
    const chosen = euclideanPeaks(points(clouds), 3);
    expect(chosen.map((n) => n % 3).toSorted()).toEqual([0, 1, 2]);
    for (const n of chosen) expect(Math.hypot(clouds[n]![0]! - 20 * (n % 3), clouds[n]![1]!)).toBeLessThan(1);
  });

  it('are by hand what they are', () => {
    // 2 % of six pairs: the cutoff is the smallest distance, .1, below which only each point itself is
    expect(euclideanPeaks(points([[0], [0.1], [1], [5]]), 2)).toEqual([0, 1]);
    // with a pair at distance 0 the cutoff is .1: points 0 and 1 have one neighbour, the first is denser
    expect(euclideanPeaks(points([[0], [0], [0.1], [5]]), 2)).toEqual([0, 1]);
  });

  it('are not more than there are points; equal points are no trouble', () => {
    expect(euclideanPeaks(points([[3, 3]]), 8)).toEqual([0]);
    expect(euclideanPeaks(points([[1], [1], [1]]), 2)).toHaveLength(2);
  });
});

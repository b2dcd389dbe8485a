import { describe, expect, it } from 'vitest';
import type { CrowdLabels } from '#noise';
import { crowdlab } from './crowdlab.js';
import { glad } from './glad.js';
import { mace } from './mace.js';

/** What each of four sources said of each of six examples. */
const said = [
  [0, 0, 0, 1],
  [1, 1, 2, 1],
  [2, 2, 2, 0],
  [0, 0, 1, 2],
  [1, 1, 1, 0],
  [2, 0, 2, 1],
];
const crowd: CrowdLabels = {
  exampleCount: 6,
  sourceCount: 4,
  classCount: 3,
  example: said.flatMap((row, n) => row.map(() => n)),
  source: said.flatMap((row) => row.map((_, s) => s)),
  given: said.flat(),
};

function expectRows(rows: ArrayLike<number>[], expected: number[][], digits: number): void {
  expected.forEach((row, n) => row.forEach((value, k) => expect(rows[n]![k]).toBeCloseTo(value, digits)));
}

describe('peers, against what the reference programs say of the same labels', () => {
  it('GLAD (crowd-kit 1.4, M step to convergence)', () => {
    const expected = [
      [1, 0, 0],
      [0.00962, 0.95338, 0.037],
      [0, 0, 1],
      [0.98942, 0.00945, 0.00112],
      [0, 1, 0],
      [0.10817, 0.0139, 0.87793],
    ];
    expectRows(glad(crowd), expected, 3);
  });

  it('MACE (crowd-kit 1.4)', () => {
    const expected = [
      [0.99938, 0.00032, 0.0003],
      [0.00106, 0.9948, 0.00414],
      [0.00033, 0.0003, 0.99938],
      [0.99351, 0.00507, 0.00142],
      [0.00032, 0.99939, 0.00029],
      [0.0302, 0.00339, 0.96641],
    ];
    expectRows(mace(crowd), expected, 4);
  });

  it('CROWDLAB (cleanlab 2.9): quality of each label, and the consensus', () => {
    const probabilities = [
      [0.7, 0.2, 0.1],
      [0.3, 0.4, 0.3],
      [0.2, 0.2, 0.6],
      [0.3, 0.5, 0.2],
      [0.2, 0.7, 0.1],
      [0.5, 0.2, 0.3],
    ];
    const { posteriors, consensus } = crowdlab(crowd, probabilities)!;
    expect(consensus).toEqual([0, 1, 2, 0, 1, 0]);
    const qualities = said.map((row, n) => row.map((given) => posteriors[n]![given]!));
    const expected = [
      [0.69423, 0.69423, 0.69423, 0.199039],
      [0.417308, 0.417308, 0.291346, 0.417308],
      [0.601923, 0.601923, 0.601923, 0.199039],
      [0.325, 0.325, 0.475961, 0.199039],
      [0.69423, 0.69423, 0.69423, 0.199039],
      [0.325, 0.475961, 0.325, 0.199039],
    ];
    expectRows(qualities, expected, 5);
  });

  it('CROWDLAB is not defined where no example has two labels', () => {
    const single = { ...crowd, exampleCount: 2, example: [0, 1], source: [0, 1], given: [0, 2] };
    expect(
      crowdlab(single, [
        [1, 0, 0],
        [0, 0, 1],
      ]),
    ).toBeUndefined();
  });
});

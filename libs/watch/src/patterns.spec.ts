import { describe, expect, it } from 'vitest';
import { NoiseCounts, pointMass, UNITS_PER_LABEL } from '#noise';
import { patternsOf, spammerScore } from './patterns.js';
import { newProjectState, type ProjectState } from './project-state.js';
import { newSourceState, type SourceState } from './source-state.js';

const K = 4;
const LABELS = 400;

/** Labels as their expected number: `rows[i][j]` of 100 of class i are called j. */
function sourceOf(rows: number[][]): SourceState {
  const source = newSourceState();
  let atMs = 0;
  rows.forEach((row, i) => row.forEach((n, j) => repeat(n, () => source.history.add(atMs++, j, pointMass(i)))));
  return source;
}

/** The others are right 9 times of 10, all classes are as frequent. */
function project(): ProjectState {
  const state = newProjectState();
  for (let i = 0; i < K; i++) {
    state.classUnits.set(i, (LABELS / K) * UNITS_PER_LABEL);
    for (let j = 0; j < K; j++) state.pooled.add(i, j, (i === j ? 900 : 100 / (K - 1)) * UNITS_PER_LABEL);
  }
  repeat(100, () => state.durations.update(8_000));
  return Object.assign(state, { examples: LABELS });
}

function repeat(times: number, what: () => void): void {
  for (let n = 0; n < times; n++) what();
}

const rowsOf = (row: (i: number) => number[]) => Array.from({ length: K }, (_, i) => row(i));
const right = (i: number, n = 100) => Array.from({ length: K }, (_, j) => (i === j ? n : (100 - n) / (K - 1)));
const kindsOf = (source: SourceState) => patternsOf(source, project(), K).map((p) => p.kind);

describe('what a person recognises', () => {
  it.each([
    ['nothing, in one who is mostly right', rowsOf((i) => right(i, 91)), []],
    ['nothing, in one who is often wrong but looks', rowsOf((i) => right(i, 61)), []],
    ['random', rowsOf(() => [25, 25, 25, 25]), ['random']],
    ['random with a favourite', rowsOf(() => [55, 15, 15, 15]), ['random']],
    ['constant', rowsOf(() => [1, 97, 1, 1]), ['constant']],
    ['an adversary', rowsOf((i) => right(i, 1)), ['adversary']],
    ['two classes exchanged', [right(0), [0, 5, 95, 0], [0, 90, 10, 0], right(3)], ['swapped']],
  ] as [string, number[][], string[]][])('is %s', (_, rows, kinds) => {
    expect(kindsOf(sourceOf(rows))).toEqual(kinds);
  });

  it('says which two classes, and how often each way', () => {
    const [swapped] = patternsOf(sourceOf([right(0), [0, 5, 95, 0], [0, 90, 10, 0], right(3)]), project(), K);
    expect(swapped).toEqual({ kind: 'swapped', trueClass: 1, givenClass: 2, share: 0.95, shareBack: 0.9 });
  });

  it('is not a favourite class where that class is so frequent', () => {
    const source = sourceOf([[90, 0, 0, 0], [0, 4, 0, 0], [0, 0, 3, 0], [0, 0, 0, 3]]); // prettier-ignore
    const state = project();
    state.classUnits.set(0, 0.9 * LABELS * UNITS_PER_LABEL);
    expect(patternsOf(source, state, K)).toEqual([]);
  });

  it('is somebody too fast, by the time of the others', () => {
    const source = sourceOf(rowsOf((i) => right(i)));
    const state = project();
    repeat(200, () => {
      source.durations.update(900);
      state.durations.update(900);
    });
    const [fast] = patternsOf(source, state, K);
    expect(fast).toMatchObject({ kind: 'fast' });
    if (fast?.kind !== 'fast') return;
    expect(fast.medianMs / 900).toBeCloseTo(1, 0);
    expect(fast.typicalMs / 8_000).toBeCloseTo(1, 0);
  });

  it('is nothing while a source has few labels', () => {
    const source = newSourceState();
    for (let n = 0; n < 19; n++) source.history.add(n, 1, pointMass(n % K));
    expect(kindsOf(source)).toEqual([]);
  });
});

describe('the spammer score of Raykar and Yu', () => {
  const countsOf = (rows: number[][]) => sourceOf(rows).history.total();

  it('is 1 of one who is always right, and 0 of one whose rows are alike', () => {
    expect(spammerScore(countsOf(rowsOf((i) => right(i))))).toBeCloseTo(1, 9);
    expect(spammerScore(countsOf(rowsOf(() => [70, 10, 10, 10])))).toBeCloseTo(0, 2);
  });

  it('is (sensitivity + specificity - 1)^2 of two classes', () => {
    const counts = new NoiseCounts();
    for (const [i, j, n] of [[0, 0, 90_000], [0, 1, 10_000], [1, 0, 40_000], [1, 1, 60_000]] as const) counts.add(i, j, n * UNITS_PER_LABEL); // prettier-ignore
    expect(spammerScore(counts)).toBeCloseTo((0.9 + 0.6 - 1) ** 2, 4);
  });

  it('does not grow with chance where labels are few: its mean over samples is that of the matrix', () => {
    // Every way in which 4 labels of each of two classes can fall, for one who answers by a fair coin.
    const choose = [1, 4, 6, 4, 1];
    let mean = 0;
    for (let a = 0; a <= 4; a++) {
      for (let b = 0; b <= 4; b++) {
        const counts = new NoiseCounts();
        for (const [i, heads] of [[0, a], [1, b]] as const) [heads, 4 - heads].forEach((n, j) => counts.add(i, j, n * UNITS_PER_LABEL)); // prettier-ignore
        mean += (choose[a]! / 16) * (choose[b]! / 16) * spammerScore(counts)!;
      }
    }
    expect(mean).toBeCloseTo(0, 9);
  });
});

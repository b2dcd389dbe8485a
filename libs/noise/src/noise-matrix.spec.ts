import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pointMass, toMass, UNITS_PER_LABEL, type SparseMass } from './mass.js';
import { NoiseCounts } from './noise-counts.js';
import { ProjectNoise, SourceNoise } from './noise-matrix.js';

const settings = { rowShrinkage: 4, skillShrinkage: 4 };
const sum = (row: Iterable<number>) => [...row].reduce((a, b) => a + b, 0);

const crowd = fc.integer({ min: 2, max: 7 }).chain((classCount) => {
  const mass = fc
    .array(fc.double({ min: 0.001, max: 1, noNaN: true }), { minLength: classCount, maxLength: classCount })
    .map((w) => toMass(w));
  const label = fc.record({ given: fc.nat(classCount - 1), mass });
  return fc.record({
    classCount: fc.constant(classCount),
    others: fc.array(label, { maxLength: 30 }),
    own: fc.array(label, { minLength: 1, maxLength: 30 }),
  });
});

function countsOf(list: { given: number; mass: SparseMass }[]): NoiseCounts {
  const counts = new NoiseCounts();
  for (const { given, mass } of list) counts.update(mass, given);
  return counts;
}

/** `times` labels of `true` class i called j. */
function repeated(cells: [i: number, j: number, times: number][]): NoiseCounts {
  const counts = new NoiseCounts();
  for (const [i, j, times] of cells) counts.add(i, j, times * UNITS_PER_LABEL);
  return counts;
}

describe('ProjectNoise', () => {
  it('has rows that sum to 1, and columns that are its entries', () => {
    fc.assert(
      fc.property(crowd, ({ classCount, own }) => {
        const noise = new ProjectNoise(classCount, countsOf(own));
        for (let i = 0; i < classCount; i++) {
          const row = Array.from({ length: classCount }, (_, j) => noise.probability(i, j));
          expect(sum(row)).toBeCloseTo(1, 12);
          expect(noise.accuracy[i]).toBe(row[i]);
          row.forEach((p, j) => expect(noise.column(j)[i]).toBe(p));
        }
      }),
    );
  });

  it('is the diagonal prior without counts, the empirical matrix with many, and the accuracy over all classes where a class has none', () => {
    const empty = new ProjectNoise(3, new NoiseCounts());
    expect(empty.probability(0, 0)).toBeCloseTo(0.75, 12);
    expect(empty.probability(0, 2)).toBeCloseTo(0.125, 12);
    const many = new ProjectNoise(3, repeated([[0, 0, 6e5], [0, 1, 4e5]])); // prettier-ignore
    expect(many.probability(0, 0)).toBeCloseTo(0.6, 4);
    expect(many.probability(1, 1)).toBeCloseTo(0.6, 4);
  });
});

describe('SourceNoise', () => {
  it('has rows that sum to 1', () => {
    fc.assert(
      fc.property(crowd, ({ classCount, others, own }) => {
        const source = new SourceNoise(
          new ProjectNoise(classCount, countsOf([...others, ...own])),
          countsOf(own),
          settings,
        );
        for (const row of source.matrix()) expect(sum(row)).toBeCloseTo(1, 12);
        const raw = Array.from({ length: classCount }, (_, j) => source.column(j));
        for (let i = 0; i < classCount; i++) expect(Math.abs(sum(raw.map((c) => c[i]!)) - 1)).toBeLessThan(1e-5);
      }),
    );
  });

  it('takes one label out exactly: column with own = column of the counts without that label', () => {
    fc.assert(
      fc.property(crowd, ({ classCount, others, own }) => {
        const project = new ProjectNoise(classCount, countsOf(others));
        const [first, ...rest] = own as [(typeof own)[0], ...typeof own];
        const with_ = new SourceNoise(project, countsOf(own), settings).column(first.given, first.mass);
        const without = new SourceNoise(project, countsOf(rest), settings).column(first.given);
        without.forEach((p, i) => expect(with_[i]).toBeCloseTo(p, 10));
      }),
    );
  });

  it('is the project for a source never seen', () => {
    const project = new ProjectNoise(3, repeated([[0, 0, 50], [1, 1, 30], [1, 2, 20], [2, 2, 40]])); // prettier-ignore
    const source = new SourceNoise(project, new NoiseCounts(), settings);
    for (let i = 0; i < 3; i++)
      for (let j = 0; j < 3; j++) expect(source.probability(i, j)).toBeCloseTo(project.probability(i, j), 12);
  });

  it('is its own counts for a source seen often, and the project where it was not', () => {
    const project = new ProjectNoise(3, repeated([[0, 0, 50], [1, 1, 30], [2, 2, 40]])); // prettier-ignore
    const source = new SourceNoise(project, repeated([[0, 0, 3e5], [0, 1, 7e5]]), settings); // prettier-ignore
    expect(source.probability(0, 0)).toBeCloseTo(0.3, 4);
    expect(source.probability(0, 1)).toBeCloseTo(0.7, 4);
    expect(source.probability(1, 1)).toBeLessThan(project.probability(1, 1));
  });

  it('carries the skill shown on one class to the others, monotonely', () => {
    const project = new ProjectNoise(4, repeated([0, 1, 2, 3].flatMap((i) => [[i, i, 80], [i, (i + 1) % 4, 20]]))); // prettier-ignore
    const recalls = [0, 5, 10, 15, 20].map((right) => {
      const source = new SourceNoise(project, repeated([[0, 0, right], [0, 1, 20 - right]]), settings); // prettier-ignore
      expect(source.accuracy).toBeGreaterThan(0);
      expect(source.accuracy).toBeLessThan(1);
      return source.probability(3, 3);
    });
    expect(recalls).toEqual([...recalls].sort((a, b) => a - b));
    expect(new Set(recalls).size).toBe(recalls.length);
    expect(recalls[0]).toBeLessThan(0.5);
    expect(recalls.at(-1)).toBeGreaterThan(project.probability(3, 3));
  });

  it('never lets a label vouch for itself: alone, it is read as a stranger', () => {
    const project = new ProjectNoise(3, repeated([[0, 0, 50], [1, 1, 30], [2, 2, 40]])); // prettier-ignore
    const own = pointMass(1);
    const counts = countsOf([{ given: 2, mass: own }]);
    const column = new SourceNoise(project, counts, settings).column(2, own);
    project.column(2).forEach((p, i) => expect(column[i]).toBeCloseTo(p, 12));
  });
});

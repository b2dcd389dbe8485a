import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OTHER_CLASSES, pointMass, toMass, UNITS_PER_LABEL } from './mass.js';
import { cellUnits, NoiseCounts, rowUnits } from './noise-counts.js';

const label = fc.record({
  given: fc.nat(4),
  mass: fc.array(fc.double({ min: 0.01, max: 1, noNaN: true }), { minLength: 5, maxLength: 5 }).map((w) => toMass(w)),
});
const labels = fc.array(label, { maxLength: 20 });

function countsOf(list: { given: number; mass: ReturnType<typeof toMass> }[]): NoiseCounts {
  const counts = new NoiseCounts();
  for (const { given, mass } of list) counts.update(mass, given);
  return counts;
}

describe('NoiseCounts', () => {
  it('does not depend on the order', () => {
    fc.assert(
      fc.property(labels, (list) => {
        expect(countsOf([...list].reverse()).toTriples()).toEqual(countsOf(list).toTriples());
      }),
    );
  });

  it('reverts to the bit', () => {
    fc.assert(
      fc.property(labels, labels, (kept, taken) => {
        const counts = countsOf([...taken, ...kept]);
        for (const { given, mass } of taken) counts.revert(mass, given);
        expect(counts.toTriples()).toEqual(countsOf(kept).toTriples());
        expect(counts.total).toBe(kept.length * UNITS_PER_LABEL);
        expect([...counts.rowTotals()].sort()).toEqual([...countsOf(kept).rowTotals()].sort());
      }),
    );
  });

  it('keeps total, rows, columns and diagonal consistent with its entries', () => {
    fc.assert(
      fc.property(labels, (list) => {
        const counts = NoiseCounts.fromTriples(countsOf(list).toTriples());
        const entries = [...counts.entries()];
        const sumOf = (some: typeof entries) => some.reduce((sum, e) => sum + e[2], 0);
        expect(counts.total).toBe(list.length * UNITS_PER_LABEL);
        expect(sumOf(entries)).toBe(counts.total);
        expect(counts.correct).toBe(sumOf(entries.filter(([i, j]) => i === j)));
        for (let i = 0; i < 5; i++) expect(counts.rowTotal(i)).toBe(sumOf(entries.filter((e) => e[0] === i)));
        for (const [i, j, units] of entries) expect(counts.get(i, j)).toBe(units);
        expect(counts.toTriples()).toEqual(countsOf(list).toTriples());
        const again = NoiseCounts.fromBytes(counts.toBytes());
        expect(again.toTriples()).toEqual(counts.toTriples());
        expect([again.total, again.correct]).toEqual([counts.total, counts.correct]);
      }),
    );
  });

  it('forgets its bytes when it changes, and holds what 32 bits do not', () => {
    const counts = NoiseCounts.fromTriples([1, 2, 2 ** 50, 300, 9_999, 1]);
    expect(NoiseCounts.fromBytes(counts.toBytes()).toTriples()).toEqual([1, 2, 2 ** 50, 300, 9_999, 1]);
    counts.add(1, 2, 5);
    expect(NoiseCounts.fromBytes(counts.toBytes()).get(1, 2)).toBe(2 ** 50 + 5);
  });

  it('merges with a weight, in whole units whatever the order in which cells were met', () => {
    fc.assert(
      fc.property(labels, fc.double({ min: 0, max: 1, noNaN: true }), (list, weight) => {
        const [there, back] = [new NoiseCounts(), new NoiseCounts()];
        there.merge(countsOf(list), weight);
        back.merge(countsOf([...list].reverse()), weight);
        expect([there.total, there.correct, there.rowTotal(2)]).toEqual([back.total, back.correct, back.rowTotal(2)]);
        for (const [i, j, units] of there.entries())
          expect(Math.abs(units - countsOf(list).get(i, j) * weight)).toBeLessThanOrEqual(0.5);
      }),
    );
    const sum = countsOf([{ given: 1, mass: pointMass(1) }]);
    sum.merge(countsOf([{ given: 1, mass: pointMass(2) }]));
    expect(sum.toTriples()).toEqual([1, 1, UNITS_PER_LABEL, 2, 1, UNITS_PER_LABEL]);
  });

  it('counts thousands of cells like a table', () => {
    const counts = new NoiseCounts();
    const table = new Map<string, number>();
    let state = 7;
    const random = (below: number) => (state = (state * 48_271) % 2_147_483_647) % below;
    for (let n = 0; n < 20_000; n++) {
      const [i, j, units] = [random(90), random(90), random(5) - 2];
      counts.add(i, j, units);
      table.set(`${i} ${j}`, (table.get(`${i} ${j}`) ?? 0) + units);
    }
    const cells = [...table].filter(([, units]) => units !== 0);
    expect(counts.size).toBe(cells.length);
    for (const [key, units] of cells)
      expect(counts.get(...(key.split(' ').map(Number) as [number, number]))).toBe(units);
    const keys = [...counts.entries()].map(([i, j]) => i * 100 + j);
    expect(keys).toEqual([...keys].sort((a, b) => a - b));
    const few = NoiseCounts.fromTriples([89, 89, 5, 3, 4, -counts.get(3, 4), 95, 1, 2]);
    const [before, total] = [counts.get(89, 89), counts.total + few.total];
    counts.merge(few);
    expect([counts.get(89, 89), counts.get(3, 4), counts.get(95, 1), counts.total]).toEqual([before + 5, 0, 2, total]);
  });

  it('shares what is counted for no class in particular among all but the given one', () => {
    const flat = toMass(Float64Array.from({ length: 100 }, (_, k) => (k === 5 ? 0.5 : 0.5 / 99)));
    const counts = countsOf([{ given: 5, mass: flat }]);
    expect(counts.total).toBe(UNITS_PER_LABEL);
    expect([...counts.entries()]).toEqual([[5, 5, 32768]]);
    expect(counts.get(OTHER_CLASSES, 5)).toBe(32768);
    expect([cellUnits(counts, 5, 5, 100), cellUnits(counts, 6, 5, 100)]).toEqual([32768, 327.68]);
    expect([rowUnits(counts, 5, 100), rowUnits(counts, 6, 100)]).toEqual([32768 + 327.68, 327.68]);
    expect(NoiseCounts.fromBytes(counts.toBytes()).toTriples()).toEqual(counts.toTriples());
  });
});

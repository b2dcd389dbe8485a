import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  massToProbabilities,
  mostProbable,
  OTHER_CLASSES,
  pointMass,
  probabilityIn,
  sameMass,
  TOP_CLASSES,
  toMass,
  UNITS_PER_LABEL,
  unitsOf,
} from './mass.js';

const weights = fc
  .array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 80 })
  .filter((w) => w.some((p) => p > 1e-200));
const sum = (values: number[]) => values.reduce((a, b) => a + b, 0);

describe('toMass', () => {
  it('sums to exactly one label, classes ascending, units positive, at most 32 classes and the others', () => {
    fc.assert(
      fc.property(weights, (w) => {
        const { classes, units } = toMass(w);
        expect(sum(units)).toBe(UNITS_PER_LABEL);
        expect(units.every((u) => Number.isInteger(u) && u > 0)).toBe(true);
        expect(classes).toEqual([...classes].sort((a, b) => a - b));
        expect(classes.filter((k) => k !== OTHER_CLASSES).length).toBeLessThanOrEqual(TOP_CLASSES);
      }),
    );
  });

  it('is within one unit of the renormalised distribution', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0.001, max: 1, noNaN: true }), { minLength: 1, maxLength: 32 }), (w) => {
        const mass = toMass(w);
        w.forEach((p, k) => expect(Math.abs(unitsOf(mass, k) - (p / sum(w)) * UNITS_PER_LABEL)).toBeLessThan(1));
      }),
    );
  });

  it('gives the odd unit to the largest remainder, and of equal remainders to the lower class', () => {
    expect(toMass([1, 1, 1]).units).toEqual([21846, 21845, 21845]);
    // exact units 21845.33, 10922.67, 32768: the second has the larger remainder
    expect(toMass([2, 1, 3]).units).toEqual([21845, 10923, 32768]);
  });

  it('keeps what stands out of many classes; a flat tail is one entry', () => {
    const uninformed = Float64Array.from({ length: 1_000 }, (_, k) => (k === 700 ? 0.75 : 0.25 / 999));
    expect(toMass(uninformed)).toEqual({ classes: [700, OTHER_CLASSES], units: [49152, 16384] });
    expect(toMass(new Float64Array(1_000).fill(1))).toEqual({ classes: [0, OTHER_CLASSES], units: [66, 65470] });
    const many = Float64Array.from({ length: 1_000 }, (_, k) => (k < 40 ? 1 : 0));
    expect(toMass(many).classes).toEqual([...Array.from({ length: 32 }, (_, k) => k), OTHER_CLASSES]);
  });

  it('does not depend on the scale, and drops what rounds to nothing', () => {
    expect(toMass([1, 2, 5])).toEqual(toMass([0.25, 0.5, 1.25]));
    expect(toMass([1, 1e-9])).toEqual(pointMass(0));
  });

  it.each([[[0, 0]], [[-0.1, 1]], [[NaN, 1]], [[Infinity, 1]], [[]]])('refuses %j', (distribution) => {
    expect(() => toMass(distribution)).toThrow(RangeError);
  });
});

describe('sparse mass', () => {
  it('reads back as probabilities', () => {
    const mass = toMass([0, 0.25, 0.75]);
    expect([...massToProbabilities(mass, 4)]).toEqual([0, 0.25, 0.75, 0]);
    expect(unitsOf(mass, 0)).toBe(0);
    expect(unitsOf(undefined, 1)).toBe(0);
  });

  it('shares what the others have among the classes that are not kept', () => {
    const mass = toMass(Float64Array.from({ length: 101 }, (_, k) => (k === 7 ? 0.4 : 0.006)));
    const dense = massToProbabilities(mass, 101);
    expect(sum([...dense])).toBeCloseTo(1, 12);
    expect(dense[7]).toBeCloseTo(0.4, 4);
    expect(probabilityIn(mass, 7, 101)).toBe(dense[7]);
    expect(probabilityIn(mass, 8, 101)).toBe(dense[8]);
    expect(dense[8]).toBeCloseTo(0.006, 6);
    expect(probabilityIn(toMass([1, 3]), 5, 10)).toBe(0);
    // The others together have more.
    expect(mostProbable(mass)).toEqual({ label: 7, units: unitsOf(mass, 7) });
  });

  it('is compared by value', () => {
    expect(sameMass(toMass([1, 3]), { classes: [0, 1], units: [16384, 49152] })).toBe(true);
    expect(sameMass(pointMass(1), pointMass(2))).toBe(false);
    expect(sameMass(undefined, pointMass(1))).toBe(false);
    expect(sameMass(undefined, undefined)).toBe(true);
  });
});

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { massToProbabilities, pointMass, sameMass, TOP_CLASSES, toMass, UNITS_PER_LABEL, unitsOf } from './mass.js';

const weights = fc
  .array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 40 })
  .filter((w) => w.some((p) => p > 1e-200));
const sum = (values: number[]) => values.reduce((a, b) => a + b, 0);

describe('toMass', () => {
  it('sums to exactly one label, classes ascending, units positive, at most 16 classes', () => {
    fc.assert(
      fc.property(weights, (w) => {
        const { classes, units } = toMass(w);
        expect(sum(units)).toBe(UNITS_PER_LABEL);
        expect(units.every((u) => Number.isInteger(u) && u > 0)).toBe(true);
        expect(classes).toEqual([...classes].sort((a, b) => a - b));
        expect(classes.length).toBeLessThanOrEqual(TOP_CLASSES);
      }),
    );
  });

  it('is within one unit of the renormalised distribution', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0.001, max: 1, noNaN: true }), { minLength: 1, maxLength: 16 }), (w) => {
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

  it('keeps the most probable classes, of equals the lower', () => {
    expect(toMass([0.1, 0.3, 0.3, 0.3], 2).classes).toEqual([1, 2]);
    expect(toMass([0.1, 0.3, 0.2, 0.4], 2)).toEqual({ classes: [1, 3], units: [28087, 37449] });
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

  it('is compared by value', () => {
    expect(sameMass(toMass([1, 3]), { classes: [0, 1], units: [16384, 49152] })).toBe(true);
    expect(sameMass(pointMass(1), pointMass(2))).toBe(false);
    expect(sameMass(undefined, pointMass(1))).toBe(false);
    expect(sameMass(undefined, undefined)).toBe(true);
  });
});

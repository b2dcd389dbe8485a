import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { projectToSimplex } from './simplex.js';

const finite = fc.double({ min: -3, max: 3, noNaN: true });
const vectors = fc.array(finite, { minLength: 1, maxLength: 12 });
const sum = (values: Iterable<number>) => [...values].reduce((a, b) => a + b, 0);
const distance = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  sum(Array.from({ length: a.length }, (_, n) => (a[n]! - b[n]!) ** 2));

describe('projectToSimplex', () => {
  it('is a distribution, and leaves a distribution alone', () => {
    fc.assert(
      fc.property(vectors, (values) => {
        const projected = projectToSimplex(values);
        expect(sum(projected)).toBeCloseTo(1, 10);
        expect(Math.min(...projected)).toBeGreaterThanOrEqual(0);
        projectToSimplex(projected).forEach((p, n) => expect(p).toBeCloseTo(projected[n]!, 10));
      }),
    );
  });

  it('is the nearest one: no other distribution is nearer', () => {
    const pairs = vectors.chain((values) =>
      fc.tuple(
        fc.constant(values),
        fc.array(fc.double({ min: 0.01, max: 1, noNaN: true }), {
          minLength: values.length,
          maxLength: values.length,
        }),
      ),
    );
    fc.assert(
      fc.property(pairs, ([values, weights]) => {
        const other = weights.map((w) => w / sum(weights));
        expect(distance(projectToSimplex(values), values)).toBeLessThanOrEqual(distance(other, values) + 1e-9);
      }),
    );
  });

  it('gives a corner for a value far above the others, and the middle for equal ones', () => {
    expect([...projectToSimplex([0, 9, 1])]).toEqual([0, 1, 0]);
    expect([...projectToSimplex([-2, -2, -2, -2])]).toEqual([0.25, 0.25, 0.25, 0.25]);
  });
});

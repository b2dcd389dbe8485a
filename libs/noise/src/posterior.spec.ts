import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { argmax, labelDiscount, posterior, softmaxInPlace, tempered } from './posterior.js';
import { defaultPosteriorSettings, logEvidence } from './posterior-settings.js';

const probability = fc.double({ min: 1e-6, max: 1, noNaN: true });
const vector = (K: number) => fc.array(probability, { minLength: K, maxLength: K });
const problem = fc.integer({ min: 2, max: 6 }).chain((K) =>
  fc.record({
    prior: vector(K),
    columns: fc.array(vector(K), { maxLength: 6 }),
    rho: fc.double({ min: 0, max: 2, noNaN: true }),
  }),
);

/** t by the formula, in plain probabilities. */
function byProducts(prior: number[], columns: number[][], beta: number): number[] {
  const joint = prior.map((p, i) => columns.reduce((product, c) => product * c[i]! ** beta, p));
  const sum = joint.reduce((a, b) => a + b, 0);
  return joint.map((p) => p / sum);
}

function expectClose(actual: ArrayLike<number>, expected: number[]): void {
  expected.forEach((p, i) => expect(actual[i]).toBeCloseTo(p, 9));
}

describe('posterior', () => {
  it('is the normalised product of the prior and the discounted columns', () => {
    fc.assert(
      fc.property(problem, ({ prior, columns, rho }) => {
        const beta = columns.length <= 1 ? 1 : 1 / (1 + rho * (columns.length - 1));
        expectClose(posterior(prior.map(Math.log), columns, rho), byProducts(prior, columns, beta));
      }),
    );
  });

  it('does not depend on the offset of the log prior', () => {
    expectClose(posterior([-900, -901], [[0.9, 0.1]], 0), [...posterior([0, -1], [[0.9, 0.1]], 0)]);
  });
});

describe('labelDiscount', () => {
  it('is 1 for one label or none, and 1 / (1 + rho (n - 1)) for more', () => {
    expect([0, 1].map((n) => labelDiscount(n, 0.5))).toEqual([1, 1]);
    expect(labelDiscount(5, 0.5)).toBeCloseTo(1 / 3, 12);
    expect(labelDiscount(50, 0)).toBe(1);
  });
});

describe('logEvidence', () => {
  const settings = { ...defaultPosteriorSettings, modelWeight: 0.5, prototypeWeight: 2, priorWeight: 0.1 };
  const prior = [0.2, 0.8];

  it('is the log prior without evidence', () => {
    expect([...logEvidence(undefined, prior, settings)]).toEqual(prior.map(Math.log));
  });

  it('weighs model, prototypes and prior', () => {
    const [first] = logEvidence({ model: [-1, -2], prototype: [-3, -4] }, prior, settings);
    expect(first).toBeCloseTo(-0.5 - 6 + 0.1 * Math.log(0.2), 12);
  });

  it('stays finite for impossible classes, for weights of 0, and for classes that the heads do not know', () => {
    const evidence = { model: [0, -Infinity], prototype: [0, -Infinity] };
    for (const weight of [0, 1]) {
      const logs = logEvidence(evidence, [0.3, 0.3, 0.4], {
        ...settings,
        modelWeight: weight,
        prototypeWeight: weight,
      });
      expect(logs.every(Number.isFinite)).toBe(true);
    }
    const t = softmaxInPlace(logEvidence(evidence, [0.3, 0.3, 0.4], { ...settings, modelWeight: 1 }));
    expect(argmax(t)).toBe(0);
    expect(t[2]).toBeLessThan(0.05);
  });
});

describe('argmax', () => {
  it('is the first of the largest', () => {
    expect(argmax([1, 3, 3])).toBe(1);
  });
});

describe('tempered', () => {
  it('is the power of 1 / T, normalised, and leaves certainty and T = 1 as they are', () => {
    const posterior = Float64Array.of(0.81, 0.16, 0.03);
    expect(tempered(posterior, 1)).toBe(posterior);
    const roots = [0.9, 0.4, Math.sqrt(0.03)];
    const sum = roots.reduce((a, b) => a + b, 0);
    tempered(posterior, 2).forEach((p, i) => expect(p).toBeCloseTo(roots[i]! / sum, 12));
    expect([...tempered(Float64Array.of(0, 1, 0), 2)]).toEqual([0, 1, 0]);
  });
});

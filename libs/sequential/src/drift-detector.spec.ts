import { describe, expect, it } from 'vitest';
import { ALTERNATIVES, alternativeOf } from './accuracy-test.js';
import { DriftDetector } from './drift-detector.js';
import { labelLikelihood } from './label-likelihood.js';
import { beliefsOf, expectedEValue } from './testing/exact-null.js';

/** Mean over alternatives of Σ_start Π_{n >= start} L_n, term by term. */
function bruteForce(beliefs: number[], baseline: number, K: number): number {
  let sum = 0;
  for (let k = 0; k < ALTERNATIVES; k++) {
    const alternative = alternativeOf('below', k, baseline);
    for (let start = 0; start < beliefs.length; start++) {
      const ratios = beliefs
        .slice(start)
        .map((b) => labelLikelihood(b, alternative, K) / labelLikelihood(b, baseline, K));
      sum += ratios.reduce((product, ratio) => product * ratio, 1);
    }
  }
  return sum / ALTERNATIVES;
}

describe('DriftDetector', () => {
  it('is the sum over all start times', () => {
    const beliefs = [0.9, 0.2, 0.7, 0, 1, 0.4, 0.05, 0.6, 0.01, 0.02];
    const detector = new DriftDetector();
    beliefs.forEach((b, n) => {
      detector.update(b, 0.85, 6);
      expect(Math.exp(detector.logStatistic) / bruteForce(beliefs.slice(0, n + 1), 0.85, 6)).toBeCloseTo(1, 4);
    });
  });

  it('follows a baseline that moves', () => {
    const detector = new DriftDetector();
    detector.update(0.3, 0.9, 4);
    const before = detector.logStatistic;
    detector.update(0.3, 0.5, 4);
    expect(detector.logStatistic).not.toBe(before);
  });

  it.each([2, 3, 10])('grows by at most one a label in expectation while nothing changes (K = %i)', (K) => {
    const expected = (accuracy: number, labels: number) =>
      expectedEValue(labels, beliefsOf(K, 0.7), accuracy, () => {
        const detector = new DriftDetector();
        return { update: (b) => detector.update(b, 0.8, K), eValue: () => Math.exp(detector.logStatistic) };
      });
    for (const labels of [1, 4, 7]) {
      expect(expected(0.8, labels)).toBeCloseTo(labels, 3);
      expect(expected(0.9, labels)).toBeLessThan(labels);
      expect(expected(0.5, labels)).toBeGreaterThan(labels);
    }
  });

  it('starts from nothing and goes on from its sums to the bit', () => {
    const first = new DriftDetector();
    expect(first.logStatistic).toBe(-Infinity);
    first.update(0.2, 0.8, 3);
    const second = new DriftDetector(first.logSums);
    first.update(0.1, 0.8, 3);
    second.update(0.1, 0.8, 3);
    expect([...second.logSums]).toEqual([...first.logSums]);
  });
});

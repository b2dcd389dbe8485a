import { describe, expect, it } from 'vitest';
import { AccuracyTest, ALTERNATIVES, alternativeOf } from './accuracy-test.js';
import { labelLikelihood } from './label-likelihood.js';
import { logAddExp, logMeanExp } from './mixture.js';
import { spentLevel } from './level-spending.js';
import { shareAlarmed } from './testing/exact-delay.js';
import { beliefsOf, expectedEValue } from './testing/exact-null.js';

const shares = Array.from({ length: ALTERNATIVES }, (_, k) => ((k + 0.5) / ALTERNATIVES) ** 0.4);

describe('labelLikelihood', () => {
  it('is Bernoulli with gold, and says nothing when nobody informs it', () => {
    expect(labelLikelihood(1, 0.8, 10)).toBeCloseTo(0.8, 12);
    expect(labelLikelihood(0, 0.8, 10)).toBeCloseTo(0.2 / 9, 12);
    for (const accuracy of [0.1, 0.5, 0.9]) expect(labelLikelihood(1 / 7, accuracy, 7)).toBeCloseTo(1 / 7, 12);
  });
});

describe('AccuracyTest', () => {
  it('with gold is the mixture of exact Bernoulli likelihood ratios', () => {
    const test = new AccuracyTest('below');
    const right = [1, 0, 1, 1, 0, 0, 1];
    for (const b of right) test.update(b, 0.8, 10);
    const exact = shares.map((f) => right.reduce((e, b) => e * (b ? f : (1 - 0.8 * f) / 0.2), 1));
    expect(test.logEValue).toBeCloseTo(Math.log(exact.reduce((a, b) => a + b, 0) / 12), 5);
  });

  it('stays at 1 when nobody informs it', () => {
    const test = new AccuracyTest('below');
    for (let n = 0; n < 500; n++) test.update(1 / 4, 0.7, 4);
    expect(test.logEValue).toBeCloseTo(0, 5);
  });

  it('goes on from its wealth to the bit', () => {
    const [whole, first] = [new AccuracyTest('below'), new AccuracyTest('below')];
    for (const b of [0.3, 0.9]) [whole, first].forEach((t) => t.update(b, 0.8, 5));
    const second = new AccuracyTest('below', first.logWealth);
    for (const b of [0.1, 0.2]) [whole, second].forEach((t) => t.update(b, 0.8, 5));
    expect([...second.logWealth]).toEqual([...whole.logWealth]);
  });

  // Every history of 3 labels, every belief that a witness who is right 70 % of the time can form, exactly weighted.
  describe.each([2, 3, 10])('with %i classes', (K) => {
    it.each([
      ['gold', 1],
      ['a witness who is right 70 % of the time', 0.7],
      ['a witness who knows nothing', 1 / K],
    ])('has expectation 1 at the line and below 1 above it (%s)', (_, witness) => {
      const eValue = (accuracy: number, direction: 'below' | 'above') =>
        expectedEValue(3, beliefsOf(K, witness), accuracy, () => {
          const test = new AccuracyTest(direction);
          return { update: (b) => test.update(b, 0.8, K), eValue: () => Math.exp(test.logEValue) };
        });
      expect(eValue(0.8, 'below')).toBeCloseTo(1, 4);
      expect(eValue(0.8, 'above')).toBeCloseTo(1, 4);
      if (witness === 1 / K) return;
      for (const above of [0.85, 0.99]) expect(eValue(above, 'below')).toBeLessThan(1);
      for (const below of [0.1, 0.7]) expect(eValue(below, 'above')).toBeLessThan(1);
      expect(eValue(0.5, 'below')).toBeGreaterThan(1);
    });
  });

  it('has more alternatives near the line than far from it below, and even ones above', () => {
    shares.forEach((share, k) => expect(alternativeOf('below', k, 0.8)).toBeCloseTo(0.8 * share, 12));
    expect(alternativeOf('below', ALTERNATIVES / 2, 0.8)).toBeGreaterThan(0.6);
    expect(alternativeOf('above', 0, 0.8)).toBeCloseTo(0.8 + 0.2 / 24, 12);
    expect(alternativeOf('above', ALTERNATIVES / 2, 0.8)).toBeCloseTo(0.9 + 0.2 / 24, 12);
  });

  // Whole test as the service runs it: .8 of the first opening's share of the level, all histories of gold labels.
  it.each([
    [0.6, 1.25],
    [0.75, 1.5],
  ])('alarms a source of accuracy %d within %d x log(1/level) / KL labels (median, exact)', (accuracy, times) => {
    const kl = accuracy * Math.log(accuracy / 0.8) + (1 - accuracy) * Math.log((1 - accuracy) / 0.2);
    const logBound = Math.log(1 / (0.8 * spentLevel(0.05, 0)));
    const atMost = (times * Math.log(1 / 0.05)) / kl;
    expect(shareAlarmed(accuracy, Math.floor(atMost), 0.8, logBound)).toBeGreaterThan(0.5);
  });
});

describe('logMeanExp', () => {
  it('is the log of the mean, where exp would overflow too', () => {
    expect(logMeanExp([0, Math.log(3)])).toBeCloseTo(Math.log(2), 12);
    expect(logMeanExp([2000, 2000])).toBe(2000);
    expect(logMeanExp([-Infinity, 0])).toBeCloseTo(-Math.log(2), 12);
    expect(logMeanExp([-Infinity, -Infinity])).toBe(-Infinity);
  });
});

describe('logAddExp', () => {
  it('is the log of the sum, where exp would overflow too', () => {
    expect(logAddExp(0, Math.log(3))).toBeCloseTo(Math.log(4), 12);
    expect(logAddExp(2000, 2000)).toBeCloseTo(2000 + Math.log(2), 9);
    expect(logAddExp(-Infinity, 1)).toBe(1);
    expect(logAddExp(-Infinity, -Infinity)).toBe(-Infinity);
  });
});

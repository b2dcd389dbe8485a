import { describe, expect, it } from 'vitest';
import { AccuracyTest } from './accuracy-test.js';
import { RecoveryTest, startWeight } from './recovery-test.js';
import { beliefsOf, expectedEValue } from './testing/exact-null.js';

const expected = (labels: number, accuracy: number) =>
  expectedEValue(labels, beliefsOf(4, 0.7), accuracy, () => {
    const test = new RecoveryTest();
    return { update: (b) => test.update(b, 0.8, 4), eValue: () => Math.exp(test.logEValue) };
  });

describe('RecoveryTest', () => {
  it('spends 1 on all the times at which a source may recover', () => {
    let sum = 0;
    for (let n = 1; n <= 1000; n++) sum += startWeight(n);
    expect(sum).toBeCloseTo(1 - 1 / Math.log2(1002), 10);
  });

  it('has the wealth put so far as its expectation at the line, less below it, more above', () => {
    for (const labels of [1, 4, 8]) {
      const put = 1 - 1 / Math.log2(labels + 2);
      expect(expected(labels, 0.8)).toBeCloseTo(put, 4);
      expect(expected(labels, 0.6)).toBeLessThan(put);
      expect(expected(labels, 0.95)).toBeGreaterThan(put);
    }
  });

  it('is the weighted sum of the tests begun at each label', () => {
    const beliefs = [0.1, 0.9, 0.4, 0.95, 0.99, 0.97];
    const [test, started] = [new RecoveryTest(), [] as AccuracyTest[]];
    for (const b of beliefs) {
      test.update(b, 0.8, 4);
      started.push(new AccuracyTest('above'));
      for (const one of started) one.update(b, 0.8, 4);
    }
    const sum = started.reduce((e, one, n) => e + startWeight(n + 1) * Math.exp(one.logEValue), 0);
    expect(Math.exp(test.logEValue)).toBeCloseTo(sum, 5);
  });

  it('needs few good labels however many bad ones came before', () => {
    const goodLabelsAfter = (bad: number) => {
      const test = new RecoveryTest();
      for (let n = 0; n < bad; n++) test.update(n % 2, 0.8, 4);
      let good = 0;
      for (; test.logEValue < Math.log(1 / 0.04); good++) test.update(1, 0.8, 4);
      return good;
    };
    expect(goodLabelsAfter(1000)).toBeLessThan(2 * goodLabelsAfter(10));
  });

  it('goes on from its sums to the bit', () => {
    const whole = new RecoveryTest();
    whole.update(0.9, 0.8, 4);
    const rest = new RecoveryTest(whole.logSums, whole.labels);
    for (const test of [whole, rest]) test.update(0.3, 0.8, 4);
    expect([...rest.logSums]).toEqual([...whole.logSums]);
    expect(rest.labels).toBe(2);
  });
});

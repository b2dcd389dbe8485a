import { describe, expect, it } from 'vitest';
import { CopyingTest } from './copying-test.js';

/** P(given) of an independent source, by class, on an example that partners gave class 1. */
const independent = [0.7, 0.2, 0.1];

/** E[e-value] after labels on examples of two partners in turn, for a source that copies this share, over all histories. */
function expectedEValue(labels: number, copied: number): number {
  let expectation = 0;
  for (let history = 0; history < 3 ** labels; history++) {
    const test = new CopyingTest();
    let probability = 1;
    for (let n = 0; n < labels; n++) {
      const given = Math.floor(history / 3 ** n) % 3;
      probability *= (1 - copied) * independent[given]! + (given === 1 ? copied : 0);
      const about = { independent: independent[given]!, independentOfPartners: independent[1]! };
      const label = { ...about, agrees: given === 1, partnerRight: 0.1 };
      test.update(n % 3 === 0 ? 'ann' : 'bob', label);
    }
    expectation += probability * Math.exp(test.logEValue);
  }
  return expectation;
}

const wrongTogether = { independent: 0.02, independentOfPartners: 0.02, agrees: true, partnerRight: 0.01 };
const notTogether = { independent: 0.9, independentOfPartners: 0.05, agrees: false, partnerRight: 0.01 };

const certain = { independent: 1 - 1e-12, independentOfPartners: 1 - 1e-12, agrees: true, partnerRight: 0.1 };

describe('CopyingTest', () => {
  it('has expectation 1 at the tolerated share, less below it, more above', () => {
    expect(expectedEValue(7, 0.2)).toBeCloseTo(1, 5);
    expect(expectedEValue(7, 0)).toBeLessThan(1);
    expect(expectedEValue(7, 0.8)).toBeGreaterThan(1.5);
  });

  it('says nothing where the partner is probably right, or is all that is known', () => {
    const test = new CopyingTest();
    for (const partnerRight of [0.34, 0.8, 0.99]) test.update('ann', { ...wrongTogether, partnerRight });
    expect(Math.exp(test.logEValue)).toBe(1);
    expect(test.partnersMet).toBe(0);
  });

  it('names the partner that is copied, after a few errors in common', () => {
    const test = new CopyingTest();
    expect(test.mostCopied).toBeUndefined();
    expect(test.logEValue).toBeCloseTo(0, 12);
    for (let n = 0; n < 5; n++) {
      test.update('ann', notTogether);
      test.update('bob', wrongTogether);
    }
    expect(test.mostCopied).toMatchObject({ partnerId: 'bob', labels: 5 });
    expect(test.logEValue).toBeGreaterThan(Math.log(20));
  });

  it('keeps 16 partners: the poorest goes, the copied one stays, and nothing is gained by it', () => {
    const test = new CopyingTest();
    for (let n = 0; n < 4; n++) test.update('copied', wrongTogether);
    test.update('independent', notTogether);
    const before = test.logEValue;
    for (let n = 0; n < 30; n++) test.update(`partner ${n}`, certain);
    expect(test.partners.size).toBe(16);
    expect(test.partners.has('copied')).toBe(true);
    expect(test.partners.has('independent')).toBe(false);
    expect(test.partnersMet).toBe(32);
    expect(test.logEValue).toBeLessThanOrEqual(before + 1e-6);
  });

  it('goes on from its partners to the bit', () => {
    const whole = new CopyingTest();
    whole.update('ann', wrongTogether);
    const rest = new CopyingTest(structuredClone(whole.partners), whole.partnersMet);
    for (const test of [whole, rest]) test.update('bob', notTogether);
    expect(rest.logEValue).toBe(whole.logEValue);
  });
});

import { describe, expect, it } from 'vitest';
import { ConfusionTest, LOST_RECALL_SHARE } from './confusion-test.js';

const recallOf = (trueClass: number) => [0.9, 0.8, 0.6, 0.9][trueClass]!;
const gold = (trueClass: number, given: number, classCount = 4) => {
  return { given, classCount, classes: [trueClass], probabilities: [1], recallOf };
};

/** E[e-value] after `labels` gold labels whose classes come in turn, for a source of these recalls. */
function expectedWithGold(labels: number, recalls: number[]): number {
  let expectation = 0;
  for (let history = 0; history < 2 ** labels; history++) {
    const test = new ConfusionTest();
    let probability = 1;
    for (let n = 0; n < labels; n++) {
      const trueClass = n % recalls.length;
      const right = (history >> n) % 2 === 0;
      probability *= right ? recalls[trueClass]! : 1 - recalls[trueClass]!;
      test.update(gold(trueClass, right ? trueClass : (trueClass + 1) % 4));
    }
    expectation += probability * Math.exp(test.logEValue(4));
  }
  return expectation;
}

describe('ConfusionTest', () => {
  it('with gold has expectation 1 where every recall is exactly at its line, whatever is given instead', () => {
    expect(expectedWithGold(8, [0, 1, 2, 3].map((i) => recallOf(i) * LOST_RECALL_SHARE))).toBeCloseTo(1, 4); // prettier-ignore
  });

  it('with gold has expectation below 1 where every recall is better, above 1 where one is worse', () => {
    expect(
      expectedWithGold(
        8,
        [0, 1, 2, 3].map((i) => recallOf(i) * (LOST_RECALL_SHARE + 0.02)),
      ),
    ).toBeLessThan(1);
    expect(expectedWithGold(8, [0.9, 0.8, 0.6, 0.9])).toBeLessThan(1);
    expect(expectedWithGold(8, [0.45, 0.05, 0.3, 0.45])).toBeGreaterThan(1);
  });

  // With a soft belief the other rows are taken to be the project's: exact there, conservative for better sources.
  it('with soft beliefs has expectation 1 at the line and below 1 for a source like the project', () => {
    const belief = { classCount: 4, classes: [0, 1, 3], probabilities: [0.5, 0.3, 0.2], recallOf };
    const expectation = (recalls: number[]) => {
      let sum = 0;
      for (let given = 0; given < 4; given++) {
        const probability = belief.classes.reduce((p, i, n) => {
          return p + belief.probabilities[n]! * (given === i ? recalls[i]! : (1 - recalls[i]!) / 3);
        }, 0);
        const test = new ConfusionTest();
        test.update({ ...belief, given });
        const ofClass0 = test.logWealth.get(0)!;
        sum += probability * (ofClass0.reduce((e, log) => e + Math.exp(log), 0) / ofClass0.length);
      }
      return sum;
    };
    expect(expectation([recallOf(0) * LOST_RECALL_SHARE, 0.8, 0.6, 0.9])).toBeCloseTo(1, 5);
    expect(expectation([0.9, 0.8, 0.6, 0.9])).toBeLessThan(0.9);
    expect(expectation([0.05, 0.8, 0.6, 0.9])).toBeGreaterThan(1.1);
  });

  it('names the class that is lost, and pays for the classes that were never met', () => {
    const test = new ConfusionTest();
    expect(test.worstClass).toBeUndefined();
    expect(test.logEValue(4)).toBe(0);
    for (let n = 0; n < 6; n++) test.update(gold(2, 1));
    for (let n = 0; n < 6; n++) test.update(gold(0, 0));
    expect(test.worstClass).toBe(2);
    expect(test.logEValue(100)).toBeLessThan(test.logEValue(4));
    expect(test.logWealth.has(1)).toBe(false);
  });

  it('with two classes has expectation 1 at the line', () => {
    const line = recallOf(0) * LOST_RECALL_SHARE;
    let expectation = 0;
    for (const given of [0, 1]) {
      const test = new ConfusionTest();
      test.update({ given, classCount: 2, classes: [0], probabilities: [1], recallOf });
      expectation += (given === 0 ? line : 1 - line) * Math.exp(test.logEValue(2));
    }
    expect(expectation).toBeCloseTo(1, 6);
  });
});

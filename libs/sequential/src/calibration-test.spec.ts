import { describe, expect, it } from 'vitest';
import { alternativesIn, beliefFloor, type SparseBelief } from './belief-alternatives.js';
import { CalibrationTest } from './calibration-test.js';

const beliefs: SparseBelief[] = [
  { classes: [0, 1, 2, 3], probabilities: [0.7, 0.2, 0.06, 0.04], classCount: 4 },
  { classes: [0, 3], probabilities: [0.1, 0.9], classCount: 4 },
  { classes: [2], probabilities: [1], classCount: 4 },
];
const inClass = ({ classes, probabilities }: SparseBelief, k: number) =>
  probabilities[Array.from(classes).indexOf(k)] ?? 0;

/** E[e-value] where the beliefs come in turn and the truth is drawn from `truthOf` them, over all histories. */
function expectedEValue(examples: number, truthOf: (belief: SparseBelief, k: number) => number): number {
  let expectation = 0;
  for (let history = 0; history < 4 ** examples; history++) {
    const test = new CalibrationTest();
    let probability = 1;
    for (let n = 0; n < examples && probability > 0; n++) {
      const belief = beliefs[n % beliefs.length]!;
      const trueClass = Math.floor(history / 4 ** n) % 4;
      probability *= truthOf(belief, trueClass);
      test.update(belief, trueClass);
    }
    if (probability > 0) expectation += probability * Math.exp(test.logEValue);
  }
  return expectation;
}

describe('alternativesIn', () => {
  it('gives distributions: each sums to 1 over the classes', () => {
    for (const belief of beliefs) {
      const sums = new Float64Array(11);
      for (let k = 0; k < 4; k++) {
        alternativesIn(belief, k, 0.25).alternatives.forEach((p, a) => (sums[a]! += p));
      }
      for (const sum of sums) expect(sum).toBeCloseTo(1, 12);
    }
  });
});

describe('CalibrationTest', () => {
  it('has expectation at most 1, and no less than the floor costs, when the truth is drawn from the beliefs', () => {
    const fair = expectedEValue(6, inClass);
    expect(fair).toBeLessThanOrEqual(1 + 1e-6);
    expect(fair).toBeGreaterThan(1 - 6 * 4 * 16 * beliefFloor(4));
  });

  it('has expectation at most 1 for what rounding may have hidden, too', () => {
    const floor = beliefFloor(4);
    const hidden = (belief: SparseBelief, k: number) => {
      const left = belief.classes.length;
      const p = inClass(belief, k);
      return p === 0 ? floor : p - (floor * (4 - left)) / left;
    };
    expect(expectedEValue(6, hidden)).toBeLessThanOrEqual(1 + 1e-6);
  });

  it('grows where beliefs are surer than they are right', () => {
    const flattened = (belief: SparseBelief, k: number) => {
      const sum = [0, 1, 2, 3].reduce((total, j) => total + inClass(belief, j) ** 0.4, 0);
      return inClass(belief, k) ** 0.4 / sum;
    };
    expect(expectedEValue(6, flattened)).toBeGreaterThan(1.2);
  });

  it('grows where beliefs are right more often than they are sure', () => {
    const test = new CalibrationTest();
    for (let n = 0; n < 40; n++) test.update(beliefs[0]!, 0);
    expect(test.logEValue).toBeGreaterThan(Math.log(20));
  });

  it('survives one belief of 0, and does not survive several', () => {
    const test = new CalibrationTest();
    test.update(beliefs[2]!, 0);
    expect(Number.isFinite(test.logEValue)).toBe(true);
    for (let n = 0; n < 4; n++) test.update(beliefs[2]!, 0);
    expect(test.logEValue).toBeGreaterThan(Math.log(20));
  });

  it('shows how often the most probable class was right, expected and observed', () => {
    const test = new CalibrationTest();
    expect(test.hitRates).toEqual({ overall: { examples: 0, expected: 1, observed: 1 }, bins: [] });
    for (let n = 0; n < 10; n++) test.update(beliefs[0]!, n < 4 ? 0 : 1);
    for (let n = 0; n < 10; n++) test.update(beliefs[1]!, 3);
    const { overall, bins } = test.hitRates;
    expect(test.labels).toBe(20);
    expect(overall.expected).toBeCloseTo(0.8, 12);
    expect(overall.observed).toBeCloseTo(0.7, 12);
    expect(bins.map((b) => b.observed)).toEqual([1, 0.4]);
  });

  it('goes on from its state to the bit', () => {
    const whole = new CalibrationTest();
    whole.update(beliefs[0]!, 2);
    const rest = new CalibrationTest(structuredClone(whole.state));
    for (const test of [whole, rest]) test.update(beliefs[1]!, 0);
    expect(rest.state).toEqual(whole.state);
  });
});

import { describe, expect, it } from 'vitest';
import { toMass } from '#noise';
import { AccuracyTest, CalibrationTest, ConfusionTest } from '#sequential';
import { beliefAbout, beliefInGiven, probabilitiesOf } from './test-context.js';

const classCount = 200;
const nothingKnown = toMass(new Float64Array(classCount).fill(1));
const oneLabel = toMass(Float64Array.from({ length: classCount }, (_, k) => (k === 7 ? 0.8 : 0.2 / 199)));

describe('a belief over many classes', () => {
  it('that says nothing moves no test, whatever class is given', () => {
    const accuracy = new AccuracyTest('below');
    const confusion = new ConfusionTest();
    for (let n = 0; n < 500; n++) {
      const label = { given: (n * 37) % classCount, belief: nothingKnown };
      accuracy.update(beliefInGiven(label, classCount), 0.8, classCount);
      const evidence = { given: label.given, classCount, recallOf: () => 0.8 };
      confusion.update({ ...evidence, ...beliefAbout(label, classCount) });
    }
    expect(Math.abs(accuracy.logEValue)).toBeLessThan(0.02);
    expect(confusion.logEValue(classCount)).toBeLessThan(0.02);
  });

  it('has the given class by itself, and sums to 1', () => {
    for (const given of [7, 150]) {
      const { classes, probabilities, others } = beliefAbout({ given, belief: oneLabel }, classCount);
      expect(classes).toEqual(given === 7 ? [7] : [7, 150]);
      expect(probabilities.reduce((sum, p) => sum + p, others)).toBeCloseTo(1, 12);
      expect(beliefInGiven({ given, belief: oneLabel }, classCount)).toBe(probabilities.at(-1));
    }
  });

  it('that is right on average is not rejected, and one that is too sure of its first class is', () => {
    const [honest, sure] = [new CalibrationTest(), new CalibrationTest()];
    const tooSure = toMass(Float64Array.from({ length: classCount }, (_, k) => (k === 7 ? 0.99 : 0.01 / 199)));
    for (let n = 0; n < 200; n++) {
      const truth = n % 5 === 0 ? 10 + n / 5 : 7;
      honest.update({ ...probabilitiesOf(oneLabel), classCount }, truth);
      sure.update({ ...probabilitiesOf(tooSure), classCount }, truth);
    }
    expect(honest.logEValue).toBeLessThan(Math.log(10));
    expect(sure.logEValue).toBeGreaterThan(Math.log(1_000));
  });
});

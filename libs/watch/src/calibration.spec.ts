import { describe, expect, it } from 'vitest';
import { toMass } from '#noise';
import { CALIBRATION_LEVEL, newCalibration, testCalibration, type Calibration } from './calibration.js';

const K = 3;
/** Claims .95 for class 0. */
const sure = toMass(Float64Array.of(0.95, 0.03, 0.02));

/** Gold comes: right so many times of 20 of what was claimed. */
function feed(calibration: Calibration, examples: number, rightOf20: number, modelVersion = 1) {
  return Array.from({ length: examples }, (_, n) => {
    const truth = n % 20 < rightOf20 ? 0 : 1 + (n % 2);
    return testCalibration(calibration, { belief: sure, truth, modelVersion }, K, n);
  }).filter((t) => t !== undefined);
}

describe('calibration of the beliefs', () => {
  it('holds while what is claimed comes true', () => {
    const calibration = newCalibration();
    expect(feed(calibration, 400, 19)).toEqual([]);
    expect(calibration.rejected).toBeUndefined();
  });

  it('is rejected once when beliefs are overconfident, with what was claimed and what came', () => {
    const calibration = newCalibration();
    const [rejection, ...more] = feed(calibration, 200, 14);
    expect(more).toEqual([]);
    expect(rejection).toMatchObject({ state: 'open', opening: 1, bound: 1 / CALIBRATION_LEVEL });
    expect(rejection!.eValue).toBeGreaterThanOrEqual(rejection!.bound);
    expect(rejection!.hitRate.expected).toBeCloseTo(0.95, 3);
    expect(rejection!.hitRate.observed).toBeLessThan(0.9);
    expect(calibration.rejected).toMatchObject({ modelVersion: 1 });
  });

  it('passes with a newer model that holds on 50 gold examples, and not with the same one', () => {
    const calibration = newCalibration();
    feed(calibration, 100, 12);
    expect(feed(calibration, 400, 19)).toEqual([]);
    expect(feed(calibration, 49, 19, 2)).toEqual([]);
    const [passed] = feed(calibration, 20, 19, 2);
    expect(passed).toMatchObject({ state: 'resolved', opening: 1 });
    expect(calibration.rejected).toBeUndefined();
    expect(feed(calibration, 200, 12, 2)).toMatchObject([{ state: 'open', opening: 2 }]);
  });

  it('stays rejected under a newer model that is no better', () => {
    const calibration = newCalibration();
    feed(calibration, 100, 12);
    expect(feed(calibration, 300, 12, 2)).toEqual([]);
    expect(calibration.rejected).toBeDefined();
  });

  it('does not count what an older model believed', () => {
    const calibration = newCalibration();
    feed(calibration, 10, 19, 3);
    feed(calibration, 100, 0, 2);
    expect(calibration).toMatchObject({ modelVersion: 3 });
    expect(calibration.rejected).toBeUndefined();
    expect(calibration.test.labels).toBe(10);
  });

  it('without any model may pass by the beliefs of later', () => {
    const calibration = newCalibration();
    feed(calibration, 100, 12, 0);
    expect(calibration.rejected).toBeDefined();
    expect(feed(calibration, 200, 19, 0)).toMatchObject([{ state: 'resolved' }]);
  });
});

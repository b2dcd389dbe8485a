import { describe, expect, it } from 'vitest';
import { calibrationError, reliabilityBins } from './calibration.js';

describe('calibration of quality', () => {
  it('weighs the gap of each bin by its labels', () => {
    const quality = [0.99, 0.99, 0.99, 0.99, 0.5, 0.5];
    const bins = reliabilityBins(quality, [1, 1, 1, 0, 1, 0]);
    expect(bins.map(({ labels }) => labels)).toEqual([2, 4]);
    expect(bins[1]!.shareRight).toBe(0.75);
    expect(calibrationError(bins)).toBeCloseTo((4 * (0.99 - 0.75)) / 6, 12);
  });

  it('takes 0 and 1 as qualities', () => {
    const bins = reliabilityBins([0, 1], [0, 1]);
    expect(bins).toHaveLength(2);
    expect(calibrationError(bins)).toBe(0);
  });
});

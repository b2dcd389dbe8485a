import { describe, expect, it } from 'vitest';
import { UNITS_PER_LABEL } from '#noise';
import { accuracyFigures, rightShare } from './right-share.js';

describe('the share of right labels', () => {
  it('lies in its interval, which closes with more labels', () => {
    const widths = [10, 100, 10_000].map((labels) => {
      const { share, interval } = rightShare(0.8 * labels * UNITS_PER_LABEL, labels)!;
      expect(share).toBeCloseTo(0.8, 12);
      expect(interval[0]).toBeLessThan(0.8);
      expect(interval[1]).toBeGreaterThan(0.8);
      return interval[1] - interval[0];
    });
    expect(widths[0]!).toBeGreaterThan(2 * widths[1]!);
    // 2 * 1.96 * sqrt(.8 * .2 / 10,000)
    expect(widths[2]!).toBeCloseTo(0.01568, 4);
  });

  it('is in the interval also where all or none is right, and unknown without labels', () => {
    expect(rightShare(40 * UNITS_PER_LABEL, 40)!.interval[1]).toBe(1);
    expect(rightShare(0, 40)!.interval[0]).toBe(0);
    expect(rightShare(0, 0)).toBeUndefined();
  });

  it('is told beside what it would be with the suggested labels', () => {
    const sums = { labels: 4, right: 3 * UNITS_PER_LABEL, corrected: 3.5 * UNITS_PER_LABEL, suspects: 1 };
    expect(accuracyFigures(sums)).toMatchObject({
      labels: 4,
      accuracy: { share: 0.75 },
      corrected: 0.875,
      suspects: 1,
    });
    const none = accuracyFigures({ labels: 0, right: 0, corrected: 0, suspects: 0 });
    expect(none).toEqual({ labels: 0, accuracy: undefined, corrected: undefined, suspects: 0 });
  });
});

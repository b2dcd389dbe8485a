import { describe, expect, it } from 'vitest';
import { spentLevel } from './level-spending.js';

describe('spentLevel', () => {
  it('sums to at most the level over all openings, and uses nearly all of it', () => {
    let sum = 0;
    for (let k = 0; k < 100_000; k++) sum += spentLevel(0.05, k);
    expect(sum).toBeLessThanOrEqual(0.05);
    expect(sum).toBeGreaterThan(0.0499);
    expect(spentLevel(0.05, 0)).toBeCloseTo(0.04, 12);
    expect(spentLevel(0.05, 1)).toBeLessThan(spentLevel(0.05, 0));
  });
});

import { describe, expect, it } from 'vitest';
import { constant, cosine, rateFactor, steps } from './schedule.js';

describe('schedules', () => {
  it('stay, fall along a cosine, or fall in steps', () => {
    const at = [0, 0.25, 0.5, 0.75, 1];
    const over = (schedule: Parameters<typeof rateFactor>[0]) =>
      at.map((progress) => Number(rateFactor(schedule, progress).toFixed(6)));
    expect(over(constant)).toEqual([1, 1, 1, 1, 1]);
    expect(over(cosine(0.1))).toEqual([1, 0.868198, 0.55, 0.231802, 0.1]);
    expect(over(steps([0.5, 0.75]))).toEqual([1, 1, 0.1, 0.01, 0.01]);
  });
});

import { describe, expect, it } from 'vitest';
import { attemptDelaysMs, nextDelayMs, parseRetryAfterMs } from './schedule.js';

const HOUR = 3_600_000;

describe('the schedule of attempts', () => {
  it('is that of Standard Webhooks: ten attempts, 75 h 35 min 5 s', () => {
    const delays = attemptDelaysMs.map((_, n) => nextDelayMs(n, 0.5)!);
    const sums = delays.map((_, n) => delays.slice(0, n + 1).reduce((a, b) => a + b, 0) / 1_000);
    expect(sums).toEqual([0, 5, 305, 2_105, 9_305, 27_305, 63_305, 113_705, 185_705, 272_105]);
    expect(nextDelayMs(attemptDelaysMs.length, 0.5)).toBeUndefined();
  });

  it('jitters by a tenth either way', () => {
    expect([nextDelayMs(1, 0), nextDelayMs(1, 0.9999999)]).toEqual([4_500, 5_500]);
  });

  it('waits as long as it is asked to, a day at most, and never less than planned', () => {
    expect(nextDelayMs(1, 0.5, 60_000)).toBe(60_000);
    expect(nextDelayMs(2, 0.5, 60_000)).toBe(300_000);
    expect(nextDelayMs(1, 0.5, 1_000 * HOUR)).toBe(24 * HOUR);
    expect(nextDelayMs(10, 0.5, HOUR)).toBeUndefined();
  });
});

describe('parseRetryAfterMs', () => {
  const nowMs = Date.parse('2026-11-21T12:00:00Z');
  it.each([
    ['120', 120_000],
    [' 0 ', 0],
    ['Sat, 21 Nov 2026 12:10:00 GMT', 600_000],
    ['Sat, 21 Nov 2026 11:00:00 GMT', 0],
    ['-5', undefined],
    ['1.5', undefined],
    ['soon', undefined],
    ['Someday', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('reads %j', (header, ms) => expect(parseRetryAfterMs(header, nowMs)).toBe(ms));
});

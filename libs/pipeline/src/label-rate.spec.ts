import { expect, it } from 'vitest';
import { LabelRate } from './label-rate.js';

it('holds what came in the last sixty seconds, of each project by itself', () => {
  let nowMs = 5_000;
  const rate = new LabelRate(() => nowMs);
  const after = (ms: number, labels: number) => {
    nowMs += ms;
    rate.add('pets', labels);
    return rate.perMinute('pets');
  };
  expect(rate.perMinute('pets')).toBe(0);
  expect([after(0, 7), after(400, 3), after(20_000, 10)]).toEqual([10 - 3, 10, 20]);
  expect(rate.perMinute('cars')).toBe(0);
  expect(after(39_000, 1)).toBe(21);
  // The first ten were in second 5; this is second 65.
  expect(after(1_000, 0)).toBe(11);
  expect(after(1_000_000, 2)).toBe(2);
});

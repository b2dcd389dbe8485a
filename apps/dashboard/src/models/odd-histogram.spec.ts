import { expect, it } from 'vitest';
import { shareBeyond } from './odd-histogram.js';

it('counts what lies beyond a value, and divides the bin that holds it', () => {
  const [shares, edges] = [
    [0.5, 0.3, 0.2],
    [0, 1, 2, 3],
  ];
  expect(shareBeyond(shares!, edges!, 0)).toBeCloseTo(1, 12);
  expect(shareBeyond(shares!, edges!, 1)).toBeCloseTo(0.5, 12);
  expect(shareBeyond(shares!, edges!, 1.5)).toBeCloseTo(0.35, 12);
  expect(shareBeyond(shares!, edges!, 9)).toBe(0);
});

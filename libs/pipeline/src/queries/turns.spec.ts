import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { sortInTurns } from './turns.js';

it('sorts as the language does, and keeps what is alike in its order', async () => {
  const items = fc.array(fc.record({ key: fc.nat(50), place: fc.nat() }), { minLength: 0, maxLength: 3_500 });
  await fc.assert(
    fc.asyncProperty(items, async (all) => {
      const before = [...all];
      const compare = (a: { key: number }, b: { key: number }) => a.key - b.key;
      expect(await sortInTurns(all, compare)).toEqual(all.toSorted(compare));
      expect(all).toEqual(before);
    }),
    { numRuns: 20 },
  );
});

it('leaves the event loop its turns', async () => {
  let turns = 0;
  let done = false;
  const count = () => {
    turns++;
    if (!done) setImmediate(count);
  };
  setImmediate(count);
  const many = Array.from({ length: 200_000 }, (_, n) => (n * 7_919) % 199_999);
  const sorted = await sortInTurns(many, (a, b) => a - b);
  done = true;
  expect(sorted.every((value, n) => n === 0 || sorted[n - 1]! <= value)).toBe(true);
  expect(turns).toBeGreaterThan(3);
});

import { describe, expect, it } from 'vitest';
import { foldOf } from './fold.js';
import { trainingSchedule } from './schedule.js';

describe('foldOf', () => {
  it('never changes: stored examples keep their fold', () => {
    expect(['i0', 'i1', 'i2', 'zürich', ''].map((id) => foldOf(id, 1000))).toMatchInlineSnapshot(`
      [
        355,
        812,
        536,
        16,
        923,
      ]
    `);
  });

  it('shares numbered ids out evenly', () => {
    const counts = [0, 0, 0];
    for (let n = 0; n < 9000; n++) counts[foldOf(`example-${n}`, 3)]!++;
    for (const count of counts) expect(Math.abs(count - 3000)).toBeLessThan(150);
  });
});

describe('trainingSchedule', () => {
  it('grows geometrically from the warm-up', () => {
    const settings = { warmUpLabels: 100, growth: 2 };
    expect([0, 99, 100, 199, 200, 5000].map((seen) => trainingSchedule(seen, settings))).toEqual([
      100, 100, 200, 200, 400, 6400,
    ]);
  });

  it('trains a number of times that grows with the logarithm of the stream', () => {
    let [count, at] = [0, 0];
    while ((at = trainingSchedule(at)) <= 1_000_000) count++;
    expect(count).toBeLessThan(25);
  });
});

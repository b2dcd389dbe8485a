import { describe, expect, it } from 'vitest';
import { changeInterval } from './change-interval.js';
import { DriftDetector } from './drift-detector.js';

const good = (n: number) => Array.from({ length: n }, (_, k) => (k % 10 === 4 ? 0 : 1));
const bad = (n: number) => Array.from({ length: n }, (_, k) => (k % 2 === 0 ? 0 : 1));

describe('changeInterval', () => {
  it('finds the label with which a fall from .9 to .5 began, and what it fell to', () => {
    const change = changeInterval([...good(100), ...bad(40)], 0.85, 5);
    expect(change.mostLikely).toBe(100);
    expect(change.from).toBeLessThanOrEqual(100);
    expect(change.from).toBeGreaterThan(85);
    expect(change.to).toBeGreaterThanOrEqual(100);
    expect(change.to).toBeLessThan(110);
    expect(change.accuracyAfter).toBeGreaterThan(0.4);
    expect(change.accuracyAfter).toBeLessThan(0.65);
  });

  it('weighs each start by its own detector, begun there and never before', () => {
    const beliefs = [0.9, 0.3, 0.8, 0.1, 0.05];
    // R from all starts less R from all later ones is the weight of the earliest.
    const sumFrom = (start: number) => {
      const detector = new DriftDetector();
      for (const b of beliefs.slice(start)) detector.update(b, 0.8, 4);
      return Math.exp(detector.logStatistic);
    };
    const weights = beliefs.map((_, s) => sumFrom(s) - sumFrom(s + 1));
    const total = sumFrom(0);
    // The narrowest tail that still holds start 0, and the next: either side of its exact weight.
    const share = weights[0]! / total;
    expect(changeInterval(beliefs, 0.8, 4, { coverage: 1 - 2 * share * 0.99 }).from).toBe(0);
    expect(changeInterval(beliefs, 0.8, 4, { coverage: 1 - 2 * share * 1.01 }).from).toBe(1);
    expect(changeInterval(beliefs, 0.8, 4).mostLikely).toBe(weights.indexOf(Math.max(...weights)));
  });

  it('is the whole where nothing is known, and one label where there is one', () => {
    const nothing = changeInterval(Array<number>(100).fill(1 / 4), 0.8, 4, { coverage: 0.89 });
    expect([nothing.from, nothing.to]).toEqual([5, 94]);
    expect(changeInterval([0.2], 0.8, 4)).toMatchObject({ mostLikely: 0, from: 0, to: 0 });
  });

  it('says that it may have been before these labels, the more likely the more there were', () => {
    const late = [...good(1), ...bad(60)];
    expect(changeInterval(late, 0.85, 5).mostLikely).toBe(1);
    expect(changeInterval(late, 0.85, 5, { earlier: 1_000 })).toMatchObject({ mostLikely: 0, from: 0 });
    expect(changeInterval([...good(100), ...bad(40)], 0.85, 5, { earlier: 1_000 }).mostLikely).toBe(100);
  });
});

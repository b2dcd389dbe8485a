import { describe, expect, it } from 'vitest';
import { accuracyInterval } from './accuracy-interval.js';

/** Capital after a history of outcomes, bet by bet: the KT estimate of each outcome over its probability under m. */
function capitalBetByBet(outcomes: boolean[], m: number): number {
  let capital = 1;
  let right = 0;
  outcomes.forEach((isRight, n) => {
    const estimate = (right + 0.5) / (n + 1);
    capital *= isRight ? estimate / m : (1 - estimate) / (1 - m);
    right += isRight ? 1 : 0;
  });
  return capital;
}

describe('accuracyInterval', () => {
  it('ends where the capital of a gambler who bets with the KT estimate is 1/alpha', () => {
    const outcomes = [true, true, false, true, true, true, false, true, true, true, true, false];
    for (const alpha of [0.05, 0.3]) {
      for (const edge of accuracyInterval(9, 12, alpha)) {
        expect(capitalBetByBet(outcomes, edge)).toBeCloseTo(1 / alpha, 6);
      }
    }
  });

  // All histories of 14 labels: how probable is it that some interval on the way misses the accuracy?
  it.each([0.05, 0.5, 0.8, 0.99])('misses an accuracy of %d at any time with probability at most alpha', (accuracy) => {
    const alpha = 0.2;
    let running = new Map([[0, 1]]);
    let missed = 0;
    for (let n = 1; n <= 14; n++) {
      const next = new Map<number, number>();
      for (const [right, probability] of running) {
        next.set(right, (next.get(right) ?? 0) + probability * (1 - accuracy));
        next.set(right + 1, (next.get(right + 1) ?? 0) + probability * accuracy);
      }
      for (const [right, probability] of next) {
        const [low, high] = accuracyInterval(right, n, alpha);
        if (low <= accuracy && accuracy <= high) continue;
        missed += probability;
        next.delete(right);
      }
      running = next;
    }
    expect(missed).toBeGreaterThan(0);
    expect(missed).toBeLessThanOrEqual(alpha);
  });

  it('is everything before the first label, one-sided where all are right or wrong, and shrinks', () => {
    expect(accuracyInterval(0, 0, 0.05)).toEqual([0, 1]);
    expect(accuracyInterval(0, 5, 0.05)[0]).toBe(0);
    expect(accuracyInterval(5, 5, 0.05)[1]).toBe(1);
    const width = (n: number) => accuracyInterval(0.8 * n, n, 0.05)[1] - accuracyInterval(0.8 * n, n, 0.05)[0];
    expect(width(10)).toBeGreaterThan(width(100));
    expect(width(1000)).toBeLessThan(0.1);
    expect(width(100_000)).toBeLessThan(0.012);
  });
});

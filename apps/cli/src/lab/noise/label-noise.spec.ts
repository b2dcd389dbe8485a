import { describe, expect, it } from 'vitest';
import { Random } from '#model';
import { drawLabels, noiseLevel, noNoise, pairFlip, randomNoise, redrawnNoise, uniformNoise } from './label-noise.js';

const sums = (rows: number[][]) => rows.map((row) => row.reduce((a, b) => a + b, 0));
const off = (rows: number[][]) => rows.map((row, i) => 1 - row[i]!);

describe('label noise', () => {
  it.each([
    ['uniform', uniformNoise(4, 0.3), 0.3],
    ['redrawn', redrawnNoise(4, 0.4), 0.3],
    ['a pair', pairFlip(4, 0.3), 0.3],
    ['random', randomNoise(4, 0.3, new Random(1)), 0.3],
  ])('%s has rows that sum to 1 and the stated level', (_, rows, level) => {
    sums(rows).forEach((sum) => expect(sum).toBeCloseTo(1, 12));
    off(rows).forEach((wrong) => expect(wrong).toBeCloseTo(level, 12));
  });

  it('draws labels with the frequencies of the matrix, the same ones for the same seed', () => {
    const truth = Int32Array.from({ length: 40_000 }, (_, n) => n % 4);
    const noise = randomNoise(4, 0.5, new Random(3));
    const given = drawLabels(truth, noise, new Random(4));
    expect(Array.from(drawLabels(truth, noise, new Random(4)))).toEqual(Array.from(given));
    for (let i = 0; i < 4; i++) {
      const counts = [0, 0, 0, 0];
      truth.forEach((label, n) => (counts[given[n]!]! += label === i ? 1 : 0));
      counts.forEach((count, j) => expect(Math.abs(count / 10_000 - noise[i]![j]!)).toBeLessThan(0.02));
    }
    expect(noiseLevel(truth, drawLabels(truth, noNoise(4), new Random(5)))).toBe(0);
  });

  it('refuses a level that is none', () => {
    expect(() => uniformNoise(3, 1.5)).toThrow(/1\.5/);
  });
});

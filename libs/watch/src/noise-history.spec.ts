import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NoiseCounts, pointMass, toMass, UNITS_PER_LABEL, type SparseMass } from '#noise';
import { BUCKET_LABELS, NoiseHistory } from './noise-history.js';

interface Label {
  atMs: number;
  given: number;
  mass: SparseMass;
}

const masses = [pointMass(0), pointMass(1), toMass([1, 2]), toMass([1, 2, 4])];

/** Runs of labels at rising times, so that buckets fill and merge; then some late, some taken away, some revised. */
const step = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant('run' as const), times: fc.integer({ min: 1, max: 700 }), gap: fc.nat(3) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('late' as const), at: fc.double({ min: -0.2, max: 1, noNaN: true }), mass: fc.nat(3) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('remove' as const), which: fc.nat() }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('move' as const), which: fc.nat(), mass: fc.nat(3) }) },
); // prettier-ignore

function bucketsOf(history: NoiseHistory, labels: Label[]): number[][] {
  const counts = history.buckets.map(() => new NoiseCounts());
  for (const { atMs, given, mass } of labels) counts[history.indexAt(atMs)]!.update(mass, given);
  return counts.map((c) => c.toTriples());
}

describe('NoiseHistory', () => {
  it('finds every label again in its bucket, whatever the order of times, in at most 32 buckets', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
        const history = new NoiseHistory();
        const labels: Label[] = [];
        let now = 1000;
        const add = (atMs: number, given: number, mass: SparseMass) => {
          history.add(atMs, given, mass);
          labels.push({ atMs, given, mass });
        };
        for (const s of steps) {
          if (s.do === 'run') for (let n = 0; n < s.times; n++) add((now += s.gap), n % 2, masses[n % 4]!);
          if (s.do === 'late') add(Math.round(now * s.at), 1, masses[s.mass]!);
          const label = labels[('which' in s ? s.which : 0) % Math.max(labels.length, 1)];
          if (s.do === 'remove' && label) {
            labels.splice(labels.indexOf(label), 1);
            history.remove(label.atMs, label.given, label.mass);
          }
          if (s.do === 'move' && label) {
            history.move(label.atMs, label.given, label.mass, masses[s.mass]!);
            label.mass = masses[s.mass]!;
          }
          expect(history.buckets.length).toBeLessThanOrEqual(32);
          expect(history.labels).toBe(labels.length);
        }
        expect(history.buckets.map((b) => b.counts.toTriples())).toEqual(bucketsOf(history, labels));
        expect(history.total().total).toBe(labels.length * UNITS_PER_LABEL);
        const starts = history.buckets.map((b) => b.fromMs);
        expect(starts.every((start, n) => n === 0 || start > starts[n - 1]!)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it('opens a bucket at 64 labels, never between two labels of one time', () => {
    const history = new NoiseHistory();
    for (let n = 0; n < BUCKET_LABELS + 10; n++) history.add(7, 0, pointMass(0));
    expect(history.buckets.length).toBe(1);
    history.add(8, 0, pointMass(0));
    expect(history.buckets.map((b) => b.labels)).toEqual([BUCKET_LABELS + 10, 1]);
  });

  it('keeps the newest bucket apart, and the others about equal', () => {
    const history = new NoiseHistory();
    for (let n = 0; n < 10_000; n++) history.add(n, 0, pointMass(0));
    const sizes = history.buckets.map((b) => b.labels);
    expect(sizes.length).toBeGreaterThan(15);
    expect(sizes.at(-1)).toBeLessThanOrEqual(BUCKET_LABELS);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(16 * BUCKET_LABELS);
  });

  it('reads all buckets as it reads each', () => {
    const history = new NoiseHistory();
    for (let n = 0; n < 1_500; n++) history.add(n, n % 3, masses[n % 4]!);
    history.readAll(400).forEach((counts, index) => {
      const one = history.readAt(index, 400);
      const cells = [...counts.entries()];
      expect(cells.length).toBe([...one.entries()].length);
      // One unit of rounding per bucket, and what `readAt` leaves out as too far.
      for (const [i, j, units] of cells) expect(Math.abs(units - one.get(i, j))).toBeLessThan(100);
      expect(counts.total).toBe(cells.reduce((sum, [, , units]) => sum + units, 0));
    });
    expect(history.readAll(Infinity).map((c) => c.toTriples())).toEqual(
      history.buckets.map(() => history.total().toTriples()),
    );
    expect(new NoiseHistory().readAll(400)).toEqual([]);
  });

  it('reads near labels more than far ones, and all alike without a half-life', () => {
    const history = new NoiseHistory();
    for (let n = 0; n < 640; n++) history.add(n, n < 320 ? 0 : 1, pointMass(0));
    const early = history.readAt(0, 64);
    const late = history.readAt(history.buckets.length - 1, 64);
    expect(early.correct / early.total).toBeGreaterThan(0.9);
    expect(late.correct / late.total).toBeLessThan(0.1);
    const all = history.readAt(0, Infinity);
    expect(all.correct / all.total).toBe(0.5);
    expect(history.readAt(history.indexAt(100), 64).get(0, 0)).toBeGreaterThan(BUCKET_LABELS * UNITS_PER_LABEL);
  });

  it('hands out a copy: reading changes nothing', () => {
    const history = new NoiseHistory();
    history.add(1, 0, pointMass(0));
    history.total().add(0, 1, 5);
    expect(history.total().total).toBe(UNITS_PER_LABEL);
    expect(new NoiseHistory().total().total).toBe(0);
  });

  it('says which label it cannot take away', () => {
    expect(() => new NoiseHistory().remove(0, 0, pointMass(0))).toThrow('1970-01-01');
  });
});

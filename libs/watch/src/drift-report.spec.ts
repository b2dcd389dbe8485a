import { describe, expect, it } from 'vitest';
import type { Alert, Change } from '#labels';
import { pointMass, toMass, type SparseMass } from '#noise';
import { CoreLoop, testProject } from './testing/core-loop.js';
import { accurate, below, randomOf, type Annotator } from './testing/random.js';

const K = 4;
const TURN = 300;

/** Labels of one source that settle at once, with beliefs that are right but not certain. */
function driftOf(annotator: Annotator, seed: number, labels = 600): Alert | undefined {
  const loop = new CoreLoop([testProject('p', K, { accuracyLine: 0.3 })], { throughBytes: true });
  const random = randomOf(seed);
  for (let n = 0; n < labels; n++) {
    const trueClass = below(random, K);
    const given = annotator(trueClass, random, n);
    const alert = loop.watch([changeOf(n + 1, trueClass, given)]).find((a) => a.kind === 'drift');
    if (alert) return alert;
  }
  return undefined;
}

function changeOf(seq: number, trueClass: number, given: number): Change {
  const label = { sourceId: 'ann', given, atMs: seq * 1_000, effect: 'added' as const };
  const place = { project: 'p', exampleId: `e${seq}`, partition: 0, seq, offset: seq, atMs: seq * 1_000 };
  return {
    ...place,
    after: pointMass(trueClass),
    labels: [{ ...label, settled: true, belief: believed(trueClass) }],
  };
}

function believed(trueClass: number): SparseMass {
  return toMass(Float64Array.from({ length: K }, (_, k) => (k === trueClass ? 0.94 : 0.02)));
}

const turncoat: Annotator = (t, random, n) => accurate(n < TURN ? 0.9 : 0.5, K)(t, random, n);
/** Right 9 times of 10 throughout; the errors of class 2 were spread, then all of class 2 that is wrong is called 3. */
const flipping: Annotator = (t, random, n) => {
  if (t !== 2) return accurate(n < TURN ? 0.85 : 0.98, K)(t, random, n);
  return n < TURN ? accurate(0.98, K)(t, random, n) : random() < 0.5 ? 2 : 3;
};

// The limit is for a machine that does other things too.
describe('what is reported of a change', { timeout: 60_000 }, () => {
  it('is when it came, within an interval, and from what to what', () => {
    const alert = driftOf(turncoat, 7)!;
    const { label, between, betweenMs, from, to } = alert.drift!;
    expect(between[0]).toBeLessThanOrEqual(label);
    expect(between[1]).toBeGreaterThanOrEqual(label);
    expect(Math.abs(label - (TURN + 1))).toBeLessThan(30);
    expect(betweenMs[0]).toBe(between[0] * 1_000);
    expect(betweenMs[1]).toBe(between[1] * 1_000);
    expect(from).toBeCloseTo(0.9, 1);
    expect(to).toBeLessThan(0.7);
    expect(alert.trueClass).toBeUndefined();
  });

  it('holds the true time in its 90 % interval about as often', () => {
    const held = Array.from({ length: 30 }, (_, seed) => driftOf(turncoat, seed + 1)!.drift!.between);
    const hits = held.filter(([first, last]) => first <= TURN + 1 && TURN + 1 <= last).length;
    expect(hits).toBeGreaterThanOrEqual(23);
  });

  it('names the cell that moved, also when accuracy did not', () => {
    const alert = driftOf(flipping, 3, 1_500)!;
    expect([alert.trueClass, alert.givenClass]).toEqual([2, 3]);
    const { from, to, cells, label } = alert.drift!;
    expect(Math.abs(to - from)).toBeLessThan(0.12);
    expect(cells[0]).toMatchObject({ trueClass: 2 });
    expect(cells.find((c) => c.givenClass === 3 && c.trueClass === 2)!.after).toBeGreaterThan(0.3);
    expect(Math.abs(label - (TURN + 1))).toBeLessThan(40);
  });
});

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LabelingEvent } from '#labels';
import { CoreLoop, testProject } from './testing/core-loop.js';
import { decodeSourceState, encodeSourceState } from './source-state-codec.js';
import type { SourceState } from './source-state.js';

const K = 3;

/** A source with a history: labels, waits, durations, an alarm that was taken on, others beside it. */
function loopOf(seeds: number[]): CoreLoop {
  const loop = new CoreLoop([testProject('p', K, { accuracyLine: 0.9, reviewShare: 0.3, alarmLevel: 0.4 })]);
  const send = (event: LabelingEvent) => loop.watch(loop.judge(0, [{ event }]).changes);
  seeds.forEach((seed, n) => {
    const base = { project: 'p', exampleId: `e${n >> 1}`, atMs: 1_000 * n - (seed % 3) };
    const sourceId = seed % 2 === 0 ? 'ann' : 'bob';
    send({ ...base, kind: 'label', sourceId, label: seed % K, durationMs: 40 * seed });
    if (seed % 5 === 0) send({ ...base, kind: 'gold', label: 0, origin: 'sampled', reviewer: 'rita' });
    if (n % 10 === 0) loop.refresh();
  });
  const opening = loop.sources.get('p/ann')?.model.openings ?? 0;
  const about = { project: 'p', sourceId: 'ann', slot: 'model' as const, opening, by: 'rita', atMs: 5 };
  loop.watch([{ ...about, action: 'acknowledge' }]);
  loop.watch([{ project: 'p', sourceId: 'ann', action: 'pause', by: 'rita', note: 'asks her', atMs: 6 }]);
  return loop;
}

/** Counts and tests keep what helps to read them again; only what they hold is their state. */
function plain({ history, gold, model, drift, copying, ...state }: SourceState) {
  return {
    ...state,
    buckets: history.buckets.map(({ fromMs, lastMs, labels, counts }) => [fromMs, lastMs, labels, counts.toTriples()]),
    grades: [gold, model].map(({ confusion, ...grade }) => ({ ...grade, wealth: confusion.logWealth })),
    drift: { ...drift, cells: drift.cells.cells, recent: drift.recent.labels },
    copying: { ...copying, test: [copying.test.partners, copying.test.partnersMet] },
  };
}

describe('the state of a source', () => {
  it('comes back from its bytes exactly, whatever happened to it', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(30), { minLength: 1, maxLength: 120 }), (seeds) => {
        for (const state of loopOf(seeds).sources.values()) {
          const bytes = encodeSourceState(state);
          const again = decodeSourceState(bytes);
          expect(plain(again)).toEqual(plain(state));
          expect(Buffer.compare(encodeSourceState(again), bytes)).toBe(0);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('of another format is refused', () => {
    const bytes = encodeSourceState([...loopOf([2]).sources.values()][0]!);
    const other = Uint8Array.from(bytes);
    other[1] = 3;
    expect(() => decodeSourceState(other)).toThrow(/format 3; this version reads 7/);
  });
});

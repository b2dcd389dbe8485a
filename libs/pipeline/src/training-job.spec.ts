import { describe, expect, it } from 'vitest';
import { projectFrom } from '#labels';
import type { Ledger } from '#ledger';
import type { Log } from '#stream';
import { encodeSourceState, newSourceState } from '#watch';
import { groups } from './addresses.js';
import { bufferedCodec } from './training-buffer.js';
import { snapshotBuffer } from './training-job.js';

const project = projectFrom({ id: 'p', classes: 10_000 }, 0);
const log = { partitions: () => 1, partitionOf: () => 0 } as unknown as Log;
const about = { version: 1, seed: 1, folds: 2 };

/** A buffer of examples that `ann` and `copier` labeled alike; an alarm says who copies. */
function ledgerOf(examples: number): Ledger {
  const copier = newSourceState();
  copier.copying.alarm = { kind: 'copying', line: 0.2, openedAtMs: 0 };
  const labels = ['ann', 'copier'].map((sourceId) => ({ sourceId, given: 3, atMs: 0 }));
  const entries = Array.from({ length: examples }, (_, n) => {
    return { id: `e${String(n).padStart(5, '0')}`, value: bufferedCodec.encode({ labels }) };
  });
  return {
    list: async () => ({ entries }),
    load: async (_scope: string, addresses: { group: string; id: string }[]) =>
      addresses.map(({ group, id }) => {
        return group === groups.sources('p') && id === 'copier' ? encodeSourceState(copier) : undefined;
      }),
  } as unknown as Ledger;
}

describe('snapshotBuffer', () => {
  it('takes as many examples as its matrices have room for, and names the others after them', async () => {
    const { job, exampleIds } = await snapshotBuffer({ ledger: ledgerOf(1_300), log }, project, about);
    expect(job.gold.length).toBe(1_000);
    expect(new Set(exampleIds).size).toBe(1_300);
    expect(exampleIds.slice(0, 1_000)).toEqual(exampleIds.slice(0, 1_000).toSorted());
    expect(exampleIds.slice(0, 1_000)).not.toEqual(exampleIds.toSorted().slice(0, 1_000));
  });

  it('leaves out what a source gave that is under an alarm for copying', async () => {
    const { job } = await snapshotBuffer({ ledger: ledgerOf(5), log }, project, about);
    expect(job.sourceCounts.length).toBe(1);
    expect([...job.labels.start]).toEqual([0, 1, 2, 3, 4, 5]);
    expect([...job.labels.given]).toEqual([3, 3, 3, 3, 3]);
  });
});

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ledgerContract, type LedgerUnderTest } from '#testing';
import { openLedger } from './index.js';
import { LmdbLedger } from './lmdb.ledger.js';

const makeFolder = (): string => mkdtempSync(join(tmpdir(), 'qualm-lmdb-'));

ledgerContract('LmdbLedger', async (): Promise<LedgerUnderTest> => {
  const path = makeFolder();
  const opened: LmdbLedger[] = [];
  const second = async (): Promise<LmdbLedger> => {
    const ledger = new LmdbLedger({ path });
    await ledger.open();
    opened.push(ledger);
    return ledger;
  };
  const closeAll = async (): Promise<void> => {
    for (const ledger of opened.splice(0)) await ledger.close();
  };
  const underTest = {
    ledger: await second(),
    second,
    reopen: async () => {
      await closeAll();
      return (underTest.ledger = await second());
    },
    dispose: async () => {
      await closeAll();
      rmSync(path, { recursive: true });
    },
  };
  return underTest;
});

describe('LmdbLedger', () => {
  let path: string;
  beforeEach(() => {
    path = makeFolder();
  });
  afterEach(() => rmSync(path, { recursive: true, force: true }));

  it('does not take a recycled process id for the owner', async () => {
    const { openEnvironment, closeEnvironment } = await import('./lmdb.environment.js');
    const first = await openEnvironment(path);
    // Alive, but started at another time than the owner that wrote this.
    await first.owners.put('of a dead process', { pid: process.ppid, startedAt: '1', host: 'here', since: 'long ago' });
    await closeEnvironment(first);
    const second = await openEnvironment(path);
    expect(second.owners.get('of a dead process')).toBeUndefined();
    await closeEnvironment(second);
  });

  it('takes back what it waits for when it is closed in the middle', async () => {
    const ledger = await openLedger({ kind: 'lmdb', path });
    const commit = {
      expectedPosition: 0,
      position: 1,
      states: [{ group: 'g', id: 'a', value: Buffer.from('1') }],
      outputs: [],
    };
    const result = ledger.commit('judge:0', commit);
    await ledger.close();
    expect(await result).toEqual({ committed: true });
    const again = await openLedger({ kind: 'lmdb', path });
    expect(await again.head('judge:0')).toMatchObject({ position: 1 });
    await again.close();
  });

  it('promises all', async () => {
    const ledger = await openLedger({ kind: 'lmdb', path });
    expect(await ledger.durability()).toEqual({ full: true, says: expect.stringContaining('flushed to the disk') });
    await ledger.close();
  });
});

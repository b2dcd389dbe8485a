import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { repositoryFolder, spawnSource, until, verifySeries } from '#testing';
import { openLedger } from './index.js';
import { LmdbLedger } from './lmdb.ledger.js';

const urlOf = (file: string): string => JSON.stringify(pathToFileURL(join(repositoryFolder, file)).href);

async function killed(child: ChildProcess): Promise<void> {
  const closed = new Promise((resolve) => child.once('close', resolve));
  child.kill('SIGKILL');
  await closed;
}

describe('LmdbLedger of several processes and threads', () => {
  let path: string;
  beforeEach(() => {
    path = mkdtempSync(join(tmpdir(), 'qualm-lmdb-'));
  });
  afterEach(() => rmSync(path, { recursive: true, force: true }));

  /** A process that opens the ledger, and the lines that it printed. */
  async function spawnOwner(mode: 'commit' | 'hold'): Promise<{ child: ChildProcess; lines: string[] }> {
    const child = spawnSource('libs/testing/src/lmdb-ledger.child.ts', [path, mode]);
    const lines: string[] = [];
    if (child.stdout) createInterface(child.stdout).on('line', (line) => lines.push(line));
    await until(() => lines.includes('open'), 20_000);
    return { child, lines };
  }

  it('keeps every acknowledged commit, and none by half, of a process that is killed', async () => {
    let position = 0;
    for (let round = 0; round < 5; round++) {
      const { child, lines } = await spawnOwner('commit');
      await until(() => lines.length > 1);
      await sleep(Math.random() * 150);
      await killed(child);
      const ledger = await openLedger({ kind: 'lmdb', path });
      const acknowledged = Number(lines.at(-1));
      expect(acknowledged).toBeGreaterThan(position);
      position = await verifySeries(ledger, acknowledged);
      await ledger.close();
    }
  }, 60_000);

  it('refuses in words the folder of another process until that is dead', async () => {
    const { child } = await spawnOwner('hold');
    const ledger = new LmdbLedger({ path });
    await expect(ledger.open()).rejects.toThrow(`the ledger in ${path} is in use by process ${child.pid} on `);
    await expect(ledger.head('judge:0')).rejects.toThrow('is not open');
    await killed(child);
    await ledger.open();
    await ledger.ping();
    await ledger.close();
  }, 30_000);

  it('lets go of the folder when it is closed', async () => {
    const ledger = await openLedger({ kind: 'lmdb', path });
    await ledger.putDocument('a', Buffer.from('1'));
    await ledger.close();
    await ledger.close();
    const { child } = await spawnOwner('hold');
    await killed(child);
  }, 30_000);

  it('is shared by the threads of one process', async () => {
    const ledger = await openLedger({ kind: 'lmdb', path });
    const start = `require('node:module').register(${urlOf('libs/testing/ts-loader.mjs')});
      import(${urlOf('libs/testing/src/lmdb-ledger.child.ts')})`;
    const execArgv = ['--conditions=qualm-source'];
    const worker = new Worker(start, { eval: true, argv: [path, 'commit'], execArgv, stdout: true });
    const lines: string[] = [];
    createInterface(worker.stdout).on('line', (line) => lines.push(line));
    await until(() => lines.length > 1, 20_000);
    for (let position = 1; position <= 20; position++) {
      const commit = { expectedPosition: position - 1, position, states: [], outputs: [] };
      expect(await ledger.commit('judge:9', commit)).toEqual({ committed: true });
    }
    // No turn of the event loop between the two reads: the second must not look at the snapshot of the first.
    const first = await ledger.head('judge:0');
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 500);
    const second = await ledger.head('judge:0');
    expect(second.position).toBeGreaterThan(first.position);
    await worker.terminate();
    const { position } = await ledger.head('judge:0');
    expect(position).toBeGreaterThanOrEqual(Number(lines.at(-1)));
    await verifySeries(ledger, position);
    await ledger.close();
  }, 30_000);
});

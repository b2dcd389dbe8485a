import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openLedger, type Ledger } from '#ledger';
import { openLog, type Log, type LogRecord } from '#stream';
import { Runner, scopeOf, type Stage, type StagePartition, type StageResult } from './runner.js';
import { StateTable } from './state-table.js';

/** Counts records per key, and says the new count of each to the verdicts log. */
class CountingStage implements Stage {
  readonly name = 'count';
  readonly input = 'events';
  failures = 0;
  seen: string[] = [];

  constructor(private readonly ledger: Ledger) {}

  async open(_partition: number, scope: string): Promise<StagePartition> {
    const codec = {
      create: () => ({ count: 0 }),
      encode: (state: { count: number }) => Buffer.from(JSON.stringify(state)),
      decode: (bytes: Uint8Array) => JSON.parse(Buffer.from(bytes).toString()) as { count: number },
    };
    const table = new StateTable(this.ledger, scope, codec, 2);
    return {
      process: (records) => this.count(table, records),
      settle: () => table.settle(),
      drop: () => table.drop(),
    };
  }

  private async count(table: StateTable<{ count: number }>, records: LogRecord[]): Promise<StageResult> {
    const outputs = [];
    await table.load(
      'keys',
      records.map((r) => r.key),
    );
    for (const { key } of records) {
      const state = table.get('keys', key);
      state.count++;
      this.seen.push(key);
      outputs.push({ topic: 'verdicts', key, headers: {}, value: Buffer.from(`${key}=${state.count}`) });
    }
    if (this.failures-- > 0) throw new Error('made to fail after the states were moved');
    return { states: table.writes(), outputs };
  }
}

let folder: string;
let ledger: Ledger;
let log: Log;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'qualm-runner-'));
  ledger = await openLedger({ kind: 'lmdb', path: join(folder, 'ledger') });
  log = await openLog({ kind: 'local', path: join(folder, 'log') });
});

afterEach(async () => {
  await log.close();
  await ledger.close();
  rmSync(folder, { recursive: true, force: true });
});

const append = (...keys: string[]) =>
  log.append(keys.map((key) => ({ topic: 'events' as const, key, value: Buffer.from(key) })));

async function published(count: number): Promise<string[]> {
  const values: string[] = [];
  const tail = await log.tail('verdicts', {
    last: 1_000,
    onRecord: (r) => values.push(Buffer.from(r.value).toString()),
  });
  await expect.poll(() => values.length, { timeout: 10_000 }).toBeGreaterThanOrEqual(count);
  await tail.stop();
  return values;
}

function runnerOf(stage: Stage, group = 'count'): Runner {
  return new Runner(stage, ledger, log, { group, maxBatchRecords: 100 });
}

describe('Runner', () => {
  it('commits states, outputs and position together, publishes the outputs and forgets them', async () => {
    const runner = runnerOf(new CountingStage(ledger));
    await runner.start();
    await append('a', 'b', 'a', 'c', 'a');
    expect(await published(5)).toEqual(['a=1', 'b=1', 'a=2', 'c=1', 'a=3']);
    await runner.stop();
    expect(await ledger.head(scopeOf('count', 0))).toEqual({ position: 5, lastOutput: 5, forgotten: 5 });
  });

  it('goes on from its position, and from the committed states, after a restart', async () => {
    const first = runnerOf(new CountingStage(ledger));
    await first.start();
    await append('a', 'b');
    await published(2);
    await first.stop();
    await append('a');
    const second = runnerOf(new CountingStage(ledger));
    await second.start();
    expect(await published(3)).toEqual(['a=1', 'b=1', 'a=2']);
    await second.stop();
  });

  it('drops states that moved in a batch which failed, and takes the batch again', async () => {
    const stage = new CountingStage(ledger);
    stage.failures = 2;
    const runner = runnerOf(stage);
    await runner.start();
    await append('a', 'a');
    expect(await published(2)).toEqual(['a=1', 'a=2']);
    expect(stage.seen.length).toBeGreaterThanOrEqual(6);
    await runner.stop();
  });

  it('publishes first what an earlier owner committed and did not publish', async () => {
    await append('a');
    const owed = { topic: 'verdicts', key: 'a', headers: {}, value: Buffer.from('a=1') };
    const states = [{ group: 'keys', id: 'a', value: Buffer.from('{"count":1}') }];
    await ledger.commit(scopeOf('count', 0), { expectedPosition: 0, position: 1, states, outputs: [owed] });
    const runner = runnerOf(new CountingStage(ledger));
    await runner.start();
    await append('a');
    expect(await published(2)).toEqual(['a=1', 'a=2']);
    await runner.stop();
  });

  it('lets one of two owners of a partition commit, and never counts twice', async () => {
    const runners = [runnerOf(new CountingStage(ledger), 'one'), runnerOf(new CountingStage(ledger), 'two')];
    await Promise.all(runners.map((r) => r.start()));
    for (let n = 0; n < 40; n++) await append('a', 'b');
    await expect.poll(async () => (await ledger.head(scopeOf('count', 0))).position, { timeout: 10_000 }).toBe(80);
    await Promise.all(runners.map((r) => r.stop()));
    const states = await ledger.load(scopeOf('count', 0), [{ group: 'keys', id: 'a' }]);
    expect(JSON.parse(Buffer.from(states[0]!).toString())).toEqual({ count: 40 });
    expect([...new Set(await published(80))]).toHaveLength(80);
  });

  it('stops and says so when the ledger is behind what the log acknowledged', async () => {
    const runner = runnerOf(new CountingStage(ledger));
    await runner.start();
    await append('a', 'b', 'c');
    await published(3);
    await runner.stop();
    const emptied = await openLedger({ kind: 'lmdb', path: join(folder, 'older') });
    await emptied.open();
    const behind = new Runner(new CountingStage(emptied), emptied, log, { group: 'count', maxBatchRecords: 10 });
    await behind.start().catch(() => {});
    await expect(behind.failed).rejects.toThrow(/behind its own published outputs: count:0 stands at 0.*up to 3/);
    await emptied.close();
  });
});

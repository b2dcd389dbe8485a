import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { logContract, until } from '#testing';
import { LocalLog, type LocalLogOptions } from './local.log.js';
import { topics, type LogRecord, type Topic } from './log.js';

const folder = mkdtempSync(join(tmpdir(), 'qualm-log-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let made = 0;
const freshPath = () => join(folder, String(made++));

function everyTopic(count: number): Record<Topic, number> {
  return Object.fromEntries(topics.map((topic) => [topic, count])) as Record<Topic, number>;
}

async function openLocal(options: Partial<LocalLogOptions> = {}): Promise<LocalLog> {
  const log = new LocalLog({ path: freshPath(), ...options });
  await log.open();
  return log;
}

async function everything(log: LocalLog, topic: Topic): Promise<LogRecord[]> {
  const records: LogRecord[] = [];
  const tail = await log.tail(topic, {
    last: Number.MAX_SAFE_INTEGER,
    onRecord: (record) => void records.push(record),
  });
  await until(async () => records.length > 0 && records.at(-1)!.offset === (await log.end(topic, 0)) - 1);
  await tail.stop();
  return records;
}

logContract('LocalLog', ({ partitions }) => openLocal({ partitions: everyTopic(partitions) }));

describe('one owner', () => {
  test('a second instance is refused in words, and takes over when the first has closed', async () => {
    const path = freshPath();
    const first = await openLocal({ path });
    await expect(openLocal({ path })).rejects.toThrow(/is open in another process/);
    await first.append([{ topic: 'events', key: 'a', value: Buffer.from('a') }]);
    await first.close();
    const second = await openLocal({ path });
    expect(await second.end('events', 0)).toBe(1);
    await second.close();
  });

  test('of two that open at once, one is refused', async () => {
    const path = freshPath();
    for (let round = 0; round < 20; round++) {
      const opened = await Promise.allSettled([openLocal({ path }), openLocal({ path }), openLocal({ path })]);
      const logs = opened.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
      expect(logs.length).toBe(1);
      await logs[0]!.close();
    }
  });

  test('a folder whose path is too long for a socket is guarded too', async () => {
    const path = join(freshPath(), 'x'.repeat(60), 'y'.repeat(60));
    mkdirSync(path, { recursive: true });
    const first = await openLocal({ path });
    await expect(openLocal({ path })).rejects.toThrow(/is open in another process/);
    await first.close();
  });
});

describe('opened again', () => {
  test('it goes on with offsets, records and group offsets', async () => {
    const path = freshPath();
    const first = await openLocal({ path });
    await first.append(['a', 'b', 'c'].map((key) => ({ topic: 'events', key, value: Buffer.from(key) })));
    let handled = 0;
    const common = { topic: 'events', group: 'g', maxBatchRecords: 1 } as const;
    await first.subscribe({ ...common, start: async () => 0, onBatch: async () => void handled++ });
    await until(() => handled === 3);
    await first.close();

    const second = await openLocal({ path });
    await second.append([{ topic: 'events', key: 'd', value: Buffer.from('d') }]);
    const committed: (number | undefined)[] = [];
    const start = async (_: number, offset?: number) => (committed.push(offset), offset ?? 0);
    const offsets: number[] = [];
    await second.subscribe({ ...common, start, onBatch: async ([record]) => void offsets.push(record!.offset) });
    await until(() => offsets.length === 1);
    expect(committed).toEqual([3]);
    expect(offsets).toEqual([3]);
    await second.close();
  });

  test('with another number of partitions it is refused in words', async () => {
    const path = freshPath();
    await (await openLocal({ path, partitions: { events: 2 } })).close();
    await expect(openLocal({ path, partitions: { events: 3 } })).rejects.toThrow(/events .* has 2 partitions and 3/);
    await (await openLocal({ path, partitions: { events: 2 } })).close();
  });
});

describe('retention', () => {
  const value = Buffer.alloc(1000);
  const append = async (log: LocalLog, topic: Topic, count: number) => {
    for (let i = 0; i < count; i++) await log.append([{ topic, key: '', value }]);
  };

  test('removes the oldest records of an output topic, and offsets go on', async () => {
    const path = freshPath();
    const log = await openLocal({ path, retentionBytes: 20_000 });
    await append(log, 'verdicts', 100);
    await log.close();
    const again = await openLocal({ path, retentionBytes: 20_000 });
    const records = await everything(again, 'verdicts');
    expect(records.length).toBeLessThanOrEqual(20);
    expect(records.length).toBeGreaterThanOrEqual(18);
    expect(records.at(-1)!.offset).toBe(99);
    await append(again, 'verdicts', 1);
    expect(await again.end('verdicts', 0)).toBe(101);
    await again.close();
  });

  test('keeps the last record, from which the next offset is known', async () => {
    const path = freshPath();
    const log = await openLocal({ path, retentionBytes: 100 });
    await log.append([1, 2, 3].map(() => ({ topic: 'verdicts', key: '', value })));
    await log.close();
    const again = await openLocal({ path, retentionBytes: 100 });
    expect((await everything(again, 'verdicts')).map(({ offset }) => offset)).toEqual([2]);
    expect(await again.end('verdicts', 0)).toBe(3);
    await again.close();
  });

  test('keeps every event that a known group has not committed, says so, and lets go when it has', async () => {
    const said: string[] = [];
    const log = await openLocal({ retentionBytes: 5_000, logger: (_, message) => said.push(message) });
    let release!: () => void;
    const held = new Promise<void>((resolve) => (release = resolve));
    let handled = 0;
    const common = { topic: 'events', maxBatchRecords: 10, start: async () => 0 } as const;
    await log.subscribe({ ...common, group: 'slow', onBatch: () => held });
    const quick = await log.subscribe({ ...common, group: 'quick', onBatch: async (r) => void (handled += r.length) });
    await append(log, 'events', 50);
    await until(() => handled === 50);
    expect((await everything(log, 'events')).length).toBe(50);
    expect(said).toEqual([expect.stringMatching(/events is kept beyond its retention/)]);
    release();
    await until(async () => (await quick.lag())[0]!.records === 0);
    await until(async () => {
      await append(log, 'events', 1);
      return (await everything(log, 'events')).length <= 5;
    });
    await log.close();
  });

  test('a reader that stands before what is kept is told, and begins at the oldest record', async () => {
    const said: string[] = [];
    const log = await openLocal({ retentionBytes: 5_000, logger: (_, message) => said.push(message) });
    await append(log, 'verdicts', 50);
    const offsets: number[] = [];
    await log.subscribe({
      topic: 'verdicts',
      group: 'late',
      maxBatchRecords: 100,
      start: async () => 3,
      onBatch: async (records) => void offsets.push(...records.map(({ offset }) => offset)),
    });
    await until(() => offsets.at(-1) === 49);
    expect(said).toEqual([`verdicts/0: offsets 3 to ${offsets[0]! - 1} are gone (retention) before they were read`]);
    await log.close();
  });
});

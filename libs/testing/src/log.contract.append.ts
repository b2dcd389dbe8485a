import { expect, test, vi } from 'vitest';
import type { Log, LogRecord, NewRecord } from '#stream';
import { collect, event, inPartition, numbered, partitions, spread, text } from './log.contract.fixtures.js';
import { until } from './until.js';

export function appendContract(getLog: () => Log): void {
  test('keeps the order of every partition, and a key stays on the partition of its murmur2', async () => {
    const log = getLog();
    for (let i = 0; i < 5; i++) await log.append(numbered(60, i * 60));
    const { records } = await collect(log);
    await until(() => records.length === 300);
    for (let partition = 0; partition < partitions; partition++) {
      const mine = inPartition(records, partition);
      expect(mine.length).toBeGreaterThan(0);
      expect(mine.map((r) => r.offset)).toEqual(mine.map((_, i) => mine[0]!.offset + i));
      expect(mine.map((r) => Number(text(r)))).toEqual(mine.map((r) => Number(text(r))).toSorted((a, b) => a - b));
      for (const record of mine) expect(log.partitionOf('events', record.key)).toBe(partition);
    }
  });

  test('keeps the order of calls that do not wait for each other', async () => {
    const log = getLog();
    await Promise.all(Array.from({ length: 200 }, (_, i) => log.append([event('same', String(i))])));
    const { records } = await collect(log);
    await until(() => records.length === 200);
    expect(records.map(text)).toEqual(Array.from({ length: 200 }, (_, i) => String(i)));
  });

  test('puts a record on the partition that it names', async () => {
    const log = getLog();
    const other = (log.partitionOf('events', 'key') + 1) % partitions;
    await log.append([{ ...event('key'), partition: other }]);
    const { records } = await collect(log);
    await until(() => records.length === 1);
    expect(records[0]!.partition).toBe(other);
  });

  test('refuses a partition that is not there, and writes nothing of that call', async () => {
    const log = getLog();
    await expect(log.append([event('a'), { ...event('b'), partition: partitions }])).rejects.toThrow(/partition/);
    for (let partition = 0; partition < partitions; partition++) expect(await log.end('events', partition)).toBe(0);
  });

  test('gives back headers, bytes, empty values, unicode keys and times as they came', async () => {
    const log = getLog();
    const bytes = Uint8Array.from({ length: 256 }, (_, i) => i);
    const part = bytes.subarray(100, 110);
    const sent: NewRecord[] = [
      {
        topic: 'events',
        key: 'clé-鍵-🔑',
        value: bytes,
        headers: { 'content-type': 'a/b', ü: '✓' },
        timestampMs: 1_700_000_000_123,
      },
      { topic: 'events', key: '', value: new Uint8Array(0), headers: {}, timestampMs: 1_700_000_000_124 },
      { topic: 'events', key: 'view', value: part, timestampMs: 1_700_000_000_125 },
    ].map((record) => ({ ...record, partition: 1 }) as NewRecord);
    await log.append(sent);
    const { records } = await collect(log);
    await until(() => records.length === 3);
    expect(records.map((r) => ({ ...r, value: [...r.value] }))).toEqual(
      sent.map((r, offset) => ({ ...r, headers: r.headers ?? {}, offset, value: [...r.value] })),
    );
  });

  test('stamps a record that has no time with the time of now', async () => {
    const log = getLog();
    const beforeMs = Date.now();
    await log.append([event('a')]);
    const { records } = await collect(log);
    await until(() => records.length === 1);
    expect(records[0]!.timestampMs).toBeGreaterThanOrEqual(beforeMs - 1000);
    expect(records[0]!.timestampMs).toBeLessThanOrEqual(Date.now() + 1000);
  });

  test('end() is the offset of the next record', async () => {
    const log = getLog();
    expect(await log.end('events', 2)).toBe(0);
    await log.append([1, 2, 3].map(() => ({ ...event('x'), partition: 2 })));
    expect(await log.end('events', 2)).toBe(3);
    expect(await log.end('events', 0)).toBe(0);
    await log.append([]);
  });
}

export function tailContract(getLog: () => Log): void {
  test('gives the newest records of every partition, then everything that follows, without a group', async () => {
    const log = getLog();
    await log.append(spread(0));
    const seen: LogRecord[] = [];
    const tail = await log.tail('events', { last: 4, onRecord: (record) => void seen.push(record) });
    await log.append(spread(30));
    await until(() => seen.length === 12 + 30);
    for (let partition = 0; partition < partitions; partition++)
      expect(inPartition(seen, partition).map((r) => r.offset)).toEqual(Array.from({ length: 14 }, (_, i) => 6 + i));
    await tail.stop();
    await log.append(spread(60));
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(seen.length).toBe(42);
  });

  test('of nothing (last: 0) begins with the next record', async () => {
    const log = getLog();
    await log.append(numbered(10));
    const onRecord = vi.fn();
    await log.tail('events', { last: 0, onRecord });
    await log.append([event('new')]);
    await until(() => onRecord.mock.calls.length > 0);
    expect(onRecord.mock.calls.map(([record]) => text(record))).toEqual(['new']);
  });
}

export function sizeContract(getLog: () => Log): void {
  test('10,000 records come whole and in order', async () => {
    const log = getLog();
    const { records } = await collect(log, { maxBatchRecords: 512 });
    for (let i = 0; i < 10; i++) await log.append(numbered(1000, i * 1000));
    await until(() => records.length === 10_000, 30_000);
    expect(new Set(records.map(text)).size).toBe(10_000);
    for (let partition = 0; partition < partitions; partition++) {
      const numbers = inPartition(records, partition).map((r) => Number(text(r)));
      expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
    }
  });

  test('records of 1 MB pass, several in one append', async () => {
    const log = getLog();
    const value = Buffer.alloc(1_000_000, 'abcdefg');
    await log.append([1, 2, 3].map(() => ({ topic: 'events', key: 'big', value })));
    const { records } = await collect(log);
    await until(() => records.length === 3, 20_000);
    for (const record of records) expect(Buffer.compare(record.value, value)).toBe(0);
  });
}

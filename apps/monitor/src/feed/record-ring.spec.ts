import { describe, expect, it } from 'vitest';
import type { LogRecord } from '#stream';
import { parsePositions, positionsText } from './positions.js';
import { RecordRing } from './record-ring.js';

function record(partition: number, offset: number, bytes = 1): LogRecord {
  const value = new Uint8Array(bytes);
  return { topic: 'verdicts', partition, offset, key: 'p/e', value, headers: {}, timestampMs: 0 };
}

const offsets = (entries: Iterable<{ record: LogRecord }>) =>
  [...entries].map((e) => `${e.record.partition}:${e.record.offset}`);

describe('the ring of the newest records', () => {
  it('keeps the newest, by number and by size', () => {
    const byNumber = new RecordRing({ records: 2, bytes: 100 });
    const bySize = new RecordRing({ records: 100, bytes: 10 });
    for (const offset of [5, 6, 7]) byNumber.push(record(0, offset));
    for (const offset of [5, 6, 7]) bySize.push(record(0, offset, 5));
    expect(offsets(byNumber.newestFirst())).toEqual(['0:7', '0:6']);
    expect(offsets(bySize.newestFirst())).toEqual(['0:7', '0:6']);
  });

  it('keeps the newest even where it alone is too large', () => {
    const ring = new RecordRing({ records: 9, bytes: 10 });
    for (const offset of [5, 6]) ring.push(record(0, offset, 50));
    expect(offsets(ring.newestFirst())).toEqual(['0:6']);
  });

  it('says where a reader goes on, and whether something is gone meanwhile', () => {
    const ring = new RecordRing({ records: 3, bytes: 100 });
    for (const [partition, offset] of [
      [0, 10],
      [1, 4],
      [0, 11],
      [0, 12],
    ] as const)
      ring.push(record(partition, offset));
    const resume = (text: string) => ring.resume(parsePositions(text));
    expect(resume('0-12.1-4')).toEqual({ arrival: 4, missed: false });
    expect(resume('0-11.1-4')).toEqual({ arrival: 3, missed: false });
    expect(resume('0-10.1-3')).toEqual({ arrival: 1, missed: false });
    expect(resume('0-9.1-3')).toEqual({ arrival: 1, missed: true });
    expect(resume('0-12').missed).toBe(true);
  });

  it('wakes who waits, when something comes or time is up or the reader leaves', async () => {
    const ring = new RecordRing({ records: 3, bytes: 100 });
    const { signal } = new AbortController();
    const waiting = ring.wait(0, 10_000, signal);
    ring.push(record(0, 0));
    await waiting;
    await ring.wait(1, 1, signal);
    const leaving = new AbortController();
    const left = ring.wait(1, 10_000, leaving.signal);
    leaving.abort();
    await left;
    expect(offsets(ring.from(0, 5))).toEqual(['0:0']);
  });
});

describe('the id of an event', () => {
  it('says where a reader stands in every partition', () => {
    const positions = new Map([
      [2, 7],
      [0, 41],
    ]);
    expect(positionsText(positions)).toBe('0-41.2-7');
    expect(parsePositions('0-41.2-7')).toEqual(positions);
  });

  it.each(['x', '1', '1-', '1-2.', '1-2,3-4', '-1-2'])('is refused when it is not ours: %s', (text) => {
    expect(() => parsePositions(text)).toThrow(/^Last-Event-ID: /);
  });
});

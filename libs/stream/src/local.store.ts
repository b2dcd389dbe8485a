import { open, type Database, type RootDatabase } from 'lmdb';
import { Packr } from 'msgpackr';
import type { PartitionRange } from './begin-offset.js';
import type { LogRecord, NewRecord, Topic } from './log.js';

/** [bytes ever appended to the partition through this record, timestampMs, key, headers or null, value] */
type StoredRecord = [number, number, string, Record<string, string> | null, Buffer];
type RecordKey = [Topic, number, number];

interface PartitionState {
  /** Offset of the oldest record kept, and of the next one; equal when the partition is empty. */
  low: number;
  end: number;
  /** Bytes ever appended, and bytes removed since. */
  appendedBytes: number;
  removedBytes: number;
}

export interface PlacedRecord extends NewRecord {
  partition: number;
}

const maxReadBytes = 8 * 1024 * 1024;
const packr = new Packr({ useRecords: false });

/** Records of all partitions in one LMDB folder, keyed [topic, partition, offset]; and what a log must remember. */
export class LocalStore {
  readonly meta: Database;
  readonly groups: Database<number, [string, Topic, number]>;
  private readonly root: RootDatabase;
  private readonly records: Database<Buffer, RecordKey>;
  private readonly states = new Map<string, PartitionState>();
  private readonly listeners = new Map<string, Set<() => void>>();

  constructor(path: string, flush = true) {
    // Without overlapping sync a write resolves after its fdatasync: durable, not only visible.
    // Pages of 16 KiB hold several records of 2 KB each; in the default pages each would take two of its own.
    this.root = open({ path, noSubdir: false, overlappingSync: false, noSync: !flush, pageSize: 16_384, maxDbs: 4 });
    this.meta = this.root.openDB({ name: 'meta' });
    this.groups = this.root.openDB({ name: 'groups' });
    this.records = this.root.openDB({ name: 'records', encoding: 'binary' });
  }

  async close(): Promise<void> {
    await this.root.flushed;
    await this.root.close();
  }

  /** Durable when resolved, and all or nothing. Offsets follow the order of calls. */
  async append(records: PlacedRecord[]): Promise<void> {
    await this.records.batch(() => {
      for (const record of records) this.put(record);
    });
    const touched = new Set(records.map(({ topic, partition }) => `${topic}:${partition}`));
    for (const name of touched) this.listeners.get(name)?.forEach((wake) => wake());
  }

  /** Calls `wake` after every append to this partition, until the returned function is called. */
  listen(topic: Topic, partition: number, wake: () => void): () => void {
    const name = `${topic}:${partition}`;
    const wakes = this.listeners.get(name) ?? new Set();
    this.listeners.set(name, wakes.add(wake));
    return () => wakes.delete(wake);
  }

  private put(record: PlacedRecord): void {
    const state = this.state(record.topic, record.partition);
    const offset = state.end++;
    state.appendedBytes += record.value.byteLength + record.key.length;
    const stored: StoredRecord = [
      state.appendedBytes,
      record.timestampMs ?? Date.now(),
      record.key,
      record.headers ?? null,
      Buffer.from(record.value.buffer, record.value.byteOffset, record.value.byteLength),
    ];
    void this.records.put([record.topic, record.partition, offset], packr.pack(stored));
  }

  /** Records from `from` on, at least one if there is any, at most `max` and some 8 MiB. */
  read(topic: Topic, partition: number, from: number, max: number): LogRecord[] {
    const read: LogRecord[] = [];
    let bytes = 0;
    for (const { key, value } of this.range(topic, partition, from, max)) {
      if (bytes > maxReadBytes) break;
      bytes += value.byteLength;
      const [, timestampMs, recordKey, headers, body] = packr.unpack(value) as StoredRecord;
      read.push({ topic, partition, offset: key[2], key: recordKey, value: body, headers: headers ?? {}, timestampMs });
    }
    return read;
  }

  /** Appends in flight included: they have their offsets. */
  extent(topic: Topic, partition: number): PartitionRange {
    const { low, end } = this.state(topic, partition);
    return { low, end };
  }

  retainedBytes(topic: Topic, partition: number): number {
    const { appendedBytes, removedBytes } = this.state(topic, partition);
    return appendedBytes - removedBytes;
  }

  /** Timestamp of the oldest record; undefined for an empty partition. */
  oldestMs(topic: Topic, partition: number): number | undefined {
    for (const { value } of this.range(topic, partition, 0, 1)) return (packr.unpack(value) as StoredRecord)[1];
    return undefined;
  }

  /**
   * Removes oldest records below offset `before`, at most `max`, until `bytes` are gone. The last record of a partition
   * always stays: the offset of the next one is read from it. Resolves to the bytes removed.
   */
  async removeOldest(
    topic: Topic,
    partition: number,
    limits: { before: number; max: number; bytes: number },
  ): Promise<number> {
    const state = this.state(topic, partition);
    const removedBefore = state.removedBytes;
    const before = Math.min(limits.before, state.end - 1);
    const doomed: RecordKey[] = [];
    for (const { key, value } of this.range(topic, partition, 0, limits.max)) {
      if (key[2] >= before || state.removedBytes - removedBefore >= limits.bytes) break;
      state.removedBytes = (packr.unpack(value) as StoredRecord)[0];
      state.low = key[2] + 1;
      doomed.push(key);
    }
    await this.records.batch(() => {
      for (const key of doomed) void this.records.remove(key);
    });
    return state.removedBytes - removedBefore;
  }

  private range(topic: Topic, partition: number, from: number, limit: number) {
    return this.records.getRange({ start: [topic, partition, from], end: [topic, partition, Infinity], limit });
  }

  private state(topic: Topic, partition: number): PartitionState {
    const name = `${topic}:${partition}`;
    let state = this.states.get(name);
    if (!state) this.states.set(name, (state = this.loadState(topic, partition)));
    return state;
  }

  private loadState(topic: Topic, partition: number): PartitionState {
    const newest = this.records.getRange({
      start: [topic, partition, Infinity],
      end: [topic, partition, -1],
      reverse: true,
      limit: 1,
    });
    for (const { key, value } of newest) {
      const [oldest] = this.range(topic, partition, 0, 1);
      const first = packr.unpack(oldest!.value) as StoredRecord;
      const [appendedBytes] = packr.unpack(value) as StoredRecord;
      const removedBytes = first[0] - first[4].byteLength - first[2].length;
      return { low: oldest!.key[2], end: key[2] + 1, appendedBytes, removedBytes };
    }
    return { low: 0, end: 0, appendedBytes: 0, removedBytes: 0 };
  }
}

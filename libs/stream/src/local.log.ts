import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { LocalGroup } from './local.group.js';
import { claimFolder } from './local.lock.js';
import { LocalOffsets } from './local.offsets.js';
import { LocalReader } from './local.reader.js';
import { LocalRetention } from './local.retention.js';
import { LocalStore } from './local.store.js';
import {
  topics,
  type Log,
  type LogRecord,
  type NewRecord,
  type SubscribeOptions,
  type Subscription,
  type Topic,
} from './log.js';
import { partitionOfKey } from './murmur2.js';
import type { Notice } from './notice.js';
import { Readings } from './readings.js';
import { deliver } from './tail.js';

export interface LocalLogOptions {
  /** Folder of the log; made when missing. One process at a time may open it. */
  path: string;
  /** Partitions per topic, fixed once the log is made. Default 1 each. */
  partitions?: Partial<Record<Topic, number>>;
  /**
   * Bytes of keys and values kept per topic; everything when absent. Records of `events` and `changes` that a known
   * group has not committed are kept beyond it.
   */
  retentionBytes?: number;
  /** Flush every append to the disk before it resolves. Default true; false for what can be made again. */
  flush?: boolean;
  logger?: Notice;
}

const tailBatchRecords = 256;

/**
 * A log in one LMDB folder, for one process. `append` resolves when its records are on the disk (fdatasync), all of them or
 * none; what is appended at the same time shares one write. Order is kept per partition. Readers are woken by appends
 * and do not poll.
 */
export class LocalLog implements Log {
  private store?: LocalStore;
  private offsets!: LocalOffsets;
  private retention?: LocalRetention;
  private release?: () => Promise<void>;
  private readonly groups = new Map<string, LocalGroup>();
  private readonly readings = new Readings();
  private readonly counts: Record<Topic, number>;
  private readonly notice: Notice;

  constructor(private readonly options: LocalLogOptions) {
    this.counts = Object.fromEntries(topics.map((topic) => [topic, options.partitions?.[topic] ?? 1])) as Record<
      Topic,
      number
    >;
    this.notice = options.logger ?? (() => undefined);
  }

  async open(): Promise<void> {
    if (this.store) return;
    const path = resolve(this.options.path);
    mkdirSync(path, { recursive: true });
    const store = new LocalStore(path, this.options.flush);
    try {
      this.release = await claimFolder(path, store.meta);
      await this.fixPartitions(store);
    } catch (error) {
      await this.release?.();
      await store.close();
      throw error;
    }
    this.store = store;
    this.offsets = new LocalOffsets(store);
    const { retentionBytes } = this.options;
    if (retentionBytes !== undefined)
      this.retention = new LocalRetention(store, this.offsets, retentionBytes, this.notice);
  }

  async close(): Promise<void> {
    if (!this.store) return;
    await this.readings.stopAll();
    await this.retention?.idle();
    await this.offsets.flush();
    await this.store.close();
    this.store = undefined;
    await this.release?.();
  }

  async ping(): Promise<void> {
    this.opened().extent('events', 0);
  }

  partitions(topic: Topic): number {
    return this.counts[topic];
  }

  partitionOf(topic: Topic, key: string): number {
    return partitionOfKey(key, this.counts[topic]);
  }

  async append(records: NewRecord[]): Promise<void> {
    if (records.length === 0) return;
    const placed = records.map((record) => ({ ...record, partition: this.placeOf(record) }));
    await this.opened().append(placed);
    for (const topic of new Set(placed.map(({ topic }) => topic))) this.retention?.trim(topic, this.counts[topic]);
  }

  async subscribe(options: SubscribeOptions): Promise<Subscription> {
    const { topic, group } = options;
    this.opened();
    this.offsets.register(group, topic, this.counts[topic]);
    const member = this.groupOf(topic, group).join(options);
    return this.readings.track({
      failed: member.failed,
      lag: () => member.lag(),
      stop: () => member.stop(),
    });
  }

  async tail(
    topic: Topic,
    options: { last: number; onRecord(record: LogRecord): void },
  ): Promise<{ stop(): Promise<void> }> {
    const readers = Array.from({ length: this.counts[topic] }, (_, partition) =>
      this.tailReader(topic, partition, options),
    );
    for (const reader of readers) reader.run().catch((error: unknown) => this.notice('error', String(error)));
    return this.readings.track({ stop: async () => void (await Promise.all(readers.map((reader) => reader.stop()))) });
  }

  async end(topic: Topic, partition: number): Promise<number> {
    return this.opened().extent(topic, partition).end;
  }

  private tailReader(
    topic: Topic,
    partition: number,
    { last, onRecord }: { last: number; onRecord(record: LogRecord): void },
  ): LocalReader {
    const store = this.opened();
    const { low, end } = store.extent(topic, partition);
    const from = Math.max(low, end - last);
    return new LocalReader({
      store,
      topic,
      partition,
      maxBatchRecords: tailBatchRecords,
      start: async () => from,
      onBatch: async (records) => deliver(records, onRecord, this.notice),
      notice: this.notice,
    });
  }

  private groupOf(topic: Topic, name: string): LocalGroup {
    const id = `${topic}:${name}`;
    let group = this.groups.get(id);
    if (!group) {
      group = new LocalGroup(this.opened(), this.offsets, this.notice, this.counts[topic]);
      this.groups.set(id, group);
    }
    return group;
  }

  private placeOf(record: NewRecord): number {
    const { topic, key, partition = this.partitionOf(topic, key) } = record;
    if (!Number.isInteger(partition) || partition < 0 || partition >= this.counts[topic])
      throw new RangeError(`${topic} has partitions 0 to ${this.counts[topic] - 1}, not ${partition}`);
    return partition;
  }

  private async fixPartitions(store: LocalStore): Promise<void> {
    for (const topic of topics) {
      const name = `partitions/${topic}`;
      const made = store.meta.get(name) as number | undefined;
      if (made === undefined) await store.meta.put(name, this.counts[topic]);
      else if (made !== this.counts[topic])
        throw new Error(
          `${topic} in ${this.options.path} has ${made} partitions and ${this.counts[topic]} were asked for: ` +
            `a key would change its partition, so the count is fixed once the log is made`,
        );
    }
  }

  private opened(): LocalStore {
    if (!this.store) throw new Error(`the local log in ${this.options.path} is not open`);
    return this.store;
  }
}

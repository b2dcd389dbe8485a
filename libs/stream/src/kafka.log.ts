import { randomUUID } from 'node:crypto';
import type { Admin } from 'kafkajs';
import { KafkaAppender, type Outgoing } from './kafka.appender.js';
import { kafkaClient, kafkaDefaults, reasonOf, type KafkaLogOptions } from './kafka.client.js';
import { KafkaSubscription } from './kafka.subscription.js';
import { ensureTopics, partitionRanges } from './kafka.topics.js';
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
import { within } from './within.js';

export type { KafkaLogOptions, KafkaSasl, KafkaTls } from './kafka.client.js';

const pingTimeoutMs = 5_000;
const closeTimeoutMs = 10_000;
const tailBatchRecords = 256;
/** What a record weighs beside its key, headers and value. */
const recordOverheadBytes = 40;

/**
 * Topics of a Kafka cluster, by kafkajs. `append` resolves when all in-sync replicas have the records; order is kept per
 * partition. Delivery is at least once; `start()` decides where reading begins and the group's offset is a hint.
 */
export class KafkaLog implements Log {
  private admin?: Admin;
  private counts = new Map<string, number>();
  private readonly appender: KafkaAppender;
  private readonly readings = new Readings();
  private readonly prefix: string;
  private readonly notice: Notice;

  constructor(private readonly options: KafkaLogOptions) {
    this.prefix = options.topicPrefix ?? kafkaDefaults.topicPrefix;
    this.notice = options.logger ?? (() => undefined);
    this.appender = new KafkaAppender(() => kafkaClient(options));
  }

  async open(): Promise<void> {
    if (this.admin) return;
    const admin = kafkaClient(this.options).admin();
    try {
      await admin.connect();
      const { partitions, replicationFactor } = { ...kafkaDefaults, ...this.options };
      const names = topics.map((topic) => this.nameOf(topic));
      this.counts = await ensureTopics(admin, names, { partitions, replicationFactor });
      await this.appender.open();
      this.admin = admin;
    } catch (error) {
      await admin.disconnect().catch(() => undefined);
      // oxlint-disable-next-line preserve-caught-error -- what kafkajs hangs on its errors is not known to be free of secrets
      throw new Error(`Kafka at ${this.options.brokers.join(', ')}: ${reasonOf(error, this.options)}`);
    }
  }

  async close(): Promise<void> {
    const { admin } = this;
    if (!admin) return;
    await this.readings.stopAll();
    this.admin = undefined;
    const gone = Promise.all([this.appender.close(), admin.disconnect()]);
    await within(gone, closeTimeoutMs, 'disconnecting').catch((error: unknown) =>
      this.notice('warn', `Kafka: ${reasonOf(error, this.options)}`),
    );
  }

  async ping(): Promise<void> {
    await within(
      this.opened().describeCluster(),
      pingTimeoutMs,
      `the answer of Kafka at ${this.options.brokers.join(', ')}`,
    );
  }

  partitions(topic: Topic): number {
    const count = this.counts.get(this.nameOf(topic));
    if (count === undefined) throw new Error('the Kafka log is not open');
    return count;
  }

  partitionOf(topic: Topic, key: string): number {
    return partitionOfKey(key, this.partitions(topic));
  }

  async append(records: NewRecord[]): Promise<void> {
    this.opened();
    if (records.length === 0) return;
    await this.appender.append(records.map((record) => this.outgoing(record)));
  }

  async subscribe(options: SubscribeOptions): Promise<Subscription> {
    const subscription = this.makeSubscription(options, true);
    await subscription.open();
    return this.readings.track({
      failed: subscription.failed,
      lag: () => subscription.lag(),
      stop: () => subscription.stop(),
    });
  }

  /**
   * kafkajs reads only in a group, so a tail has one of its own that is deleted when it stops. It never commits, and the
   * broker forgets the group of a killed process by itself.
   */
  async tail(
    topic: Topic,
    { last, onRecord }: { last: number; onRecord(record: LogRecord): void },
  ): Promise<{ stop(): Promise<void> }> {
    const admin = this.opened();
    const next = new Map<number, number>();
    for (const [partition, { low, end }] of await partitionRanges(admin, this.nameOf(topic)))
      next.set(partition, Math.max(low, end - last));
    const group = `${this.prefix}tail-${this.options.clientId}-${randomUUID()}`;
    const subscription = this.makeSubscription(
      {
        topic,
        group,
        maxBatchRecords: tailBatchRecords,
        start: async (partition) => next.get(partition) ?? 0,
        onBatch: async (records) => {
          deliver(records, onRecord, this.notice);
          const { partition, offset } = records.at(-1)!;
          next.set(partition, offset + 1);
        },
      },
      false,
    );
    subscription.failed.catch((error: unknown) => this.notice('error', reasonOf(error, this.options)));
    await subscription.open();
    return this.readings.track({
      stop: async () => {
        await subscription.stop();
        await admin.deleteGroups([group]).catch(() => undefined);
      },
    });
  }

  async end(topic: Topic, partition: number): Promise<number> {
    const range = (await partitionRanges(this.opened(), this.nameOf(topic))).get(partition);
    if (!range) throw new RangeError(this.noPartition(topic, partition));
    return range.end;
  }

  private makeSubscription(options: SubscribeOptions, commits: boolean): KafkaSubscription {
    const { sessionTimeoutMs, rebalanceTimeoutMs } = { ...kafkaDefaults, ...this.options };
    return new KafkaSubscription({
      ...options,
      admin: this.opened(),
      makeClient: () => kafkaClient(this.options),
      topicName: this.nameOf(options.topic),
      commits,
      sessionTimeoutMs,
      rebalanceTimeoutMs,
      notice: this.notice,
      reasonOf: (error) => reasonOf(error, this.options),
    });
  }

  private outgoing(record: NewRecord): Outgoing {
    const { topic, key, value, headers = {} } = record;
    const partition = record.partition ?? this.partitionOf(topic, key);
    if (!Number.isInteger(partition) || partition < 0 || partition >= this.partitions(topic))
      throw new RangeError(this.noPartition(topic, partition));
    const buffer = Buffer.from(value.buffer, value.byteOffset, value.byteLength);
    const timestamp = String(record.timestampMs ?? Date.now());
    let bytes = recordOverheadBytes + Buffer.byteLength(key) + buffer.length;
    for (const name in headers) bytes += Buffer.byteLength(name) + Buffer.byteLength(headers[name]!) + 10;
    return {
      topic: this.nameOf(topic),
      partition,
      message: { key, value: buffer, headers, partition, timestamp },
      bytes,
    };
  }

  private noPartition(topic: Topic, partition: number): string {
    return `${topic} has partitions 0 to ${this.partitions(topic) - 1}, not ${partition}`;
  }

  private nameOf(topic: Topic): string {
    return this.prefix + topic;
  }

  private opened(): Admin {
    if (!this.admin) throw new Error('the Kafka log is not open');
    return this.admin;
  }
}

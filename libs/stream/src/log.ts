/**
 * The logs of Qualm. `events` is the one input log; the rest are outputs. `suspects` are the verdicts on suspect labels of
 * the projects that have a webhook for them.
 */
export const topics = ['events', 'changes', 'verdicts', 'suspects', 'alerts', 'dead-letters'] as const;
export type Topic = (typeof topics)[number];

export interface LogRecord {
  topic: Topic;
  partition: number;
  /** Increasing within a partition; gaps are legal (Kafka control records). */
  offset: number;
  key: string;
  value: Uint8Array;
  headers: Record<string, string>;
  timestampMs: number;
}

export interface NewRecord {
  topic: Topic;
  key: string;
  /** Overrides the partition of the key. */
  partition?: number;
  headers?: Record<string, string>;
  value: Uint8Array;
  /** The log's clock when absent. */
  timestampMs?: number;
}

export interface Subscription {
  /** Finishes the batch in hand, commits its position and leaves. */
  stop(): Promise<void>;
  /** Per assigned partition: records between the next to handle and the end of the log. */
  lag(): Promise<{ partition: number; records: number }[]>;
  /** Rejects when the subscription stopped itself because a handler failed for good. Never resolves before stop(). */
  readonly failed: Promise<never>;
}

export interface SubscribeOptions {
  topic: Topic;
  /** Members of one group share the partitions. */
  group: string;
  /**
   * Called whenever a partition is assigned: the offset to begin at. `committed` is the group's own committed offset,
   * undefined if it has none. Throwing stops the subscription loudly (it fails with that error).
   */
  start(partition: number, committed: number | undefined): Promise<number>;
  /**
   * One batch of one partition, in offset order; batches of one partition never overlap in time. The group's offset is
   * committed (as a hint) after it resolves. When it throws, the partition is begun again from `start` after a pause;
   * a `FatalError` stops the subscription.
   */
  onBatch(records: LogRecord[], signal: AbortSignal): Promise<void>;
  onRevoked?(partition: number): void;
  /** Upper bound of a batch. */
  maxBatchRecords: number;
}

/** Thrown by a handler: stop the subscription and say so, do not retry. */
export class FatalError extends Error {
  override readonly name = 'FatalError';
}

export interface Log {
  /** Connects and makes missing topics; rejects with the reason (never with a secret in it). */
  open(): Promise<void>;
  /** Stops every subscription and tail, flushes, disconnects. */
  close(): Promise<void>;
  ping(): Promise<void>;
  partitions(topic: Topic): number;
  /** murmur2(key) mod N, as Kafka's own clients do. */
  partitionOf(topic: Topic, key: string): number;
  /** Durable when resolved; order is kept per partition. Delivery is at least once: a crash may leave a repeat. */
  append(records: NewRecord[]): Promise<void>;
  subscribe(options: SubscribeOptions): Promise<Subscription>;
  /** Without a group: the newest `last` records of every partition, then everything that follows. */
  tail(topic: Topic, options: { last: number; onRecord(record: LogRecord): void }): Promise<{ stop(): Promise<void> }>;
  /** The offset that the next record of this partition will get. */
  end(topic: Topic, partition: number): Promise<number>;
}

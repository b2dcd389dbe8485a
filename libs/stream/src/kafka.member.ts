import { setTimeout as pause } from 'node:timers/promises';
import type { Consumer, EachBatchPayload, Kafka } from 'kafkajs';
import { Backoff } from './backoff.js';
import type { Notice } from './notice.js';
import { within } from './within.js';

export interface MemberSettings {
  makeClient(): Kafka;
  group: string;
  topicName: string;
  sessionTimeoutMs: number;
  rebalanceTimeoutMs: number;
  notice: Notice;
  reasonOf(error: unknown): string;
}

export interface MemberHooks {
  /** These partitions, and no others, are ours now. Called before anything of them is fetched; they are paused. */
  joined(partitions: number[]): void;
  /** No partition is ours any more. */
  lost(): void;
  batch(payload: EachBatchPayload): Promise<void>;
  /** kafkajs has read offsets `first` to `last` and found nothing to deliver (control records, aborted transactions). */
  passedOver(partition: number, first: number, last: number): void;
}

const heartbeatIntervalMs = 1_000;
const concurrentPartitions = 16;
const leaveTimeoutMs = 10_000;
const fetchWaitMs = 100;
const membershipLost = new Set(['UNKNOWN_MEMBER_ID', 'ILLEGAL_GENERATION', 'FENCED_INSTANCE_ID']);

/**
 * One member of a consumer group. Whatever ends its kafkajs consumer (an outage, a crash), it makes a new one after a pause
 * and joins again, until it leaves. kafkajs's own restart is off: it gives up on errors that pass.
 */
export class KafkaMember {
  /** A rebalance waits for the batches in hand: take no further ones. */
  rebalancing = false;
  private current?: Consumer;
  private connecting: Promise<void> = Promise.resolve();
  private readonly leaving = new AbortController();
  private readonly backoff = new Backoff();

  constructor(
    private readonly settings: MemberSettings,
    private readonly hooks: MemberHooks,
  ) {}

  get consumer(): Consumer | undefined {
    return this.current;
  }

  /** Resolves when the group was joined, or the first try failed and others follow. */
  async join(): Promise<void> {
    this.connecting = this.connect();
    await this.connecting;
  }

  async leave(): Promise<void> {
    this.leaving.abort();
    await this.connecting;
    const consumer = this.current;
    if (consumer) await within(consumer.disconnect(), leaveTimeoutMs, 'leaving the group').catch(() => undefined);
    this.current = undefined;
  }

  pause(partitions: number[]): void {
    quietly(() => this.current?.pause([{ topic: this.settings.topicName, partitions }]));
  }

  /** The next record delivered of this partition is the one at `offset`. */
  readFrom(partition: number, offset: number): void {
    const topic = this.settings.topicName;
    quietly(() => {
      this.current?.seek({ topic, partition, offset: String(offset) });
      this.current?.resume([{ topic, partitions: [partition] }]);
    });
  }

  /** Keeps the membership alive while `work` goes on, and notices when it is gone. */
  async beatWhile<T>(work: Promise<T>, heartbeat: () => Promise<void>): Promise<T> {
    const beats = setInterval(() => {
      heartbeat().catch((error: unknown) => this.missedBeat(error));
    }, heartbeatIntervalMs);
    try {
      return await work;
    } finally {
      clearInterval(beats);
    }
  }

  private missedBeat(error: unknown): void {
    const type = (error as { type?: string }).type ?? '';
    if (type === 'REBALANCE_IN_PROGRESS') this.rebalancing = true;
    if (membershipLost.has(type)) this.hooks.lost();
  }

  private async connect(): Promise<void> {
    const consumer = this.makeConsumer();
    this.current = consumer;
    try {
      await consumer.connect();
      await consumer.subscribe({ topics: [this.settings.topicName], fromBeginning: true });
      await consumer.run({
        autoCommit: false,
        eachBatchAutoResolve: false,
        partitionsConsumedConcurrently: concurrentPartitions,
        eachBatch: (payload) => this.hooks.batch(payload),
      });
    } catch (error) {
      consumer.disconnect().catch(() => undefined);
      this.joinLater(consumer, error);
    }
  }

  private makeConsumer(): Consumer {
    const { makeClient, group, topicName, sessionTimeoutMs, rebalanceTimeoutMs } = this.settings;
    // A client of its own: kafkajs shares what it knows of a group's offsets between the consumers of one client.
    const consumer = makeClient().consumer({
      groupId: group,
      sessionTimeout: sessionTimeoutMs,
      rebalanceTimeout: rebalanceTimeoutMs,
      heartbeatInterval: heartbeatIntervalMs,
      maxWaitTimeInMs: fetchWaitMs,
      allowAutoTopicCreation: false,
      retry: { restartOnFailure: async () => false },
    });
    consumer.on(consumer.events.GROUP_JOIN, ({ payload }) => {
      if (this.current === consumer) this.joined(payload.memberAssignment[topicName] ?? []);
    });
    consumer.on(consumer.events.END_BATCH_PROCESS, ({ payload: { partition, batchSize, firstOffset, lastOffset } }) => {
      if (this.current === consumer && batchSize === 0 && firstOffset !== null)
        this.hooks.passedOver(partition, Number(firstOffset), Number(lastOffset));
    });
    consumer.on(consumer.events.CRASH, ({ payload }) => this.joinLater(consumer, payload.error));
    return consumer;
  }

  private joined(partitions: number[]): void {
    this.rebalancing = false;
    this.backoff.reset();
    this.pause(partitions);
    this.hooks.joined(partitions);
  }

  private joinLater(consumer: Consumer, error: unknown): void {
    if (this.current !== consumer || this.leaving.signal.aborted) return;
    this.current = undefined;
    this.hooks.lost();
    const pauseMs = this.backoff.nextMs();
    const { group, notice, reasonOf } = this.settings;
    notice('warn', `group ${group} is joined again in ${Math.round(pauseMs)} ms: ${reasonOf(error)}`);
    this.connecting = pause(pauseMs, undefined, { signal: this.leaving.signal }).then(
      () => this.connect(),
      () => undefined,
    );
  }
}

/** A consumer that has just gone refuses to pause, seek and resume; the next one is told anew. */
function quietly(work: () => void): void {
  try {
    work();
  } catch {
    // nothing to pause
  }
}

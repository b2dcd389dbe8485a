import { setTimeout as pause } from 'node:timers/promises';
import kafkajs, { type Kafka, type KafkaJSProtocolError, type Message, type Producer } from 'kafkajs';
import { Backoff } from './backoff.js';

/** A record with its place. */
export interface Outgoing {
  /** Kafka's name of the topic. */
  topic: string;
  partition: number;
  message: Message;
  bytes: number;
}

/** One call of `append`: settles when the last of its records is written, or the first is refused. */
interface Call {
  left: number;
  failed: boolean;
  resolve(): void;
  reject(error: unknown): void;
}

/** Kafka takes one batch per partition and request, by default of at most 1,048,588 bytes. */
const maxPartitionBytes = 900_000;
const maxRequestBytes = 16_000_000;
/** A send that has failed for so long is given up, and its callers are told. */
const deliveryTimeoutMs = 60_000;
/** The broker no longer knows the producer, or has missed some of its records: only a new producer can go on. */
const needsNewProducer = new Set(['UNKNOWN_PRODUCER_ID', 'OUT_OF_ORDER_SEQUENCE_NUMBER', 'INVALID_PRODUCER_EPOCH']);

/**
 * Writes records through one idempotent producer, all replicas acknowledging. One request is in flight at a time and takes
 * everything that waits, oldest first. Two sends at once would not do: kafkajs gives the sequence numbers of a send that
 * lost its answer to the next send, which the broker then takes for a repeat and drops without an error. So a send that
 * failed is sent again as it was until it succeeds, and when it is given up its producer goes with it.
 */
export class KafkaAppender {
  private producer?: Producer;
  private readonly waiting: { record: Outgoing; call: Call }[] = [];
  private pumping?: Promise<void>;
  private closing = false;

  constructor(private readonly makeClient: () => Kafka) {}

  async open(): Promise<void> {
    this.closing = false;
    await this.connected();
  }

  append(records: Outgoing[]): Promise<void> {
    return new Promise((resolve, reject) => {
      const call: Call = { left: records.length, failed: false, resolve, reject };
      for (const record of records) this.waiting.push({ record, call });
      this.pumping ??= this.pump();
    });
  }

  /** Writes what waits, then disconnects. A send that fails now is not tried again. */
  async close(): Promise<void> {
    this.closing = true;
    await this.pumping;
    await this.producer?.disconnect();
    this.producer = undefined;
  }

  private async pump(): Promise<void> {
    await Promise.resolve(); // appends of the same turn share the request
    while (this.waiting.length > 0) {
      const group = this.takeGroup();
      try {
        await this.deliver(group.map(({ record }) => record));
        for (const { call } of group) if (--call.left === 0) call.resolve();
      } catch (error) {
        this.dropProducer();
        for (const { call } of group) fail(call, error);
      }
    }
    this.pumping = undefined; // in the same turn as the look at `waiting`, so that no append is left behind
  }

  /** From the front while it fits; at least one. Records of a call that failed are dropped. */
  private takeGroup(): { record: Outgoing; call: Call }[] {
    const bytesOf = new Map<string, number>();
    let total = 0;
    let count = 0;
    for (const { record, call } of this.waiting) {
      if (!call.failed) {
        const place = `${record.topic}:${record.partition}`;
        const bytes = (bytesOf.get(place) ?? 0) + record.bytes;
        total += record.bytes;
        if (count > 0 && (bytes > maxPartitionBytes || total > maxRequestBytes)) break;
        bytesOf.set(place, bytes);
      }
      count++;
    }
    return this.waiting.splice(0, count).filter(({ call }) => !call.failed);
  }

  private async deliver(records: Outgoing[]): Promise<void> {
    const deadlineMs = Date.now() + deliveryTimeoutMs;
    const backoff = new Backoff({ firstMs: 100, maxMs: 2_000 });
    let left = records;
    while (left.length > 0) {
      try {
        left = await this.send(left);
      } catch (error) {
        if (this.closing || isPermanent(error) || Date.now() > deadlineMs) throw error;
        if (needsNewProducer.has(typeOf(error))) this.dropProducer();
        await pause(backoff.nextMs());
      }
    }
  }

  /**
   * Resolves to the records of partitions that have not answered: after a change of leader kafkajs calls a send done
   * although it left out the partition that moved.
   */
  private async send(records: Outgoing[]): Promise<Outgoing[]> {
    const producer = await this.connected();
    const answers = await producer.sendBatch({ acks: -1, topicMessages: byTopic(records) });
    const written = new Set(answers.map(({ topicName, partition }) => `${topicName}:${partition}`));
    return records.filter(({ topic, partition }) => !written.has(`${topic}:${partition}`));
  }

  private async connected(): Promise<Producer> {
    if (this.producer) return this.producer;
    const producer = this.makeClient().producer({
      idempotent: true,
      allowAutoTopicCreation: false,
      createPartitioner: kafkajs.Partitioners.DefaultPartitioner,
      retry: { retries: 4 },
    });
    await producer.connect();
    this.producer = producer;
    return producer;
  }

  private dropProducer(): void {
    this.producer?.disconnect().catch(() => undefined);
    this.producer = undefined;
  }
}

function fail(call: Call, error: unknown): void {
  call.failed = true;
  call.reject(error);
}

/** The error under kafkajs's wrappings. */
function rootOf(error: unknown): Partial<KafkaJSProtocolError> {
  const { cause } = error as { cause?: unknown };
  return cause && cause !== error ? rootOf(cause) : (error as Partial<KafkaJSProtocolError>);
}

const typeOf = (error: unknown) => rootOf(error).type ?? '';

/** Refused by the broker for what it is (too large, not allowed): no further try can succeed. */
function isPermanent(error: unknown): boolean {
  const { name, retriable, type = '' } = rootOf(error);
  if (needsNewProducer.has(type)) return false;
  return name === 'KafkaJSSASLAuthenticationError' || (name === 'KafkaJSProtocolError' && retriable === false);
}

function byTopic(records: Outgoing[]): { topic: string; messages: Message[] }[] {
  const messages = new Map<string, Message[]>();
  for (const { topic, message } of records) {
    const some = messages.get(topic);
    if (some) some.push(message);
    else messages.set(topic, [message]);
  }
  return [...messages].map(([topic, some]) => ({ topic, messages: some }));
}

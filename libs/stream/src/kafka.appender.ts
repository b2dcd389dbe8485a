import kafkajs, { type Kafka, type Message, type Producer } from 'kafkajs';

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
/** About a minute of tries before a send is given up. */
const retry = { initialRetryTime: 100, maxRetryTime: 2_000, retries: 30 };

/**
 * Writes records through one idempotent producer, all replicas acknowledging. One request is in flight at a time and takes
 * everything that waits, oldest first. Two sends at once would not do: kafkajs gives the sequence numbers of a send that
 * lost its answer to the next send, which the broker then takes for a repeat and drops without an error. For the same
 * reason the producer is replaced after a send that failed for good.
 */
export class KafkaAppender {
  private producer?: Producer;
  private readonly waiting: { record: Outgoing; call: Call }[] = [];
  private pumping?: Promise<void>;

  constructor(private readonly makeClient: () => Kafka) {}

  async open(): Promise<void> {
    await this.connected();
  }

  append(records: Outgoing[]): Promise<void> {
    return new Promise((resolve, reject) => {
      const call: Call = { left: records.length, failed: false, resolve, reject };
      for (const record of records) this.waiting.push({ record, call });
      this.pumping ??= this.pump();
    });
  }

  /** Writes what waits, then disconnects. */
  async close(): Promise<void> {
    await this.pumping;
    await this.producer?.disconnect();
    this.producer = undefined;
  }

  private async pump(): Promise<void> {
    await Promise.resolve(); // appends of the same turn share the request
    while (this.waiting.length > 0) {
      const group = this.takeGroup();
      try {
        await this.send(group.map(({ record }) => record));
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

  /**
   * Until every partition has answered: after a change of leader kafkajs calls a send done although it left out the
   * partition that moved.
   */
  private async send(records: Outgoing[]): Promise<void> {
    let left = records;
    while (left.length > 0) {
      const producer = await this.connected();
      const answers = await producer.sendBatch({ acks: -1, topicMessages: byTopic(left) });
      const written = new Set(answers.map(({ topicName, partition }) => `${topicName}:${partition}`));
      left = left.filter(({ topic, partition }) => !written.has(`${topic}:${partition}`));
    }
  }

  private async connected(): Promise<Producer> {
    if (this.producer) return this.producer;
    const producer = this.makeClient().producer({
      idempotent: true,
      allowAutoTopicCreation: false,
      createPartitioner: kafkajs.Partitioners.DefaultPartitioner,
      retry,
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

function byTopic(records: Outgoing[]): { topic: string; messages: Message[] }[] {
  const messages = new Map<string, Message[]>();
  for (const { topic, message } of records) {
    const some = messages.get(topic);
    if (some) some.push(message);
    else messages.set(topic, [message]);
  }
  return [...messages].map(([topic, some]) => ({ topic, messages: some }));
}

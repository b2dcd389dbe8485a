import { randomUUID } from 'node:crypto';
import kafkajs from 'kafkajs';
import { afterAll, afterEach, describe, expect, inject, test } from 'vitest';
import { logContract, startKafka, until, type KafkaServer } from '#testing';
import { KafkaLog, type KafkaLogOptions } from './kafka.log.js';
import type { LogRecord, SubscribeOptions } from './log.js';

const shared = inject('kafkaBrokers');
const opened: KafkaLog[] = [];
const said: string[] = [];

async function openKafka(options: Partial<KafkaLogOptions> = {}): Promise<KafkaLog> {
  const log = new KafkaLog({
    brokers: shared ?? [],
    clientId: 'test',
    topicPrefix: `${randomUUID().slice(0, 8)}.`,
    replicationFactor: 1,
    logger: (_, message) => void said.push(message),
    ...options,
  });
  await log.open();
  opened.push(log);
  return log;
}

afterEach(async () => {
  await Promise.all(opened.splice(0).map((log) => log.close()));
  said.length = 0;
});

function collecting(records: LogRecord[], overrides: Partial<SubscribeOptions> = {}): SubscribeOptions {
  return {
    topic: 'events',
    group: 'g',
    maxBatchRecords: 100,
    start: async (_, committed) => committed ?? 0,
    onBatch: async (batch) => void records.push(...batch),
    ...overrides,
  };
}

const client = () => new kafkajs.Kafka({ brokers: shared!, logLevel: kafkajs.logLevel.NOTHING });

const text = (record: LogRecord) => Buffer.from(record.value).toString();

/** Appends 0, 1, 2 ... to both partitions, each when the one before is acknowledged. */
async function writeNumbers(log: KafkaLog, writer: { acknowledged: number; running: boolean }): Promise<void> {
  while (writer.running) {
    const value = Buffer.from(String(writer.acknowledged));
    await log.append([0, 1].map((partition) => ({ topic: 'events', key: '', partition, value })));
    writer.acknowledged++;
  }
}

/** The numbers that the records of a partition hold, repeats left out. */
function numbers(records: LogRecord[], partition: number): number[] {
  return [...new Set(records.filter((record) => record.partition === partition).map((record) => Number(text(record))))];
}

describe.skipIf(!shared)('KafkaLog on the shared broker', () => {
  logContract('as every log', ({ partitions }) => openKafka({ partitions }));

  test('takes the partition count of a topic that exists, and makes the others', async () => {
    const topicPrefix = `${randomUUID().slice(0, 8)}.`;
    const admin = client().admin();
    await admin.connect();
    await admin.createTopics({ topics: [{ topic: `${topicPrefix}events`, numPartitions: 5 }] });
    const log = await openKafka({ topicPrefix, partitions: 2 });
    expect([log.partitions('events'), log.partitions('verdicts')]).toEqual([5, 2]);
    await admin.disconnect();
  });

  test('reads what others write: transactions and their control records, no key, no value, headers given twice', async () => {
    const topicPrefix = `${randomUUID().slice(0, 8)}.`;
    const log = await openKafka({ topicPrefix, partitions: 1 });
    const topic = `${topicPrefix}events`;
    const producer = client().producer({
      transactionalId: randomUUID(),
      maxInFlightRequests: 1,
      idempotent: true,
      createPartitioner: kafkajs.Partitioners.DefaultPartitioner,
    });
    await producer.connect();
    const send = async (value: string | null, end: 'commit' | 'abort') => {
      const transaction = await producer.transaction();
      await transaction.send({ topic, messages: [{ value, headers: { h: ['1', '2'] } }] });
      await transaction[end]();
    };
    await send('one', 'commit');
    await send('aborted', 'abort');
    await send(null, 'commit');
    const records: LogRecord[] = [];
    const subscription = await log.subscribe(collecting(records));
    await until(() => records.length === 2);
    expect(records.map(text)).toEqual(['one', '']);
    await until(async () => (await subscription.lag())[0]!.records === 0);
    expect(records[0]).toMatchObject({ key: '', headers: { h: '2' }, offset: 0 });
    await send('last', 'commit');
    await until(() => records.length === 3);
    expect(records[2]!.offset).toBeGreaterThan(records[1]!.offset + 1);
    await until(async () => (await subscription.lag())[0]!.records === 0);
    await subscription.stop();

    // The hint is the offset after the last record, not after the control record that ends its transaction.
    const committed: (number | undefined)[] = [];
    const again = collecting([], { start: async (_, offset) => (committed.push(offset), offset ?? 0) });
    const second = await log.subscribe(again);
    await until(() => committed.length === 1);
    expect(committed).toEqual([records[2]!.offset + 1]);
    await until(async () => (await second.lag())[0]!.records === 0);
    await producer.disconnect();
  });

  test('a reader that stands before what retention kept is told, and begins at the oldest record', async () => {
    const topicPrefix = `${randomUUID().slice(0, 8)}.`;
    const log = await openKafka({ topicPrefix, partitions: 1 });
    await log.append(['0', '1', '2', '3', '4'].map((key) => ({ topic: 'events', key, value: Buffer.from(key) })));
    const admin = client().admin();
    await admin.connect();
    await admin.fetchTopicOffsets(`${topicPrefix}events`); // kafkajs deletes only from topics that it has heard of
    await admin.deleteTopicRecords({ topic: `${topicPrefix}events`, partitions: [{ partition: 0, offset: '3' }] });
    await admin.disconnect();
    const records: LogRecord[] = [];
    await log.subscribe(collecting(records, { start: async () => 1 }));
    await until(() => records.length === 2);
    expect(records.map(text)).toEqual(['3', '4']);
    expect(said.filter((message) => message.includes('retention'))).toEqual([
      `${topicPrefix}events/0: offsets 1 to 2 are gone (retention) before they were read`,
    ]);
  });

  test('a record beyond what the topic takes is refused, and the next one passes', async () => {
    const log = await openKafka({ partitions: 1 });
    const big = Buffer.alloc(3_000_000);
    await expect(log.append([{ topic: 'events', key: 'big', value: big }])).rejects.toThrow(/large/);
    await log.append([{ topic: 'events', key: 'small', value: Buffer.from('x') }]);
    expect(await log.end('events', 0)).toBe(1);
  });

  test('a batch that outlasts the rebalance timeout is aborted and not committed', async () => {
    const topicPrefix = `${randomUUID().slice(0, 8)}.`;
    const options = { topicPrefix, partitions: 1, rebalanceTimeoutMs: 3_000, sessionTimeoutMs: 3_000 };
    const [one, two] = [await openKafka(options), await openKafka(options)];
    await one.append(['0', '1', '2'].map((key) => ({ topic: 'events', key, value: Buffer.from(key) })));
    let signal: AbortSignal | undefined;
    const hang = collecting([], {
      maxBatchRecords: 1,
      onBatch: (_, given) => {
        signal = given;
        return new Promise((_, reject) => given.addEventListener('abort', () => reject(new Error('aborted'))));
      },
    });
    const hanging = await one.subscribe(hang);
    await until(() => signal !== undefined);
    const committed: (number | undefined)[] = [];
    const records: LogRecord[] = [];
    const start = async (_: number, offset?: number) => (committed.push(offset), offset ?? 0);
    const other = two.subscribe(collecting(records, { start }));
    await until(() => signal!.aborted, 20_000);
    await hanging.stop();
    await other;
    await until(() => records.length === 3, 20_000);
    expect(committed.at(-1)).toBe(undefined);
  });

  test('a batch that outlasts the session timeout keeps its partition, and a rebalance waits for it', async () => {
    const topicPrefix = `${randomUUID().slice(0, 8)}.`;
    const options = { topicPrefix, partitions: 1, sessionTimeoutMs: 2_000 };
    const [one, two] = [await openKafka(options), await openKafka(options)];
    await one.append(['0', '1', '2'].map((key) => ({ topic: 'events', key, value: Buffer.from(key) })));
    const first: LogRecord[] = [];
    let aborted = false;
    let handling = 0;
    const slow = collecting(first, {
      maxBatchRecords: 2,
      onBatch: async (records, signal) => {
        handling++;
        await new Promise((resolve) => setTimeout(resolve, 5_000));
        aborted ||= signal.aborted;
        first.push(...records);
        handling--;
      },
    });
    const leaving = await one.subscribe(slow);
    await until(() => handling === 1);
    const second: LogRecord[] = [];
    let overlapped = false;
    const joining = two.subscribe(
      collecting(second, {
        onBatch: async (records) => {
          overlapped ||= handling > 0;
          second.push(...records);
        },
      }),
    );
    await until(() => first.length === 2, 20_000);
    await leaving.stop();
    await joining;
    await until(() => second.some((record) => text(record) === '2') || first.length === 3, 20_000);
    expect([aborted, overlapped]).toEqual([false, false]);
    expect([...first, ...second].map(text)).toEqual(['0', '1', '2']);
  });

  test('a tail leaves no group behind', async () => {
    const log = await openKafka({ partitions: 1, clientId: 'tailing' });
    const seen: LogRecord[] = [];
    const tail = await log.tail('verdicts', { last: 1, onRecord: (record) => void seen.push(record) });
    await log.append([{ topic: 'verdicts', key: 'a', value: Buffer.from('a') }]);
    await until(() => seen.length === 1);
    await tail.stop();
    const admin = client().admin();
    await admin.connect();
    const { groups } = await admin.listGroups();
    expect(groups.filter(({ groupId }) => groupId.includes('tail-tailing'))).toEqual([]);
    await admin.disconnect();
  });
});

describe.skipIf(!shared)('KafkaLog on a broker of its own', () => {
  const servers: KafkaServer[] = [];
  afterAll(() => Promise.all(servers.map((server) => server.stop())));

  test('a broker killed and started again in the middle: all that was acknowledged is handled, in order', async () => {
    const server = (await startKafka({ shared: false }))!;
    servers.push(server);
    const log = await openKafka({ brokers: server.brokers, partitions: 2 });
    const handled: LogRecord[] = [];
    const subscription = await log.subscribe(collecting(handled));
    const tailed: LogRecord[] = [];
    await log.tail('events', { last: 0, onRecord: (record) => void tailed.push(record) });
    const writer = { acknowledged: 0, running: true };
    const writing = writeNumbers(log, writer);
    await until(() => handled.length > 200, 30_000);
    await server.kill('SIGKILL');
    await expect(log.ping()).rejects.toThrow();
    const atKill = writer.acknowledged;
    await server.restart();
    await until(() => writer.acknowledged > atKill + 200, 60_000);
    writer.running = false;
    await writing;
    const { acknowledged } = writer;
    const all = Array.from({ length: acknowledged }, (_, i) => i);
    await until(() => [0, 1].every((p) => numbers(handled, p).length >= acknowledged), 60_000);
    await until(() => [0, 1].every((p) => numbers(tailed, p).length >= acknowledged), 60_000);
    for (const partition of [0, 1]) {
      expect(numbers(handled, partition)).toEqual(all);
      expect(numbers(tailed, partition)).toEqual(all);
    }
    await log.ping();
    expect(await subscription.lag()).toEqual([0, 1].map((partition) => ({ partition, records: 0 })));

    await server.kill('SIGKILL');
    const late = log.append([{ topic: 'events', key: '', value: Buffer.from('late') }]);
    const refused = expect(late).rejects.toThrow();
    const beforeMs = Date.now();
    await log.close();
    expect(Date.now() - beforeMs).toBeLessThan(40_000);
    await refused;
  });

  test('SASL/PLAIN: the right password passes, a wrong one is refused in words that do not hold it', async () => {
    const password = 'correct-horse-battery';
    const server = (await startKafka({ saslUsers: { qualm: password } }))!;
    servers.push(server);
    const sasl = { mechanism: 'plain', username: 'qualm', password } as const;
    const log = await openKafka({ brokers: server.brokers, partitions: 1, sasl });
    await log.append([{ topic: 'events', key: 'a', value: Buffer.from('a') }]);
    const records: LogRecord[] = [];
    await log.subscribe(collecting(records));
    await until(() => records.length === 1);

    said.length = 0;
    const wrong = { ...sasl, password: 'wrong-horse-battery' };
    const refused = await openKafka({ brokers: server.brokers, sasl: wrong }).catch((error: unknown) => error);
    expect(String(refused)).toMatch(/authentication failed/i);
    const everything = [String(refused), JSON.stringify(refused), (refused as Error).stack, ...said].join('\n');
    expect(everything).not.toContain('wrong-horse-battery');
    await expect(openKafka({ brokers: server.brokers })).rejects.toThrow(/Kafka at 127/);
  });
});

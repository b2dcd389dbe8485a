/**
 * Sends labels to Qualm over Kafka and reads what it says of them.
 *
 *     node labels.js send < labels.ndjson      {"exampleId": "i1", "sourceId": "w7", "label": "cat"} on each line
 *     node labels.js verdicts                  one line of JSON for each verdict, until Ctrl-C
 *
 * Environment: KAFKA_BROKERS, QUALM_PROJECT, and QUALM_KAFKA_TOPIC_PREFIX as the service has it (default: qualm.).
 */
import { createInterface } from 'node:readline';
import { Kafka, logLevel, type Message } from 'kafkajs';

interface Label {
  exampleId: string;
  sourceId: string;
  label: number | string;
}

/** Parts of a verdict. */
interface Verdict extends Label {
  project: string;
  quality: number;
  suggestedLabel: number | string;
  suspect: boolean;
  partition: number;
  seq: number;
}

const { KAFKA_BROKERS = 'localhost:9092', QUALM_KAFKA_TOPIC_PREFIX = 'qualm.', GROUP_ID = 'my-verdicts' } = process.env;
const project = process.env['QUALM_PROJECT'] ?? '';
const kafka = new Kafka({ brokers: KAFKA_BROKERS.split(','), logLevel: logLevel.ERROR });
const MESSAGES_PER_SEND = 1_000;

async function send(): Promise<void> {
  // The default partitioner of kafkajs is that of the Java clients, which is what Qualm expects.
  const producer = kafka.producer({ idempotent: true, maxInFlightRequests: 1 });
  await producer.connect();
  let messages: Message[] = [];
  let sent = 0;
  const flush = async () => {
    await producer.send({ topic: `${QUALM_KAFKA_TOPIC_PREFIX}events`, messages });
    sent += messages.length;
    messages = [];
  };
  for await (const line of createInterface({ input: process.stdin })) {
    if (line.trim() === '') continue;
    const label = JSON.parse(line) as Label;
    // The key decides the partition: all labels of one example go to one partition, in order.
    const key = `${project}/${label.exampleId}`;
    const value = JSON.stringify({ project, ...label });
    messages.push({ key, value, headers: { 'content-type': 'application/json' } });
    if (messages.length >= MESSAGES_PER_SEND) await flush();
  }
  await flush();
  await producer.disconnect();
  console.error(`${sent} labels sent`);
}

/** After a crash a verdict may come again: what is not above the last seq of its partition and project is dropped. */
async function verdicts(limit: number): Promise<void> {
  const consumer = kafka.consumer({ groupId: GROUP_ID, maxWaitTimeInMs: 100 });
  const last = new Map<number, number>();
  let left = limit;
  await consumer.connect();
  await consumer.subscribe({ topic: `${QUALM_KAFKA_TOPIC_PREFIX}verdicts`, fromBeginning: true });
  const enough = new Promise<void>((resolve) => {
    process.once('SIGINT', resolve);
    const eachMessage = async ({ message }: { message: Message }) => {
      const verdict = JSON.parse(String(message.value)) as Verdict;
      if (verdict.project !== project || verdict.seq <= (last.get(verdict.partition) ?? 0) || left === 0) return;
      last.set(verdict.partition, verdict.seq);
      console.log(JSON.stringify(verdict));
      if (--left === 0) resolve();
    };
    void consumer.run({ eachMessage });
  });
  await enough;
  await consumer.disconnect();
}

const [command, limit] = process.argv.slice(2);
if (command === 'send') await send();
else if (command === 'verdicts') await verdicts(limit === undefined ? Infinity : Number(limit));
else throw new Error('usage: node labels.js send|verdicts');

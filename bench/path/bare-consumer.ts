import { randomUUID } from 'node:crypto';
import kafkajs from 'kafkajs';
import { openLog } from '#stream';
import { partitions } from './places.js';
import { recordsOf, type Workload } from './workloads.js';

const recordsPerAppend = 2_000;
const BARE_FACTOR = 5;

/** Messages per second of a kafkajs consumer that only counts. */
export async function bareRate(brokers: string[], workload: Workload): Promise<number> {
  const topicPrefix = `bare-${randomUUID().slice(0, 8)}.`;
  const log = await openLog({ kind: 'kafka', brokers, clientId: 'bench', topicPrefix, partitions });
  // More than the stages get: small messages are counted by the million.
  const records = recordsOf({ ...workload, labels: workload.labels * BARE_FACTOR }, 'e');
  for (let n = 0; n < records.length; n += recordsPerAppend) await log.append(records.slice(n, n + recordsPerAppend));
  await log.close();
  const kafka = new kafkajs.Kafka({ brokers, clientId: 'bench', logLevel: kafkajs.logLevel.NOTHING });
  const consumer = kafka.consumer({ groupId: topicPrefix, maxWaitTimeInMs: 100 });
  await consumer.connect();
  await consumer.subscribe({ topics: [`${topicPrefix}events`], fromBeginning: true });
  let seen = 0;
  let beganMs = 0;
  let beforeThen = 0;
  const endedMs = await new Promise<number>((resolve) => {
    void consumer.run({
      eachBatch: async ({ batch }) => {
        seen += batch.messages.length;
        if (!beganMs) [beganMs, beforeThen] = [performance.now(), seen];
        if (seen >= records.length) resolve(performance.now());
      },
    });
  });
  await consumer.disconnect();
  return (seen - beforeThen) / ((endedMs - beganMs) / 1_000);
}

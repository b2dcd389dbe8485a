import { randomUUID } from 'node:crypto';
import { describe, inject } from 'vitest';
import { logContract } from '#testing';
import { KafkaLog, type KafkaLogOptions } from './kafka.log.js';

const shared = inject('kafkaBrokers');

async function openKafka(options: Partial<KafkaLogOptions> = {}): Promise<KafkaLog> {
  const log = new KafkaLog({
    brokers: shared ?? [],
    clientId: 'test',
    topicPrefix: `${randomUUID().slice(0, 8)}.`,
    replicationFactor: 1,
    logger: process.env['LOG'] ? (level, m) => console.log(Date.now() % 100000, level, m) : undefined,
    ...options,
  });
  await log.open();
  return log;
}

describe.skipIf(!shared)('on the shared broker', () => {
  logContract('KafkaLog', ({ partitions }) => openKafka({ partitions }));
});

import { setTimeout as pause } from 'node:timers/promises';
import type { Admin } from 'kafkajs';
import { Backoff } from './backoff.js';
import type { PartitionRange } from './begin-offset.js';

/** Makes the topics that are missing; resolves to the partition count of each, which for one that existed is its own. */
export async function ensureTopics(
  admin: Admin,
  names: string[],
  missing: { partitions: number; replicationFactor: number },
): Promise<Map<string, number>> {
  const existing = new Set(await admin.listTopics());
  const wanted = names.filter((name) => !existing.has(name));
  if (wanted.length > 0)
    await admin.createTopics({
      topics: wanted.map((topic) => ({
        topic,
        numPartitions: missing.partitions,
        replicationFactor: missing.replicationFactor,
      })),
    });
  const { topics } = await admin.fetchTopicMetadata({ topics: names });
  return new Map(topics.map(({ name, partitions }) => [name, partitions.length]));
}

/** The offsets that Kafka holds of every partition. Tries again for some seconds: kafkajs gives up on errors that pass. */
export async function partitionRanges(admin: Admin, topic: string): Promise<Map<number, PartitionRange>> {
  const backoff = new Backoff({ firstMs: 100, maxMs: 1_000 });
  for (let triesLeft = 5; ; triesLeft--) {
    try {
      const offsets = await admin.fetchTopicOffsets(topic);
      return new Map(offsets.map(({ partition, low, high }) => [partition, { low: Number(low), end: Number(high) }]));
    } catch (error) {
      if (triesLeft === 0) throw error;
      await pause(backoff.nextMs());
    }
  }
}

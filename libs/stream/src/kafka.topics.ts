import type { Admin } from 'kafkajs';
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

/** The offsets that Kafka holds of every partition. */
export async function partitionRanges(admin: Admin, topic: string): Promise<Map<number, PartitionRange>> {
  const offsets = await admin.fetchTopicOffsets(topic);
  return new Map(offsets.map(({ partition, low, high }) => [partition, { low: Number(low), end: Number(high) }]));
}

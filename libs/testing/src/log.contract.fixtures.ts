import type { Log, LogRecord, NewRecord, SubscribeOptions } from '#stream';

/** Partitions of every topic in the contract. */
export const partitions = 3;

export function event(key: string, text = key): NewRecord {
  return { topic: 'events', key, value: Buffer.from(text) };
}

export function numbered(count: number, from = 0): NewRecord[] {
  return Array.from({ length: count }, (_, i) => event(`k${(from + i) % 50}`, String(from + i)));
}

/** Thirty records, one partition after the other. */
export function spread(from: number): NewRecord[] {
  return Array.from({ length: 30 }, (_, i) => ({ ...event('x', String(from + i)), partition: i % partitions }));
}

export const text = (record: LogRecord) => Buffer.from(record.value).toString();
export const inPartition = (records: LogRecord[], partition: number) =>
  records.filter((r) => r.partition === partition);

/** Subscribes with a handler that only collects; whatever `overrides` says goes. */
export async function collect(log: Log, overrides: Partial<SubscribeOptions> = {}) {
  const records: LogRecord[] = [];
  const subscription = await log.subscribe({
    topic: 'events',
    group: 'g',
    maxBatchRecords: 100,
    start: async (_, committed) => committed ?? 0,
    onBatch: async (batch) => void records.push(...batch),
    ...overrides,
  });
  return { records, subscription };
}

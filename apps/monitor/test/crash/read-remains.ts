import { expect } from 'vitest';
import type { Ledger } from '#ledger';
import type { Log, LogRecord, Topic } from '#stream';
import { until } from '#testing';

/** Every record of a topic, per partition in order. */
export async function readTopic(log: Log, topic: Topic): Promise<LogRecord[][]> {
  const partitions = Array.from({ length: log.partitions(topic) }, (): LogRecord[] => []);
  const ends = await Promise.all(partitions.map((_, partition) => log.end(topic, partition)));
  const tail = await log.tail(topic, {
    last: Number.MAX_SAFE_INTEGER,
    onRecord: (record) => void partitions[record.partition]!.push(record),
  });
  await until(() => partitions.every((own, p) => (own.at(-1)?.offset ?? -1) + 1 >= ends[p]!), 30_000);
  await tail.stop();
  return partitions;
}

export interface Numbered {
  project: string;
  partition: number;
  seq: number;
}

/**
 * Outputs by (partition, project, seq), each once: contiguous from 1, and what is there twice is the same twice.
 * @param decode undefined: no output, but what the API wrote into the same log
 */
export async function readOutputs<T extends Numbered>(
  log: Log,
  topic: 'verdicts' | 'changes' | 'alerts',
  decode: (record: LogRecord) => T | undefined,
): Promise<{ all: T[]; repeated: number }> {
  const first = new Map<string, { bytes: Buffer; value: T }>();
  let records = 0;
  for (const record of (await readTopic(log, topic)).flat()) {
    const value = decode(record);
    if (!value) continue;
    records++;
    const name = `${value.project}/${value.partition}/${value.seq}`;
    const bytes = Buffer.from(record.value);
    const known = first.get(name);
    if (known) expect(bytes.equals(known.bytes), `${topic} ${name} came twice, differently`).toBe(true);
    else first.set(name, { bytes, value });
  }
  const all = [...first.values()].map((e) => e.value).sort((a, b) => a.partition - b.partition || a.seq - b.seq);
  const newest = new Map<string, number>();
  for (const { project, partition, seq } of all) {
    const name = `${topic} of ${project} from partition ${partition}`;
    expect(seq, name).toBe((newest.get(name) ?? 0) + 1);
    newest.set(name, seq);
  }
  return { all, repeated: records - all.length };
}

export async function readDeadLetters(log: Log): Promise<{ all: number; repeated: number }> {
  const records = (await readTopic(log, 'dead-letters')).flat();
  const places = new Set(
    records.map(({ value }) => {
      const { partition, offset } = JSON.parse(Buffer.from(value).toString()) as { partition: number; offset: number };
      return `${partition}/${offset}`;
    }),
  );
  return { all: places.size, repeated: records.length - places.size };
}

export async function* entries(ledger: Ledger, scope: string, group: string): AsyncGenerator<[string, Uint8Array]> {
  let cursor: string | undefined;
  do {
    const page = await ledger.list(scope, group, { ...(cursor !== undefined && { cursor }), limit: 1_000 });
    for (const { id, value } of page.entries) yield [id, value];
    cursor = page.cursor;
  } while (cursor !== undefined);
}

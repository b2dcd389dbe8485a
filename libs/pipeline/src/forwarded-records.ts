import type { Ledger, Output, StateWrite } from '#ledger';
import { StateTable } from '#runner';
import type { LogRecord } from '#stream';
import { groups } from './addresses.js';

/** The time at which a forwarded record was first written, and the place that it was forwarded from. */
const sentAtHeader = 'qualm-sent-at-ms';
const sentFromHeader = 'qualm-sent-from';

/** The latest time that a Date can show. */
const MAX_TIME_MS = 8.64e15;

const throughCodec = {
  create: () => ({ through: -1 }),
  encode: ({ through }: { through: number }) => Buffer.from(String(through)),
  decode: (bytes: Uint8Array) => ({ through: Number(Buffer.from(bytes).toString()) }),
};

/** Sends a record on to the partition of its key, with its own time. */
export function forward(record: LogRecord, key: string): Output {
  const headers = {
    ...record.headers,
    [sentAtHeader]: String(timeOf(record)),
    [sentFromHeader]: `${record.partition}/${record.offset}`,
  };
  return { topic: 'events', key, headers, value: record.value };
}

/** When the producer wrote the record, also of one that was forwarded since. */
export function timeOf({ headers, timestampMs }: LogRecord): number {
  const sentAtMs = headers[sentAtHeader];
  if (sentAtMs !== undefined && /^\d{1,15}$/.test(sentAtMs)) return Number(sentAtMs);
  return Math.abs(timestampMs) <= MAX_TIME_MS ? timestampMs : 0;
}

/**
 * Outputs are at least once, so a crash may leave a forwarded record twice, and an effect that came in between would be
 * undone by the second. The records of one origin arrive in order of their offsets there: what is not above the highest
 * taken is a repeat.
 */
export class ForwardedRecords {
  private readonly table: StateTable<{ through: number }>;

  constructor(ledger: Ledger, scope: string) {
    this.table = new StateTable(ledger, scope, throughCodec, 10_000);
  }

  /** The records without repeats. */
  async dropRepeats(records: LogRecord[]): Promise<LogRecord[]> {
    const origins = new Map<LogRecord, { partition: string; offset: number }>();
    for (const record of records) {
      const from = /^(\d{1,5})\/(\d{1,15})$/.exec(record.headers[sentFromHeader] ?? '');
      if (from) origins.set(record, { partition: from[1]!, offset: Number(from[2]) });
    }
    if (origins.size === 0) return records;
    await this.table.load(groups.forwarded, new Set([...origins.values()].map((o) => o.partition)));
    return records.filter((record) => {
      const origin = origins.get(record);
      return !origin || this.take(origin.partition, origin.offset);
    });
  }

  writes(): StateWrite[] {
    return this.table.writes();
  }

  settle(): void {
    this.table.settle();
  }

  drop(): void {
    this.table.drop();
  }

  private take(partition: string, offset: number): boolean {
    if (offset <= this.table.peek(groups.forwarded, partition).through) return false;
    this.table.get(groups.forwarded, partition).through = offset;
    return true;
  }
}

import type { LogRecord } from '#stream';

/** The newest record seen of each partition: where a reader of a feed stands. */
export type Positions = Map<number, number>;

export interface RingEntry {
  /** Order of arrival here. */
  arrival: number;
  record: LogRecord;
  /** What is shown of it, once somebody asked. */
  shown?: unknown;
}

export interface RingLimits {
  records: number;
  bytes: number;
}

/** The newest records of a log, in order of arrival, within bounds of number and size. */
export class RecordRing {
  private readonly entries: RingEntry[] = [];
  private nextArrival = 0;
  private bytes = 0;
  private waiting: (() => void)[] = [];
  private readonly newest: Positions = new Map();
  /** Per partition, the newest offset that is no longer here. */
  private readonly gone: Positions = new Map();

  constructor(private readonly limits: RingLimits) {}

  push(record: LogRecord): void {
    const { partition, offset } = record;
    if (!this.newest.has(partition)) this.gone.set(partition, offset - 1);
    this.newest.set(partition, offset);
    this.entries.push({ arrival: this.nextArrival++, record });
    this.bytes += record.value.byteLength;
    while (this.entries.length > this.limits.records || (this.bytes > this.limits.bytes && this.entries.length > 1)) {
      this.dropOldest();
    }
    const waiting = this.waiting;
    this.waiting = [];
    for (const wake of waiting) wake();
  }

  get positions(): Positions {
    return new Map(this.newest);
  }

  /** The arrival that the next record will have. */
  get end(): number {
    return this.nextArrival;
  }

  /** At most `limit` entries from one arrival on, oldest first; begins later where those are gone. */
  from(arrival: number, limit: number): RingEntry[] {
    const index = Math.max(0, arrival - (this.entries[0]?.arrival ?? 0));
    return this.entries.slice(index, index + limit);
  }

  /** Newest first, from before one arrival on. */
  *newestFirst(before: number = Infinity): IterableIterator<RingEntry> {
    for (const entry of this.entries.toReversed()) if (entry.arrival < before) yield entry;
  }

  /** The arrival of a record; undefined when it is not here. */
  arrivalOf(partition: number, offset: number): number | undefined {
    const found = this.entries.find(({ record }) => record.partition === partition && record.offset === offset);
    return found?.arrival;
  }

  /** Where to go on for a reader who stands at `positions`, and whether records that it has not seen are gone. */
  resume(positions: Positions): { arrival: number; missed: boolean } {
    const unseen = this.entries.find(({ record }) => record.offset > (positions.get(record.partition) ?? -1));
    const missed = [...this.gone].some(([partition, offset]) => offset > (positions.get(partition) ?? -1));
    return { arrival: unseen?.arrival ?? this.nextArrival, missed };
  }

  /** Resolves when there is something from `arrival` on, or after `timeoutMs`. */
  async wait(arrival: number, timeoutMs: number, signal: AbortSignal): Promise<void> {
    if (arrival < this.nextArrival || signal.aborted) return;
    await new Promise<void>((resolve) => {
      const done = () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', done);
        resolve();
      };
      const timer = setTimeout(done, timeoutMs);
      signal.addEventListener('abort', done);
      this.waiting.push(done);
    });
  }

  private dropOldest(): void {
    const { record } = this.entries.shift()!;
    this.bytes -= record.value.byteLength;
    this.gone.set(record.partition, record.offset);
  }
}

import type { EachBatchPayload, KafkaMessage } from 'kafkajs';
import type { LogRecord, Topic } from './log.js';

type Batch = EachBatchPayload['batch'];

/** One partition in the hands of one subscription, from `start()` until it is revoked or begun again. */
export class KafkaAssignment {
  /** Offset of the next record to handle; undefined until `start()` has said it. */
  next?: number;
  private closed = false;
  private soughtAgain?: number;
  private readonly abort = new AbortController();

  constructor(readonly partition: number) {}

  get signal(): AbortSignal {
    return this.abort.signal;
  }

  /** Whether it still counts: nothing it would handle or commit belongs to another. */
  get open(): boolean {
    return !this.closed;
  }

  /** Ends it after the batch in hand. */
  close(): void {
    this.closed = true;
  }

  /** Ends it at once: another may own the partition already. */
  lose(): void {
    this.closed = true;
    this.abort.abort();
  }

  /**
   * Whether a fetched batch begins where reading stands. One that does not may be the late answer to a fetch from before
   * a seek: it is asked for again, once. What then begins elsewhere does so in the log (control records, retention).
   */
  follows(batch: Batch): boolean {
    const fetchedFrom = Number((batch as Batch & { fetchedOffset: string }).fetchedOffset);
    if (fetchedFrom === this.next || this.soughtAgain === this.next) return true;
    this.soughtAgain = this.next;
    return false;
  }

  /** Offsets `first` to `last` hold nothing to deliver. */
  passOver(first: number, last: number): void {
    if (this.next !== undefined && first <= this.next && this.next <= last) this.next = last + 1;
  }

  /** The records of a batch that are not handled yet, in slices of at most `max`. */
  *slices(batch: Batch, topic: Topic, max: number): Generator<LogRecord[]> {
    const next = this.next ?? 0;
    const messages = batch.messages.filter(({ offset }) => Number(offset) >= next);
    for (let from = 0; from < messages.length; from += max)
      yield messages.slice(from, from + max).map((message) => toRecord(message, topic, this.partition));
  }
}

function toRecord(message: KafkaMessage, topic: Topic, partition: number): LogRecord {
  return {
    topic,
    partition,
    offset: Number(message.offset),
    key: message.key?.toString() ?? '',
    value: message.value ?? new Uint8Array(0),
    headers: textHeaders(message.headers),
    timestampMs: Number(message.timestamp),
  };
}

/** Of a header that comes several times, the last. */
function textHeaders(headers: KafkaMessage['headers']): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers ?? {})) {
    const last = Array.isArray(value) ? value.at(-1) : value;
    if (last !== undefined) texts[name] = last.toString();
  }
  return texts;
}

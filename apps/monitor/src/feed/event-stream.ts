import { once } from 'node:events';
import type { HttpResponse } from '#http';
import { positionsText } from './positions.js';
import type { Positions, RecordRing, RingEntry } from './record-ring.js';

/** A comment is sent after so long without an event, so that nobody between takes the connection for dead. */
const HEARTBEAT_MS = 15_000;
const RETRY_MS = 1_000;
const ENTRIES_PER_WRITE = 256;

export interface EventStreamOptions {
  /** Name of the events. */
  event: string;
  ring: RecordRing;
  /** Where the reader stood when it was cut off; absent: only what is new. */
  after: Positions | undefined;
  /** What is sent of an entry; undefined: nothing. */
  show(entry: RingEntry): Promise<object | undefined>;
  signal: AbortSignal;
  heartbeatMs?: number;
}

/**
 * Server-sent events from a ring, until the reader leaves or the service stops. Every event's id says where the reader
 * stands in all partitions, so any monitor can go on after it; what is gone meanwhile is said by an event `gap`. Reads
 * from the ring only as fast as the reader takes.
 */
export async function streamEvents(response: HttpResponse, options: EventStreamOptions): Promise<void> {
  const { ring, after, event } = options;
  const leaving = new AbortController();
  const signal = AbortSignal.any([options.signal, leaving.signal]);
  response.on('close', () => leaving.abort());
  response.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  });
  const positions = after ?? ring.positions;
  const resumed = after && ring.resume(after);
  let arrival = resumed?.arrival ?? ring.end;
  await send(response, `retry: ${RETRY_MS}\n\n${resumed?.missed ? gap(event) : ''}`, signal);
  while (!signal.aborted) {
    const entries = ring.from(arrival, ENTRIES_PER_WRITE);
    if (entries.length === 0) {
      await ring.wait(arrival, options.heartbeatMs ?? HEARTBEAT_MS, signal);
      if (arrival === ring.end) await send(response, ': still here\n\n', signal);
      continue;
    }
    const missed = entries[0]!.arrival > arrival ? gap(event) : '';
    await send(response, missed + (await textOf(entries, positions, options)), signal);
    arrival = entries.at(-1)!.arrival + 1;
  }
  response.end();
}

async function textOf(
  entries: RingEntry[],
  positions: Positions,
  { event, show }: EventStreamOptions,
): Promise<string> {
  let text = '';
  for (const entry of entries) {
    const { partition, offset } = entry.record;
    if (offset <= (positions.get(partition) ?? -1)) continue;
    positions.set(partition, offset);
    const data = await show(entry);
    if (data) text += `id: ${positionsText(positions)}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
  }
  return text;
}

function gap(event: string): string {
  return `event: gap\ndata: ${JSON.stringify({ says: `some ${event}s were too old to send again: read the log for them` })}\n\n`;
}

async function send(response: HttpResponse, text: string, signal: AbortSignal): Promise<void> {
  if (text === '' || signal.aborted || response.write(text)) return;
  await once(response, 'drain', { signal }).catch(() => {});
}

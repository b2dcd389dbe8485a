import { expect, it } from 'vitest';
import { readServerSentEvents, type ServerSentEvent } from './server-sent-events.js';

async function* chunksOf(text: string, size: number): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

const text =
  'retry: 1000\n\nid: 0:7\nevent: verdict\ndata: {"a":"ü"}\n\n: still here\n\ndata: one\ndata:two\n\nevent: half\ndata: unfinished';
const events: ServerSentEvent[] = [
  { event: 'verdict', data: '{"a":"ü"}', id: '0:7' },
  { event: 'message', data: 'one\ntwo' },
];

it.each([1, 2, 7, 1_000])('reads events from chunks of %i bytes', async (size) => {
  const read: ServerSentEvent[] = [];
  for await (const event of readServerSentEvents(chunksOf(text, size))) read.push(event);
  expect(read).toEqual(events);
});

import { EventSourceParserStream } from 'eventsource-parser/stream';
import { ask } from './client.js';

export interface ServerEvent {
  event: string;
  data: string;
}

const FIRST_RETRY_MS = 500;
const MAX_RETRY_MS = 15_000;

export interface EventSourceOptions {
  onEvent(event: ServerEvent): void;
  onState(state: 'connecting' | 'live'): void;
  signal: AbortSignal;
}

/**
 * Server-sent events over `fetch`, so that a key can be sent, which the browser's own EventSource cannot. Reconnects until
 * the signal says stop, from the last event on.
 */
export async function followEvents(path: string, { onEvent, onState, signal }: EventSourceOptions): Promise<void> {
  let lastId: string | undefined;
  let retryMs = FIRST_RETRY_MS;
  while (!signal.aborted) {
    onState('connecting');
    try {
      const headers: Record<string, string> = { accept: 'text/event-stream' };
      if (lastId !== undefined) headers['last-event-id'] = lastId;
      const response = await ask(path, { headers, signal });
      if (!response.ok || !response.body) throw new Error(`${response.status}`);
      onState('live');
      retryMs = FIRST_RETRY_MS;
      const events = response.body.pipeThrough(new TextDecoderStream()).pipeThrough(new EventSourceParserStream());
      const reader = events.getReader();
      for (let next = await reader.read(); !next.done; next = await reader.read()) {
        lastId = next.value.id ?? lastId;
        onEvent({ event: next.value.event ?? 'message', data: next.value.data });
      }
    } catch {
      if (signal.aborted) return;
    }
    await pause(retryMs, signal);
    retryMs = Math.min(2 * retryMs, MAX_RETRY_MS);
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

import { createParser, type EventSourceMessage } from 'eventsource-parser';
import { until } from '#testing';

/** Reads a stream of server-sent events like a browser would. */
export class EventStreamReader {
  readonly events: EventSourceMessage[] = [];
  readonly comments: string[] = [];
  ended = false;
  private readonly leaving = new AbortController();

  static async open(url: string, headers: Record<string, string> = {}): Promise<EventStreamReader> {
    const reader = new EventStreamReader();
    const response = await fetch(url, { headers, signal: reader.leaving.signal });
    if (response.status !== 200) throw new Error(`${response.status}: ${await response.text()}`);
    void reader.read(response.body!);
    return reader;
  }

  get data(): Record<string, unknown>[] {
    return this.events.map((event) => JSON.parse(event.data) as Record<string, unknown>);
  }

  async atLeast(count: number): Promise<void> {
    await until(() => this.events.length >= count, 20_000);
  }

  leave(): void {
    this.leaving.abort();
  }

  private async read(body: ReadableStream<Uint8Array>): Promise<void> {
    const parser = createParser({
      onEvent: (event) => this.events.push(event),
      onComment: (comment) => this.comments.push(comment),
    });
    const decoder = new TextDecoder();
    try {
      for await (const chunk of body) parser.feed(decoder.decode(chunk, { stream: true }));
    } catch {
      // The reader left.
    }
    this.ended = true;
  }
}

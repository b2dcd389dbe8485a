import { Inject, Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { z } from 'zod';
import type { HttpRequest, HttpResponse } from '#http';
import type { Service } from '#pipeline';
import { decodeCursor, encodeCursor } from '../api/cursor.js';
import type { ListQuery } from '../api/query.js';
import { SERVICE } from '../service/tokens.js';
import { streamEvents } from './event-stream.js';
import { parsePositions } from './positions.js';
import { RecordRing, type RingEntry } from './record-ring.js';

const feeds = {
  verdicts: { records: 10_000, bytes: 32 * 2 ** 20 },
  alerts: { records: 1_000, bytes: 4 * 2 ** 20 },
  'dead-letters': { records: 1_000, bytes: 16 * 2 ** 20 },
};
export type FeedTopic = keyof typeof feeds;

const place = z.object({ partition: z.number().int(), offset: z.number().int() });

/** What is shown of an entry; undefined: it does not match. */
export type Show<T extends object> = (entry: RingEntry) => Promise<T | undefined>;

/** The newest records of the output logs, kept in memory and filled again from the logs at every start. */
@Injectable()
export class FeedService implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly rings = new Map<FeedTopic, RecordRing>();
  private readonly tails: { stop(): Promise<void> }[] = [];
  private readonly stopping = new AbortController();

  constructor(@Inject(SERVICE) private readonly service: Service) {
    for (const topic of topicNames) this.rings.set(topic, new RecordRing(feeds[topic]));
  }

  async onApplicationBootstrap(): Promise<void> {
    const { log } = this.service;
    for (const topic of topicNames) {
      const ring = this.rings.get(topic)!;
      const last = Math.ceil(feeds[topic].records / log.partitions(topic));
      this.tails.push(await log.tail(topic, { last, onRecord: (record) => ring.push(record) }));
    }
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    await Promise.all(this.tails.map((tail) => tail.stop()));
  }

  /** What matches, newest first. */
  async list<T extends object>(topic: FeedTopic, { cursor, limit }: ListQuery, show: Show<T>) {
    const ring = this.rings.get(topic)!;
    const from = cursor === undefined ? undefined : decodeCursor(topic, cursor, place);
    // A record that is gone from memory was followed by older ones that are gone too.
    const before = from ? (ring.arrivalOf(from.partition, from.offset) ?? -1) : Infinity;
    const items: T[] = [];
    let last: RingEntry | undefined;
    for (const entry of ring.newestFirst(before)) {
      const item = await show(entry);
      if (!item) continue;
      if (items.length === limit) {
        const { partition, offset } = last!.record;
        return { items, nextCursor: encodeCursor(topic, { partition, offset }) };
      }
      items.push(item);
      last = entry;
    }
    return { items, nextCursor: null };
  }

  /** Sends what matches as it comes, beginning after `Last-Event-ID` where the request has one. */
  async stream<T extends object>(topic: FeedTopic, event: string, io: StreamIo, show: Show<T>): Promise<void> {
    const header = io.request.headers['last-event-id'];
    const after = typeof header === 'string' && header !== '' ? parsePositions(header) : undefined;
    const ring = this.rings.get(topic)!;
    await streamEvents(io.response, { event, ring, after, show, signal: this.stopping.signal });
  }
}

export interface StreamIo {
  request: HttpRequest;
  response: HttpResponse;
}

const topicNames = Object.keys(feeds) as FeedTopic[];

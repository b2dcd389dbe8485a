import { describe, expect, it } from 'vitest';
import { ManualClock } from '#testing';
import { Announcer } from './announcer.js';
import { Deliverer } from './deliverer.js';
import type { Delivery } from './delivery.js';
import { DeliveryStore } from './delivery-store.js';
import { newEndpoint } from './endpoint.js';
import { EndpointStore } from './endpoint-store.js';
import type { WebhookEvent } from './events.js';
import { SuspectBatches, type FoundSuspect } from './suspect-batches.js';
import { MemoryDocuments } from './testing/memory-documents.js';
import { TargetGuard } from './target-guard.js';

/** Documents that a process loses hold of after so many writes, in the middle of whatever it does. */
class DyingDocuments extends MemoryDocuments {
  constructor(
    shared: MemoryDocuments,
    private writesLeft: number,
  ) {
    super();
    Object.assign(this, { all: shared.all });
  }

  get isDead(): boolean {
    return this.writesLeft < 0;
  }

  private die(): void {
    if (--this.writesLeft < 0) throw new Error('killed');
  }

  override async getDocument(name: string) {
    if (this.isDead) throw new Error('killed');
    return super.getDocument(name);
  }
  override async replaceDocument(name: string, expected: Uint8Array | undefined, value: Uint8Array) {
    this.die();
    return super.replaceDocument(name, expected, value);
  }
  override async putDocument(name: string, value: Uint8Array) {
    this.die();
    return super.putDocument(name, value);
  }
  override async deleteDocument(name: string) {
    this.die();
    return super.deleteDocument(name);
  }
}

const guard = new TargetGuard({ allow: [], allowHttp: false });
const labels = 230;
const event = (n: number): WebhookEvent => ({
  type: 'test',
  project: 'pets',
  cause: `alert/${n}`,
  atMs: 1_763_690_400_000 + n,
  data: { project: 'pets', endpointId: 'x', says: String(n) },
});
const suspects: FoundSuspect[] = Array.from({ length: labels }, (_, n) => ({
  partition: 0,
  seq: n + 1,
  label: {
    exampleId: `e${n}`,
    sourceId: 'ann',
    label: 0,
    quality: 0.1,
    suggestedLabel: 1,
    reasons: [],
    modelVersion: 0,
    at: '2026-11-21T12:00:00.000Z',
  },
}));

class Process {
  readonly endpoints: EndpointStore;
  private readonly deliverer: Deliverer;
  private readonly announcer: Announcer;
  private readonly batches: SuspectBatches;

  constructor(
    documents: MemoryDocuments,
    private readonly clock: ManualClock,
    received: { id: string; endpointId: string; body: string }[],
  ) {
    const deliveries = new DeliveryStore(documents);
    this.endpoints = new EndpointStore(documents);
    const failsFirst = new Set(received.map(({ id }) => id));
    this.deliverer = new Deliverer({
      endpoints: this.endpoints,
      deliveries,
      clock,
      send: async (endpoint, { id, body }) => {
        received.push({ id, endpointId: endpoint.id, body });
        const isFirst = !failsFirst.has(id) && failsFirst.add(id).size > 0;
        return { outcome: isFirst ? 'failure' : 'success', attempt: { atMs: clock.nowMs(), tookMs: 0 } };
      },
      lanes: () => [0],
      onDisabled: async () => undefined,
      settings: { maxAttempts: 4, maxAttemptsPerEndpoint: 2, scanEveryMs: 5_000 },
    });
    const created = (delivery: Delivery) => this.deliverer.wake(delivery);
    const shared = { endpoints: this.endpoints, deliveries, clock, laneOf: () => 0, created };
    this.announcer = new Announcer(shared);
    const announce = (e: WebhookEvent) => this.announcer.announce(e);
    this.batches = new SuspectBatches({ documents, clock, partitions: () => [0], announce, failed: () => undefined });
    this.deliverer.start();
    this.batches.start();
  }

  /** What the stages do: both take their records again until they are through. @returns whether they are */
  async handle(): Promise<boolean> {
    try {
      for (const n of [1, 2, 3]) await this.announcer.announce(event(n));
      for (let n = 0; n < labels; n += 64) await this.batches.add(0, 'pets', suspects.slice(n, n + 64));
      await this.clock.advance(15_000);
      return true;
    } catch {
      return false;
    }
  }

  async stop(): Promise<void> {
    await this.batches.stop();
    await this.deliverer.stop();
  }
}

describe('a process that dies after any write', () => {
  it('leaves one delivery of each event to each endpoint, each of which arrives, and each suspect label in one event', async () => {
    let deaths = 0;
    for (let writes = 0; ; writes++) {
      const [documents, clock] = [new MemoryDocuments(), new ManualClock()];
      const received: { id: string; endpointId: string; body: string }[] = [];
      const endpoints = new EndpointStore(documents);
      for (let n = 0; n < 2; n++)
        await endpoints.add(newEndpoint('pets', { url: 'https://example.com/' }, guard, clock.nowMs()), 0);
      const dying = new DyingDocuments(documents, writes);
      const first = new Process(dying, clock, received);
      await first.handle();
      await clock.advance(7_000);
      await first.stop();
      const second = new Process(documents, clock, received);
      expect(await second.handle()).toBe(true);
      await clock.advance(15_000);
      await second.stop();
      await expectAllOnce(documents, received, await endpoints.list('pets').then((all) => all.map(({ id }) => id)));
      if (!dying.isDead) break;
      deaths++;
    }
    expect(deaths).toBeGreaterThan(50);
  });
});

async function expectAllOnce(
  documents: MemoryDocuments,
  received: { id: string; endpointId: string; body: string }[],
  endpointIds: string[],
): Promise<void> {
  expect(await documents.documentNames('due/')).toEqual([]);
  for (const endpointId of endpointIds) {
    const names = await documents.documentNames(`delivery/pets/${endpointId}/`);
    const deliveries = names.map((name) => JSON.parse(Buffer.from(documents.all.get(name)!).toString()) as Delivery);
    expect(deliveries.every(({ state }) => state === 'delivered')).toBe(true);
    const says = deliveries
      .filter(({ type }) => type === 'test')
      .map(({ body }) => JSON.parse(body).data.says as string);
    expect(says).toEqual(['1', '2', '3']);
    const told = deliveries
      .filter(({ type }) => type === 'label.suspect')
      .flatMap(({ body }) => JSON.parse(body).data.labels as { exampleId: string }[]);
    expect(told.map(({ exampleId }) => exampleId).sort()).toEqual(suspects.map(({ label }) => label.exampleId).sort());
    const own = received.filter((r) => r.endpointId === endpointId);
    expect(new Set(own.map(({ id }) => id))).toEqual(new Set(deliveries.map(({ id }) => id)));
    for (const { id, body } of own) expect(body).toBe(deliveries.find((d) => d.id === id)!.body);
  }
}

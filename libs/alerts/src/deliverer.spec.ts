import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Announcer } from './announcer.js';
import { Deliverer, type DelivererParts } from './deliverer.js';
import type { Delivery, PostResult } from './delivery.js';
import { DeliveryStore } from './delivery-store.js';
import { newEndpoint, type Endpoint } from './endpoint.js';
import { EndpointStore } from './endpoint-store.js';
import type { WebhookEvent } from './events.js';
import { ManualClock } from '#testing';
import { MemoryDocuments } from './testing/memory-documents.js';
import { TargetGuard } from './target-guard.js';

const DAY = 24 * 3_600_000;
let documents: MemoryDocuments;
let clock: ManualClock;
let endpoints: EndpointStore;
let deliveries: DeliveryStore;
let announcer: Announcer;
let deliverer: Deliverer;
let answers: PostResult['outcome'][];
let sent: { id: string; endpointId: string; body: string; atMs: number }[];
let disabled: Endpoint[];
let lanes: number[];
let retryAfterMs: number | undefined;
/** Of attempts that are kept waiting by a test. */
let release: (() => void)[] | undefined;

const send: DelivererParts['send'] = async (endpoint, delivery, signal) => {
  const atMs = clock.nowMs();
  sent.push({ id: delivery.id, endpointId: endpoint.id, body: delivery.body, atMs });
  if (release) {
    await new Promise<void>((resolve, reject) => {
      release!.push(resolve);
      signal.addEventListener('abort', () => reject(new Error('aborted')));
    });
  }
  const outcome = answers.shift() ?? 'success';
  return { outcome, attempt: { atMs, tookMs: 1, status: 200 }, ...(retryAfterMs !== undefined && { retryAfterMs }) };
};

/** A process over the same documents. */
function makeProcess(): void {
  endpoints = new EndpointStore(documents);
  deliveries = new DeliveryStore(documents);
  deliverer = new Deliverer({
    endpoints,
    deliveries,
    clock,
    send,
    lanes: () => lanes,
    settings: { maxAttempts: 3, maxAttemptsPerEndpoint: 2, scanEveryMs: 300_000 },
    onDisabled: async (endpoint) => void disabled.push(endpoint),
    random: () => 0.5,
  });
  const created = (delivery: Delivery) => deliverer.wake(delivery);
  announcer = new Announcer({ endpoints, deliveries, clock, laneOf: () => 0, created });
}

async function endpoint(input = {}): Promise<Endpoint> {
  const guard = new TargetGuard({ allow: [], allowHttp: false });
  const made = newEndpoint('pets', { url: 'https://example.com/', ...input }, guard, clock.nowMs());
  await endpoints.add(made, 0);
  return made;
}

const event = (n: number): WebhookEvent => ({
  type: 'model.published',
  project: 'pets',
  cause: `version/${n}`,
  atMs: 1_763_690_400_000 + n,
  data: { project: 'pets', version: n, gate: 'better', labels: 1, examples: 1, links: { model: '/' } },
});
const idsOf = (made: Endpoint) => deliveries.ids('pets', made.id);
const theOnly = async (made: Endpoint) => {
  const [id, ...rest] = await idsOf(made);
  expect(rest).toEqual([]);
  return (await deliveries.get({ project: 'pets', endpointId: made.id, id: id! }))!;
};

beforeEach(() => {
  documents = new MemoryDocuments();
  clock = new ManualClock();
  [answers, sent, disabled, lanes, release, retryAfterMs] = [[], [], [], [0], undefined, undefined];
  makeProcess();
  deliverer.start();
});
afterEach(() => deliverer.stop());

describe('a delivery', () => {
  it('goes at once to each who subscribes, once, however often it is told', async () => {
    const [all, some] = [await endpoint(), await endpoint({ events: ['source.drift'] })];
    await announcer.announce(event(1));
    await announcer.announce(event(1));
    await clock.advance(0);
    await announcer.announce(event(1));
    await clock.advance(DAY);
    expect(sent.map(({ endpointId }) => endpointId)).toEqual([all.id]);
    expect(await idsOf(some)).toEqual([]);
    const delivery = await theOnly(all);
    expect(delivery).toMatchObject({ state: 'delivered', type: 'model.published', failures: 0 });
    expect(JSON.parse(delivery.body)).toMatchObject({
      type: 'model.published',
      schemaVersion: 1,
      data: { version: 1 },
    });
    expect(await documents.documentNames('due/')).toEqual([]);
    expect(deliverer.pending).toBe(0);
  });

  it('is tried ten times on schedule under one id with one body, then given up', async () => {
    const made = await endpoint();
    answers = Array<'failure'>(20).fill('failure');
    const beganMs = clock.nowMs();
    await announcer.announce(event(1));
    await clock.advance(6 * DAY);
    const seconds = sent.map(({ atMs }) => (atMs - beganMs) / 1_000);
    expect(seconds).toEqual([0, 5, 305, 2_105, 9_305, 27_305, 63_305, 113_705, 185_705, 272_105]);
    expect(new Set(sent.map(({ id, body }) => id + body)).size).toBe(1);
    expect(await theOnly(made)).toMatchObject({ state: 'dead', failures: 10 });
    expect((await theOnly(made)).attempts).toHaveLength(10);
    expect(await documents.documentNames('due/')).toEqual([]);
  });

  it('waits as long as the receiver asks', async () => {
    await endpoint();
    answers = ['failure'];
    retryAfterMs = 60_000;
    await announcer.announce(event(1));
    await clock.advance(59_999);
    expect(sent).toHaveLength(1);
    await clock.advance(1);
    expect(sent).toHaveLength(2);
  });

  it('survives a restart: it goes on where it was, under the same id', async () => {
    const made = await endpoint();
    answers = ['failure', 'failure'];
    await announcer.announce(event(1));
    await clock.advance(10_000);
    await deliverer.stop();
    expect(sent).toHaveLength(2);
    makeProcess();
    deliverer.start();
    await clock.advance(200_000);
    expect(sent).toHaveLength(2);
    await clock.advance(200_000);
    expect(sent).toHaveLength(3);
    expect(new Set(sent.map(({ id }) => id)).size).toBe(1);
    expect(await theOnly(made)).toMatchObject({ state: 'delivered' });
  });

  it('that was in hand at the end is made again', async () => {
    const made = await endpoint();
    release = [];
    await announcer.announce(event(1));
    await clock.advance(0);
    await deliverer.stop();
    expect(await theOnly(made)).toMatchObject({ state: 'pending', attempts: [] });
    release = undefined;
    makeProcess();
    deliverer.start();
    await clock.advance(0);
    expect(sent.map(({ id }) => id)).toEqual([sent[0]!.id, sent[0]!.id]);
    expect(await theOnly(made)).toMatchObject({ state: 'delivered' });
  });

  it('is left to the owner of its lane, who finds it', async () => {
    await endpoint();
    lanes = [1];
    await announcer.announce(event(1));
    await clock.advance(60_000);
    expect(sent).toEqual([]);
    lanes = [0, 1];
    await clock.advance(300_000);
    expect(sent).toHaveLength(1);
  });

  it('ends with its endpoint', async () => {
    const made = await endpoint();
    answers = ['failure'];
    await announcer.announce(event(1));
    await clock.advance(0);
    await endpoints.remove('pets', made.id);
    await clock.advance(DAY);
    expect(sent).toHaveLength(1);
    expect([...documents.all.keys()]).toEqual(['webhooks/pets']);
  });
});

describe('an endpoint', () => {
  it('that answers 410 is disabled, and so is one that fails for five days', async () => {
    const gone = await endpoint();
    answers = ['gone'];
    await announcer.announce(event(1));
    await clock.advance(0);
    expect(disabled.map(({ id }) => id)).toEqual([gone.id]);
    expect(await theOnly(gone)).toMatchObject({ state: 'dead' });
    await endpoints.remove('pets', gone.id);

    const failing = await endpoint();
    answers = Array<'failure'>(100).fill('failure');
    await announcer.announce(event(2));
    await clock.advance(4 * DAY);
    await announcer.announce(event(3));
    await clock.advance(2 * DAY);
    expect(disabled).toHaveLength(2);
    expect(disabled[1]).toMatchObject({ id: failing.id, disabled: { reason: 'failing' } });
    const before = sent.length;
    await announcer.announce(event(4));
    await clock.advance(5 * DAY);
    expect(sent).toHaveLength(before);
    expect(await documents.documentNames('due/')).toEqual([]);
  });

  it('is not disabled by the 410 of an address that it has no more', async () => {
    const made = await endpoint();
    release = [];
    answers = ['gone'];
    await announcer.announce(event(1));
    await clock.advance(0);
    await endpoints.update('pets', made.id, (e) => ({ ...e, url: 'https://new.example.com/' }));
    release.shift()!();
    await clock.advance(0);
    expect(disabled).toEqual([]);
    expect(await endpoints.get('pets', made.id)).not.toHaveProperty('disabled');
  });

  it('is not asked more at a time than the settings say, and one that hangs does not hold up the others', async () => {
    const slow = await endpoint();
    release = [];
    for (let n = 1; n <= 4; n++) await announcer.announce(event(n));
    await clock.advance(0);
    expect(sent).toHaveLength(2);
    const other = await endpoint();
    await announcer.announce(event(5));
    await announcer.announce(event(6));
    await clock.advance(0);
    expect(sent.filter(({ endpointId }) => endpointId === other.id)).toHaveLength(1);
    expect(sent).toHaveLength(3);
    while (release.length > 0) {
      release.shift()!();
      await clock.advance(0);
    }
    expect(sent.filter(({ endpointId }) => endpointId === slow.id)).toHaveLength(6);
    expect(sent).toHaveLength(8);
    expect(new Set(sent.map(({ id, endpointId }) => id + endpointId)).size).toBe(8);
    expect(deliverer.pending).toBe(0);
  });
});

it('goes on after an outage of the documents', async () => {
  await endpoint();
  const get = documents.getDocument.bind(documents);
  lanes = [];
  await announcer.announce(event(1));
  lanes = [0];
  documents.getDocument = () => Promise.reject(new Error('down'));
  await clock.advance(600_000);
  expect(sent).toEqual([]);
  documents.getDocument = get;
  await clock.advance(300_000);
  expect(sent).toHaveLength(1);
});

import { beforeEach, expect, it } from 'vitest';
import { ManualClock } from '#testing';
import { newDelivery } from './delivery.js';
import { DeliveryStore } from './delivery-store.js';
import { newEndpoint, type Endpoint } from './endpoint.js';
import { EndpointStore } from './endpoint-store.js';
import { Housekeeper, KEPT_DELIVERIES, KEPT_MS } from './housekeeper.js';
import { MemoryDocuments } from './testing/memory-documents.js';
import { TargetGuard } from './target-guard.js';

let documents: MemoryDocuments;
let clock: ManualClock;
let endpoints: EndpointStore;
let deliveries: DeliveryStore;
let told: Endpoint[];
let housekeeper: Housekeeper;
let endpoint: Endpoint;

beforeEach(async () => {
  [documents, clock, told] = [new MemoryDocuments(), new ManualClock(), []];
  endpoints = new EndpointStore(documents);
  deliveries = new DeliveryStore(documents);
  const guard = new TargetGuard({ allow: [], allowHttp: false });
  endpoint = newEndpoint('pets', { url: 'https://example.com/' }, guard, clock.nowMs());
  await endpoints.add(endpoint, 0);
  housekeeper = new Housekeeper({
    endpoints,
    deliveries,
    clock,
    isMine: (project) => project === 'pets',
    onDisabled: async (e) => void told.push(e),
    failed: () => undefined,
  });
});

const deliver = (atMs: number, to = endpoint, madeAtMs = atMs) => {
  const data = { project: to.project, endpointId: to.id, says: 'x' };
  const event = { type: 'test' as const, project: to.project, cause: 'x', atMs, data };
  return deliveries.create(newDelivery(event, to.id, 0, madeAtMs));
};

it('keeps the newest deliveries, of thirty days, and takes the marks of the others away', async () => {
  const nowMs = clock.nowMs();
  await deliver(nowMs - KEPT_MS - 1);
  for (let n = 0; n < 5; n++) await deliver(nowMs - n);
  await housekeeper.tidy();
  expect(await deliveries.ids('pets', endpoint.id)).toHaveLength(5);
  for (let n = 5; n < KEPT_DELIVERIES + 7; n++) await deliver(nowMs - n);
  await housekeeper.tidy();
  const kept = await deliveries.ids('pets', endpoint.id);
  expect(kept).toHaveLength(KEPT_DELIVERIES);
  expect(kept[0]).toContain(String(nowMs));
  expect(await deliveries.due()).toHaveLength(KEPT_DELIVERIES);
});

it('keeps what was made of late, of labels whose own time is long ago', async () => {
  const longAgoMs = clock.nowMs() - 3 * KEPT_MS;
  await deliver(longAgoMs, endpoint, clock.nowMs());
  await housekeeper.tidy();
  expect(await deliveries.due()).toHaveLength(1);
  await clock.advance(KEPT_MS + 1);
  await housekeeper.tidy();
  expect(await deliveries.ids('pets', endpoint.id)).toEqual([]);
});

it('leaves the projects of others alone', async () => {
  const other = { ...endpoint, project: 'cars' };
  await endpoints.add(other, 0);
  await deliver(clock.nowMs() - KEPT_MS - 1, other);
  await housekeeper.tidy();
  expect(await deliveries.ids('cars', endpoint.id)).toHaveLength(1);
});

it('tells of a webhook that was given up, in case a crash kept it from being told', async () => {
  const disabled = { reason: 'gone' as const, atMs: clock.nowMs() };
  await endpoints.update('pets', endpoint.id, (e) => ({ ...e, disabled }));
  await housekeeper.tidy();
  expect(told.map(({ id }) => id)).toEqual([endpoint.id]);
  await clock.advance(25 * 3_600_000);
  await housekeeper.tidy();
  expect(told).toHaveLength(1);
});

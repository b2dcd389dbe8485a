import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { freePort, until, WebhookReceiver } from '#testing';
import { ServiceProcess } from './crash/service-process.js';
import { crowdLines } from './testing/monitor-under-test.js';

const path = '/v1/projects/pets/webhooks';
const json = 'application/json';

let folder: string;
let service: ServiceProcess;
let receiver: WebhookReceiver;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'qualm-webhooks-'));
  receiver = new WebhookReceiver();
  await receiver.open();
  service = new ServiceProcess('monitor', `http://127.0.0.1:${await freePort()}`, {
    QUALM_DATA_DIR: folder,
    QUALM_TRAINER: 'off',
    QUALM_WEBHOOK_ALLOW: '127.0.0.1',
    QUALM_WEBHOOK_ALLOW_HTTP: 'true',
  });
  await service.start();
});

afterEach(async () => {
  await service.kill('SIGKILL');
  await receiver.close();
  rmSync(folder, { recursive: true, force: true });
});

interface Deliveries {
  items: { id: string; type: string; state: string }[];
}

it('killed between an event and its delivery, it delivers after the restart: one record, the same id', async () => {
  await service.post('/v1/projects', json, JSON.stringify({ id: 'pets', classes: ['cat', 'dog'] }));
  await service.post(path, json, JSON.stringify({ url: receiver.url, events: ['source.alarm.opened'] }));
  const { items } = (await service.getJson<{ items: { id: string }[] }>(path))!;
  const log = `${path}/${items[0]!.id}/deliveries`;
  receiver.answer = () => undefined;
  await service.post('/v1/projects/pets/labels', 'application/x-ndjson', crowdLines(60));
  await until(() => receiver.received.length > 0, 30_000);
  await service.kill('SIGKILL');
  const before = receiver.received.map(({ headers }) => String(headers['webhook-id']));
  const bodies = new Map(receiver.received.map(({ headers, body }) => [headers['webhook-id'], body]));

  receiver.received.length = 0;
  receiver.answer = (response) => response.end();
  await service.start();
  await until(async () => {
    const found = (await service.getJson<Deliveries>(log))!.items;
    return found.length > 0 && found.every(({ state }) => state === 'delivered');
  }, 30_000);
  const records = (await service.getJson<Deliveries>(log))!.items.map(({ id }) => id);
  const after = receiver.received.map(({ headers }) => String(headers['webhook-id']));
  expect(new Set(records).size).toBe(records.length);
  for (const id of records) expect(after.filter((received) => received === id)).toHaveLength(1);
  for (const id of before) expect(records).toContain(id);
  for (const { headers, body } of receiver.received) expect(body).toBe(bodies.get(headers['webhook-id']) ?? body);
});

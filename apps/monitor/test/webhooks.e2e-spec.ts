import { createHmac, timingSafeEqual } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ManualClock, until, WebhookReceiver, type Received } from '#testing';
import { DescribedApi, type ApiDocument } from './testing/described-api.js';
import { crowdLines, monitorUnderTest, type MonitorUnderTest } from './testing/monitor-under-test.js';

const HOUR = 3_600_000;
const path = '/v1/projects/pets/webhooks';
const allowed = { QUALM_WEBHOOK_ALLOW: '127.0.0.1', QUALM_WEBHOOK_ALLOW_HTTP: 'true' };

/** By the text of Standard Webhooks, with nothing of what signed. */
function verifies({ headers, body }: Received, secret: string): boolean {
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
  const text = `${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${body}`;
  const wanted = createHmac('sha256', key).update(text).digest();
  return String(headers['webhook-signature'])
    .split(' ')
    .filter((signature) => signature.startsWith('v1,'))
    .map((signature) => Buffer.from(signature.slice(3), 'base64'))
    .some((given) => given.length === wanted.length && timingSafeEqual(given, wanted));
}

interface Made {
  id: string;
  secret: string;
}
interface DeliveryJson {
  id: string;
  state: string;
  failures: number;
  nextAttemptAt: string | null;
  attempts: { status: number | null; error: string | null; response: string }[];
}

describe('webhooks', () => {
  let monitor: MonitorUnderTest;
  let clock: ManualClock;
  let receiver: WebhookReceiver;

  const make = async (input: object = {}): Promise<Made> => {
    const made = await monitor.http.post(path).send({ url: receiver.url, ...input });
    expect(made.status).toBe(201);
    return made.body as Made;
  };
  const test = async ({ id }: Made) => (await monitor.http.post(`${path}/${id}/test`).expect(202)).body as DeliveryJson;
  const read = async ({ id }: Made, delivery: { id: string }) =>
    (await monitor.http.get(`${path}/${id}/deliveries/${delivery.id}`).expect(200)).body as DeliveryJson;
  const ended = async (made: Made, delivery: { id: string }, attempts: number) => {
    await until(async () => (await read(made, delivery)).attempts.length === attempts);
    return read(made, delivery);
  };

  beforeAll(async () => {
    clock = new ManualClock();
    monitor = await monitorUnderTest(allowed, undefined, clock);
    await monitor.http.post('/v1/projects').send({ id: 'pets', classes: ['cat', 'dog'] });
  });
  afterAll(async () => {
    await receiver.close();
    await monitor.stop();
  });
  beforeEach(async () => {
    await receiver?.close();
    receiver = new WebhookReceiver();
    await receiver.open();
    const { items } = (await monitor.http.get(path)).body as { items: Made[] };
    for (const { id } of items) await monitor.http.delete(`${path}/${id}`).expect(204);
  });

  it('sends a test event that the receiver can verify', async () => {
    const made = await make();
    const delivery = await test(made);
    await until(() => receiver.received.length === 1);
    const [received] = receiver.received as [Received];
    expect(received.headers['webhook-id']).toBe(delivery.id);
    expect(received.headers['webhook-timestamp']).toBe(String(Math.floor(clock.nowMs() / 1_000)));
    expect(received.headers['user-agent']).toMatch(/^Qualm\/\d/);
    expect(verifies(received, made.secret)).toBe(true);
    expect(verifies({ ...received, body: received.body.replace('pets', 'cars') }, made.secret)).toBe(false);
    expect(JSON.parse(received.body)).toMatchObject({ type: 'test', schemaVersion: 1, data: { endpointId: made.id } });
    expect(await ended(made, delivery, 1)).toMatchObject({ state: 'delivered', attempts: [{ status: 200 }] });
  });

  it('shows a secret when it is made, and never again', async () => {
    const made = await make();
    const { id } = made;
    await test(made);
    await until(() => receiver.received.length === 1);
    const patched = monitor.http.patch(`${path}/${id}`).send({ description: 'x' });
    const refused = monitor.http.patch(`${path}/${id}`).send({ secret: made.secret, events: [made.secret] });
    const texts = [patched, refused, monitor.http.get(path), monitor.http.get(`${path}/${id}`)];
    texts.push(monitor.http.get(`${path}/${id}/deliveries`), monitor.http.get('/metrics'));
    for (const { text } of await Promise.all(texts)) expect(text).not.toContain(made.secret);
  });

  it('signs with both secrets for a day after a rotation, then with the new one', async () => {
    const made = await make();
    const rotated = (await monitor.http.post(`${path}/${made.id}/secret`).expect(200)).body as Made;
    expect(rotated.secret).not.toBe(made.secret);
    await test(made);
    await until(() => receiver.received.length === 1);
    expect([made, rotated].map(({ secret }) => verifies(receiver.received[0]!, secret))).toEqual([true, true]);
    await clock.advance(24 * HOUR);
    await test(made);
    await until(() => receiver.received.length === 2);
    expect([made, rotated].map(({ secret }) => verifies(receiver.received[1]!, secret))).toEqual([false, true]);
  });

  it('tries again on schedule, under the same id, until it arrives', async () => {
    const made = await make();
    const answers = [500, 302, 200];
    receiver.answer = (response) => response.writeHead(answers.shift()!, { location: '/else' }).end('busy');
    const delivery = await test(made);
    expect(await ended(made, delivery, 1)).toMatchObject({ state: 'pending', failures: 1 });
    await clock.advance(4_000);
    expect(receiver.received).toHaveLength(1);
    await clock.advance(2_000);
    await ended(made, delivery, 2);
    await clock.advance(200_000);
    expect(receiver.received).toHaveLength(2);
    await clock.advance(200_000);
    const { state, attempts } = await ended(made, delivery, 3);
    expect([state, attempts.map(({ status }) => status)]).toEqual(['delivered', [500, 302, 200]]);
    expect(attempts[1]!.error).toContain('redirects');
    expect(attempts[0]!.response).toBe('busy');
    expect(new Set(receiver.received.map(({ headers, body }) => `${String(headers['webhook-id'])}${body}`)).size).toBe(
      1,
    );
    expect(receiver.received.every((received) => verifies(received, made.secret))).toBe(true);
    expect(new Set(receiver.received.map(({ headers }) => headers['webhook-timestamp'])).size).toBe(3);
  });

  it('comes again when the receiver says', async () => {
    const made = await make();
    receiver.answer = (response) => response.writeHead(429, { 'retry-after': '3600' }).end();
    const delivery = await test(made);
    const { nextAttemptAt } = await ended(made, delivery, 1);
    expect(Date.parse(nextAttemptAt!) - clock.nowMs()).toBe(HOUR);
  });

  it('disables what answers 410, tells the other webhooks, and can be enabled again', async () => {
    const made = await make({ events: ['test'] });
    const other = new WebhookReceiver();
    await other.open();
    await make({ url: other.url, events: ['endpoint.disabled'] });
    receiver.answer = (response) => response.writeHead(410).end();
    const delivery = await test(made);
    await until(() => other.received.length === 1);
    expect(other.bodies('endpoint.disabled')).toMatchObject([{ data: { endpointId: made.id, reason: 'gone' } }]);
    expect(await read(made, delivery)).toMatchObject({ state: 'dead', nextAttemptAt: null });
    expect((await monitor.http.get(`${path}/${made.id}`)).body).toMatchObject({
      enabled: false,
      disabled: { reason: 'gone' },
    });
    const refused = await monitor.http.post(`${path}/${made.id}/test`);
    expect([refused.status, JSON.parse(refused.text).type]).toEqual([409, 'urn:qualm:problem:webhook-disabled']);
    receiver.answer = (response) => response.end();
    await monitor.http.patch(`${path}/${made.id}`).send({ enabled: true }).expect(200);
    await monitor.http.post(`${path}/${made.id}/deliveries/${delivery.id}/redeliver`).expect(202);
    expect(await ended(made, delivery, 2)).toMatchObject({ state: 'delivered' });
    const ids = receiver.received.map(({ headers }) => headers['webhook-id']);
    expect(ids).toEqual([delivery.id, delivery.id]);
    expect((await monitor.http.get('/metrics')).text).toMatch(
      /^qualm_webhook_disabled_total\{project="pets",reason="gone"\} 1$/m,
    );
    await other.close();
  });

  it.each([
    [{ url: 'https://169.254.169.254/' }, 'url'],
    [{ url: 'http://localhost/' }, 'url'],
    [{ url: 'https://hooks.example.com/', events: ['alarm'] }, 'events'],
    [{ url: 'https://hooks.example.com/', retries: 3 }, 'retries'],
  ])('refuses %j in words', async (input, field) => {
    const response = await monitor.http.post(path).send(input);
    expect(response.status).toBe(400);
    expect(JSON.parse(response.text)).toMatchObject({ type: 'urn:qualm:problem:invalid-input', field });
  });

  it('knows neither webhooks nor deliveries of others', async () => {
    const made = await make();
    await monitor.http.post('/v1/projects').send({ id: 'cars', classes: 2 });
    for (const wrong of [
      `/v1/projects/cars/webhooks/${made.id}`,
      '/v1/projects/nobody/webhooks',
      `${path}/ep_x`,
      `${path}/${made.id}/deliveries/evt_x`,
    ])
      expect((await monitor.http.get(wrong)).status).toBe(404);
  });

  it('tells of alarms and suspect labels, once each, as it is described', async () => {
    const api = new DescribedApi((await monitor.http.get('/docs/openapi.json')).body as ApiDocument);
    const made = await make();
    await monitor.http.post('/v1/projects/pets/labels').type('application/x-ndjson').send(crowdLines(60)).expect(202);
    await monitor.settled('pets');
    await until(() => receiver.bodies('source.alarm.opened').length > 0);
    for (let n = 0; n < 20; n++) await clock.advance(1_000);
    await until(() => receiver.bodies('label.suspect').length > 0);
    const opened = receiver.bodies('source.alarm.opened');
    expect(opened.map(({ data }) => data['sourceId'])).toContain('w0');
    expect(opened[0]!.data).toMatchObject({ project: 'pets', links: { alerts: '/v1/projects/pets/alerts' } });
    const { suspects: link } = opened[0]!.data['links'] as { suspects: string };
    expect((await monitor.http.get(link)).status).toBe(200);
    const { alarm } = opened[0]!.data['links'] as { alarm: string };
    const said = { by: 'rita', opening: opened[0]!.data['opening'] };
    await monitor.http.post(`${alarm}/acknowledge`).send(said).expect(202);
    await until(() => receiver.bodies('source.alarm.acknowledged').length > 0);
    await monitor.http.post(`${alarm}/resolve`).send(said).expect(202);
    await until(() => receiver.bodies('source.alarm.resolved').length > 0);
    expect(receiver.bodies('source.alarm.acknowledged')).toMatchObject([{ data: { by: 'rita', since: null } }]);
    expect(receiver.bodies('source.alarm.resolved')[0]!.data).toMatchObject({ actions: { recommended: 'none' } });
    const suspects = receiver.bodies('label.suspect').flatMap(({ data }) => data['labels'] as { sourceId: string }[]);
    const told = (await monitor.http.get('/v1/projects/pets/verdicts?suspect=true&limit=1000')).body.items as object[];
    expect(suspects).toHaveLength(told.length);
    for (const received of receiver.received) {
      expect(verifies(received, made.secret)).toBe(true);
      api.checkWebhook(JSON.parse(received.body) as { type: string });
    }
    const ids = receiver.received.map(({ headers }) => headers['webhook-id']);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

it('tells of the first model version, published or rejected', async () => {
  const receiver = new WebhookReceiver();
  await receiver.open();
  const monitor = await monitorUnderTest({ ...allowed, QUALM_TRAINER: 'on', QUALM_TRAIN_WARMUP_LABELS: '200' });
  await monitor.http.post('/v1/projects').send({ id: 'pets', classes: ['cat', 'dog'] });
  await monitor.http.post(path).send({ url: receiver.url, events: ['model.published', 'model.rejected'] });
  await monitor.http.post('/v1/projects/pets/labels').type('application/x-ndjson').send(crowdLines(60)).expect(202);
  await until(() => receiver.received.length > 0, 60_000);
  const [body] = [...receiver.bodies('model.published'), ...receiver.bodies('model.rejected')];
  expect(body!.data).toMatchObject({ version: 1, links: { model: '/v1/projects/pets/models/1' } });
  expect((await monitor.http.get('/v1/projects/pets/models/1')).body).toMatchObject({ gate: body!.data['gate'] });
  await monitor.stop();
  await receiver.close();
});

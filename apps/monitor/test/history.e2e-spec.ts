import type { Response } from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until, WebhookReceiver } from '#testing';
import { DescribedApi, type ApiDocument } from './testing/described-api.js';
import { monitorUnderTest, type MonitorUnderTest } from './testing/monitor-under-test.js';

const names = ['cat', 'dog', 'owl'];
const dayMs = 24 * 3_600_000;
const beganMs = Date.UTC(2026, 4, 1);

interface Bucket {
  from: string;
  to: string;
  labels: number;
  accuracy: number;
  accuracyInterval: [number, number];
  corrected: number;
  suspects: number;
}

/** What a lead sees of a project as a whole. Three sources over thirty days: ann is right, bad says dog for cat, few is new. */
describe('a project over time and by class', { timeout: 60_000 }, () => {
  let monitor: MonitorUnderTest;
  let api: DescribedApi;
  const path = '/v1/projects/pets';
  const checked = (response: Response) => {
    api.check(response);
    return response;
  };
  const get = async (about = '') => checked(await monitor.http.get(`${path}${about}`)).body;
  const post = async (about: string, body: object) => checked(await monitor.http.post(`${path}${about}`).send(body));
  const send = async (labels: object[]) => {
    expect((await post('/labels', { labels })).status).toBe(202);
    await monitor.settled('pets');
  };

  beforeAll(async () => {
    monitor = await monitorUnderTest({ QUALM_WEBHOOK_ALLOW: '127.0.0.1', QUALM_WEBHOOK_ALLOW_HTTP: 'true' });
    api = new DescribedApi((await monitor.http.get('/docs/openapi.json')).body as ApiDocument);
    await monitor.http.post('/v1/projects').send({ id: 'pets', classes: names, settings: { accuracyLine: 0.8 } });
  });
  afterAll(() => monitor.stop());

  it('is nothing before the first label', async () => {
    expect((await get('/history')).buckets).toEqual([]);
    expect(await get()).toMatchObject({ accuracy: null, accuracyInterval: null, corrected: null, suspects: 0 });
    expect((await get('/confusions')).items).toEqual([]);
    expect((await get('/progress')).labelsPerMinute).toBe(0);
    const { noiseMatrix, cells } = await get('/noise-matrix');
    expect([noiseMatrix.length, cells]).toEqual([3, []]);
  });

  it('is counted by the labels’ own times, exactly', async () => {
    const labels: object[] = [];
    for (let n = 0; n < 60; n++) {
      const gold = names[n % 3]!;
      const at = new Date(beganMs + (n * dayMs) / 2).toISOString();
      const base = { exampleId: `e${n}`, gold, at };
      labels.push({ ...base, sourceId: 'ann', label: gold });
      labels.push({ ...base, sourceId: 'bad', label: gold === 'cat' ? 'dog' : gold });
    }
    await send(labels);
    const { buckets } = (await get('/history')) as { buckets: Bucket[] };
    expect(buckets.length).toBe(60);
    expect(buckets.reduce((sum, bucket) => sum + bucket.labels, 0)).toBe(120);
    // Gold is known of every example: one of two labels is wrong where it is a cat, none where it is not.
    expect(buckets.map(({ accuracy }) => accuracy)).toEqual(Array.from({ length: 60 }, (_, n) => (n % 3 ? 1 : 0.5)));
    expect(buckets.every(({ corrected }) => corrected === 1)).toBe(true);
    expect(buckets.every(({ accuracy, accuracyInterval: [low, high] }) => low <= accuracy && accuracy <= high)).toBe(
      true,
    );
    expect(buckets.reduce((sum, { suspects }) => sum + suspects, 0)).toBe(20);
    expect(Date.parse(buckets[0]!.from)).toBeLessThanOrEqual(beganMs);
    expect(Date.parse(buckets[0]!.to)).toBeGreaterThan(beganMs);
  });

  it('comes in as few buckets as are asked for', async () => {
    const { buckets } = (await get('/history?buckets=10')) as { buckets: Bucket[] };
    expect(buckets.length).toBeLessThanOrEqual(10);
    expect(buckets.length).toBeGreaterThan(3);
    expect(buckets.reduce((sum, bucket) => sum + bucket.labels, 0)).toBe(120);
    for (const buckets of ['0', '241', 'x']) {
      const answer = checked(await monitor.http.get(`${path}/history?buckets=${buckets}`));
      expect([answer.status, answer.body.field]).toEqual([400, 'buckets']);
    }
  });

  it('has the same figures as a whole', async () => {
    const status = await get();
    expect(status).toMatchObject({ labels: 120, accuracy: 0.833333, corrected: 1, suspects: 20, openAlarms: 1 });
    expect(status.accuracyInterval[0]).toBeLessThan(0.833333);
    expect(status.accuracyInterval[1]).toBeGreaterThan(0.833333);
    await until(async () => (await get('/sources?alarm=open')).matching === 1);
    expect((await get('/progress')).labelsPerMinute).toBe(120);
  });

  it('forgets a label that is taken back, and moves with a truth that is known better', async () => {
    expect((await post('/retractions', { exampleId: 'e0', sourceId: 'bad' })).status).toBe(202);
    await monitor.settled('pets');
    const [first] = (await get('/history')).buckets as Bucket[];
    expect(first).toMatchObject({ labels: 1, accuracy: 1, suspects: 0 });
    await send([{ exampleId: 'e0', gold: 'owl' }]);
    const [moved] = (await get('/history')).buckets as Bucket[];
    expect(moved).toMatchObject({ labels: 1, accuracy: 0, corrected: 1, suspects: 1 });
    await send([{ exampleId: 'e0', gold: 'cat' }]);
  });

  it('knows what all sources together make of each class, and who is behind it', async () => {
    const { noiseMatrix, cells } = await get('/noise-matrix');
    expect(noiseMatrix[0][1]).toBeGreaterThan(0.3);
    expect(noiseMatrix[0].reduce((sum: number, p: number) => sum + p, 0)).toBeCloseTo(1, 5);
    const wrong = cells.filter((cell: { trueLabel: string; label: string }) => cell.trueLabel !== cell.label);
    expect(wrong).toMatchObject([{ trueLabel: 'cat', label: 'dog', count: 19 }]);
    const isRead = async () => (await get('/confusions')).items[0]?.count === 19;
    await until(isRead);
    const { items, nextCursor } = await get('/confusions');
    expect(items).toMatchObject([
      {
        trueLabel: 'cat',
        label: 'dog',
        count: 19,
        sources: 1,
        topSource: { sourceId: 'bad', share: 1 },
        everybody: false,
      },
    ]);
    expect(nextCursor).toBeNull();
    const [low, high] = items[0].interval;
    expect(low).toBeLessThan(items[0].probability);
    expect(high).toBeGreaterThan(items[0].probability);
  });

  it('knows what everybody confuses', async () => {
    const labels: object[] = [];
    for (let n = 0; n < 30; n++)
      for (const sourceId of ['u', 'v', 'w', 'x'])
        labels.push({ exampleId: `o${n}`, gold: 'owl', sourceId, label: n % 3 === 0 ? 'cat' : 'owl' });
    await send(labels);
    const findOwls = async () =>
      ((await get('/confusions')).items as { trueLabel: string }[]).find(({ trueLabel }) => trueLabel === 'owl');
    await until(async () => (await findOwls()) !== undefined);
    const owls = await findOwls();
    expect(owls).toMatchObject({ label: 'cat', count: 40, sources: 4, everybody: true });
    expect(owls).toMatchObject({ topSource: { share: 0.25 } });
  });

  it('shows a source beside the project', async () => {
    const bad = await get('/sources/bad');
    expect(bad).toMatchObject({ accuracyLine: 0.8, paused: null });
    expect(bad.projectNoiseMatrix).toEqual((await get('/noise-matrix')).noiseMatrix);
    expect(bad.noiseMatrix[0][1]).toBeGreaterThan(bad.projectNoiseMatrix[0][1]);
    const [bucket] = bad.history;
    expect(bucket.accuracyInterval[0]).toBeLessThan(bucket.accuracy);
    expect(bucket.accuracyInterval[1]).toBeGreaterThan(bucket.accuracy);
  });

  it('is paused by a person, once, and everybody hears of it', async () => {
    const receiver = new WebhookReceiver();
    await receiver.open();
    await monitor.http
      .post(`${path}/webhooks`)
      .send({ url: receiver.url, events: ['source.paused', 'source.resumed'] });
    const said = { by: 'rita', note: 'asks her' };
    for (let n = 0; n < 2; n++)
      expect((await post('/sources/bad/pause', said)).body).toEqual({ sourceId: 'bad', action: 'pause', by: 'rita' });
    await until(() => receiver.received.length === 1);
    await monitor.settled('pets');
    const bad = await get('/sources/bad');
    expect(bad.paused).toMatchObject(said);
    expect(bad.alarmRecords.at(-1)).toMatchObject({ kind: 'pause', state: 'open', ...said });
    const [event] = receiver.bodies('source.paused');
    api.checkWebhook(event!);
    expect(event!.data).toMatchObject({ project: 'pets', sourceId: 'bad', ...said });
    expect((await post('/sources/bad/resume', { by: 'eve' })).status).toBe(202);
    await until(() => receiver.received.length === 2);
    api.checkWebhook(receiver.bodies('source.resumed')[0]!);
    expect((await get('/sources/bad')).paused).toBeNull();
    const alarmed = (await get('/sources')).items.filter((s: { alarms: unknown[] }) => s.alarms.length > 0);
    expect((await get()).openAlarms).toBe(alarmed.length);
    await receiver.close();
  });

  it.each([
    ['/sources/nobody/pause', { by: 'rita' }, 404, 'sourceId'],
    ['/sources/bad/pause', {}, 400, 'by'],
    ['/sources/bad/resume', { by: 'rita', why: 'x' }, 400, 'why'],
  ])('refuses %s of %j', async (about, body, status, field) => {
    const answer = await post(about, body);
    expect([answer.status, answer.body.field]).toEqual([status, field]);
  });

  it('refuses a further page of confusions', async () => {
    const answer = checked(await monitor.http.get(`${path}/confusions?cursor=abc`));
    expect([answer.status, answer.body.field]).toEqual([400, 'cursor']);
  });
});

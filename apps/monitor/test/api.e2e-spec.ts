import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Response } from 'supertest';
import { until, WebhookReceiver } from '#testing';
import { DescribedApi, type ApiDocument } from './testing/described-api.js';
import { crowdLines, monitorUnderTest, type MonitorUnderTest } from './testing/monitor-under-test.js';

const ndjson = 'application/x-ndjson';

describe('the API answers as it describes itself', () => {
  let monitor: MonitorUnderTest;
  let api: DescribedApi;

  const get = async (path: string) => checked(await monitor.http.get(path));
  const post = async (path: string, body: object) => checked(await monitor.http.post(path).send(body));
  const checked = (response: Response) => {
    api.check(response);
    return response;
  };

  beforeAll(async () => {
    monitor = await monitorUnderTest({
      QUALM_TRAINER: 'on',
      QUALM_TRAIN_WARMUP_LABELS: '200',
      QUALM_WEBHOOK_ALLOW: '127.0.0.1',
      QUALM_WEBHOOK_ALLOW_HTTP: 'true',
    });
    api = new DescribedApi((await monitor.http.get('/docs/openapi.json')).body as ApiDocument);
  });
  afterAll(() => monitor.stop());

  it('describes itself in OpenAPI 3.1, with examples that hold', () => {
    expect(api.document.openapi).toBe('3.1.0');
    expect(api.checkExamples()).toBeGreaterThan(8);
  });

  it('makes and lists projects', async () => {
    const made = await post('/v1/projects', { id: 'pets', classes: ['cat', 'dog'] });
    expect(made.status).toBe(201);
    expect(made.headers['location']).toBe('/v1/projects/pets');
    expect(made.body).toMatchObject({ id: 'pets', labelsAs: 'name', featureShape: null });
    await post('/v1/projects', { id: 'digits', classes: 10, featureShape: [28, 28], featureType: 'uint8' });
    const first = await get('/v1/projects?limit=1');
    expect(first.body.items).toMatchObject([{ id: 'digits', labelsAs: 'index' }]);
    const second = await get(`/v1/projects?limit=1&cursor=${first.body.nextCursor}`);
    expect(second.body).toMatchObject({ items: [{ id: 'pets' }], nextCursor: null });
    expect((await post('/v1/projects', { id: 'pets', classes: 2 })).status).toBe(409);
  });

  it('takes labels, singly, in a list and as a stream, and says what it did not take', async () => {
    const one = await post('/v1/projects/pets/labels', { exampleId: 'a/1', sourceId: 'ann', label: 'cat' });
    expect([one.status, one.body]).toEqual([202, { accepted: 1 }]);
    const labels = [
      { exampleId: 'a/1', sourceId: 'bob', label: 'dog' },
      { exampleId: 'a/1', sourceId: 'cyd', label: 0, at: '2026-11-20T12:00:00Z' },
    ];
    expect((await post('/v1/projects/pets/labels', { labels })).body).toEqual({ accepted: 2 });
    const lines = `${crowdLines(60)}{"exampleId":"e0","gold":"cat"}\n`;
    const all = checked(await monitor.http.post('/v1/projects/pets/labels').type(ndjson).send(lines));
    expect([all.status, all.body]).toEqual([202, { accepted: 241, rejected: 0, errors: [] }]);
    const mixed = '{"exampleId":"z","sourceId":"ann","label":"cat"}\r\n\n{"exampleId":"z","label":"cow"}\n{oops';
    const some = checked(await monitor.http.post('/v1/projects/pets/labels').type(ndjson).send(mixed));
    expect([some.status, some.body.accepted, some.body.rejected]).toEqual([207, 1, 2]);
    expect(some.body.errors).toMatchObject([
      { line: 2, field: 'sourceId' },
      { line: 3, field: 'line' },
    ]);
  });

  it('takes gold and retractions', async () => {
    const gold = { exampleId: 'a/1', label: 'cat', origin: 'sampled', reviewer: 'eve' };
    expect((await post('/v1/projects/pets/gold', { gold: [gold] })).body).toEqual({ accepted: 1 });
    const retracted = await post('/v1/projects/pets/retractions', { exampleId: 'a/1', sourceId: 'cyd' });
    expect([retracted.status, retracted.body]).toEqual([202, { accepted: 1 }]);
    await monitor.settled('pets');
  });

  it('explains an example', async () => {
    const { body } = await get(`/v1/projects/pets/examples/${encodeURIComponent('a/1')}`);
    expect(body).toMatchObject({ suggestedLabel: 'cat', gold: { label: 'cat', origin: 'sampled', reviewer: 'eve' } });
    expect(body.posterior).toEqual([{ label: 'cat', probability: 1 }]);
    expect(body.labels.map((l: { sourceId: string }) => l.sourceId)).toEqual(['ann', 'bob']);
    const [right, wrong] = body.labels;
    expect(right).toMatchObject({ quality: 1, suspect: false });
    expect(wrong).toMatchObject({ quality: 0, suspect: true, suggestedLabel: 'cat' });
    const reason = wrong.reasons.find((r: { reason: string }) => r.reason === 'gold');
    expect(reason.says).toBe('The true label is known (sampled): "cat", not "dog".');
  });

  it('lists every example once over its pages', async () => {
    const ids: string[] = [];
    let cursor = '';
    do {
      const { body } = await get(`/v1/projects/pets/examples?limit=7${cursor}`);
      expect(body.items.length).toBeLessThanOrEqual(7);
      ids.push(...body.items.map((e: { exampleId: string }) => e.exampleId));
      cursor = body.nextCursor === null ? '' : `&cursor=${body.nextCursor}`;
    } while (cursor !== '');
    expect(ids.length).toBe(62);
    expect(new Set(ids).size).toBe(62);
  });

  it('lists sources, the riskiest first, and shows one with its matrix', async () => {
    await until(async () => (await get('/v1/projects/pets/alerts')).body.openTotal > 0, 30_000);
    const { body } = await get('/v1/projects/pets/sources?limit=3');
    expect(body.items[0]).toMatchObject({ sourceId: 'w0', labels: 60 });
    expect(body.items[0].alarms.length).toBeGreaterThan(0);
    const rest = await get(`/v1/projects/pets/sources?cursor=${body.nextCursor}`);
    const ids = [...body.items, ...rest.body.items].map((s: { sourceId: string }) => s.sourceId);
    expect(ids.toSorted()).toEqual(['ann', 'bob', 'cyd', 'w0', 'w1', 'w2', 'w3']);
    expect(ids.at(-1)).toBe('cyd');
    const one = await get('/v1/projects/pets/sources/w1');
    for (const row of one.body.noiseMatrix) expect(row[0] + row[1]).toBeCloseTo(1, 5);
    const counted = one.body.cells.reduce((sum: number, cell: { count: number }) => sum + cell.count, 0);
    expect(counted).toBeGreaterThan(59);
    for (const { probability, interval } of one.body.cells) {
      expect(interval[0]).toBeLessThan(probability);
      expect(interval[1]).toBeGreaterThan(probability);
    }
    expect(one.body.history.reduce((sum: number, bucket: { labels: number }) => sum + bucket.labels, 0)).toBe(60);
  });

  it('lists verdicts, newest first, by suspicion and source', async () => {
    const { body } = await get('/v1/projects/pets/verdicts?suspect=true&sourceId=bob&limit=5');
    expect(body.items.length).toBeGreaterThan(0);
    for (const verdict of body.items)
      expect(verdict).toMatchObject({ sourceId: 'bob', suspect: true, project: 'pets' });
    const first = await get('/v1/projects/pets/verdicts?limit=10');
    const second = await get(`/v1/projects/pets/verdicts?limit=10&cursor=${first.body.nextCursor}`);
    const seqs = [...first.body.items, ...second.body.items].map((v: { seq: number }) => v.seq);
    expect(seqs).toEqual(seqs.toSorted((a, b) => b - a));
    expect(new Set(seqs).size).toBe(20);
  });

  it('lists alerts: what is open and what happened', async () => {
    const { body } = await get('/v1/projects/pets/alerts');
    expect(body.open[0]).toMatchObject({ sourceId: 'w0' });
    expect((await get('/v1/projects/pets/act-now')).body.items[0]).toMatchObject({ sourceId: 'w0' });
    expect((await get('/v1/projects/pets/calibration')).body).toMatchObject({ calibrated: true, modelVersion: 0 });
    const [{ slot }] = body.open[0].alarms;
    expect((await post(`/v1/projects/pets/sources/w0/alarms/${slot}/acknowledge`, { by: 'rita' })).status).toBe(202);
    expect(body.items.map((a: { sourceId: string; state: string }) => [a.sourceId, a.state])).toContainEqual([
      'w0',
      'open',
    ]);
  });

  it('lists model versions and says which one serves', async () => {
    await until(async () => (await get('/v1/projects/pets/models')).body.items.length > 0, 60_000);
    const { body } = await get('/v1/projects/pets/models');
    expect(body.backends).toMatchObject({
      scoring: { name: 'wasm', notes: [] },
      training: { name: 'wasm', notes: [] },
    });
    expect(body.items[0].trainedOn).toBe('wasm');
    expect(body.items[0].gate).not.toBe('');
    expect(body.items.map((m: { active: boolean; version: number }) => m.active && m.version)).toContain(
      body.activeVersion || false,
    );
    expect((await get('/v1/projects/pets/models/1')).body.version).toBe(1);
  });

  it('shows the evidence of a model in an explanation', async () => {
    await until(async () => (await get('/v1/projects/pets/examples/e5')).body.evidence !== null, 60_000);
    const { body } = await get('/v1/projects/pets/examples/e5');
    expect(body.evidence).toMatchObject({ modelVersion: body.modelVersion, outOfSample: true, rescored: true });
    const sum = body.evidence.model.reduce((total: number, c: { probability: number }) => total + c.probability, 0);
    expect(sum).toBeCloseTo(1, 3);
  });

  it('appends classes, which labels may use at once', async () => {
    const grown = await post('/v1/projects/pets/classes', { names: ['bird'] });
    expect([grown.status, grown.body.classes]).toEqual([200, ['cat', 'dog', 'bird']]);
    await post('/v1/projects/pets/labels', { exampleId: 'b1', sourceId: 'ann', label: 'bird' });
    await monitor.settled('pets');
    expect((await get('/v1/projects/pets/examples/b1')).body.labels).toMatchObject([{ label: 'bird' }]);
    expect((await get('/v1/dead-letters')).body.items).toEqual([]);
  });

  it('shows a dead letter of what other producers sent', async () => {
    const value = Buffer.from('{"project":"pets","exampleId":"x","sourceId":"s","label":"cow"}');
    await monitor.service.log.append([{ topic: 'events', key: 'pets/x', value }]);
    await until(async () => (await get('/v1/dead-letters')).body.items.length === 1);
    const { body } = await get('/v1/dead-letters?limit=1');
    expect(body.items[0]).toMatchObject({ field: 'label', encoding: 'utf8', truncated: false });
    expect(body.items[0].reason).toContain('"cow" is not a class of project "pets"');
  });

  it('keeps webhooks, and sends to them', async () => {
    const path = '/v1/projects/pets/webhooks';
    const receiver = new WebhookReceiver();
    await receiver.open();
    const made = await post(path, { url: receiver.url, events: ['test'] });
    expect(made.headers['location']).toBe(`${path}/${made.body.id}`);
    const one = `${path}/${made.body.id}`;
    expect((await get(path)).body.items).toMatchObject([{ id: made.body.id, enabled: true }]);
    expect((await get(one)).body).not.toHaveProperty('secret');
    const changed = checked(await monitor.http.patch(one).send({ description: 'pager' }));
    expect(changed.body.description).toBe('pager');
    expect((await post(`${one}/secret`, {})).body.secret).not.toBe(made.body.secret);
    const { id } = (await post(`${one}/test`, {})).body;
    await until(async () => (await get(`${one}/deliveries/${id}`)).body.state === 'delivered');
    expect((await post(`${one}/deliveries/${id}/redeliver`, {})).body.state).toBe('pending');
    await until(() => receiver.received.length === 2);
    expect((await get(`${one}/deliveries`)).body.items).toMatchObject([{ id }]);
    expect(checked(await monitor.http.delete(one)).status).toBe(204);
    expect((await get(one)).status).toBe(404);
    await receiver.close();
  });

  it('says how it is: project, progress, health, metrics', async () => {
    expect((await get('/v1/projects/pets')).body).toMatchObject({ labels: 244, sources: 7, examples: 63 });
    expect((await get('/v1/projects/pets/progress')).body.lag).toMatchObject({ judge: 0, watch: 0 });
    expect((await get('/health/live')).body.status).toBe('ok');
    const ready = (await get('/health/ready')).body;
    expect(Object.keys(ready.details).toSorted()).toEqual(['ledger', 'model', 'stages', 'stream']);
    const { text } = await get('/metrics');
    expect(text).toMatch(/^qualm_labels_total\{project="pets"\} 245$/m);
    expect(text).toMatch(/^qualm_dead_letters_total 1$/m);
    expect(text).toMatch(/^qualm_project_sources\{project="pets"\} 7$/m);
    expect(text).toMatch(/^nodejs_eventloop_lag_p99_seconds /m);
    expect(text).toMatch(/^qualm_model_backend_info\{role="training",backend="wasm",device=".+"\} 1$/m);
    expect(text).not.toContain('example_id');
    const one = await get('/metrics/source?project=pets&source=w0');
    expect(one.text).toMatch(/^qualm_source_labels\{project="pets",source="w0"\} \d+$/m);
  });

  it('was asked for everything that it describes', () => {
    const others =
      /\/stream |\/history |\/noise-matrix |\/confusions |\/export |\/(pause|resume) |\/reviews|\/connectors|\/prototypes |^PATCH \/v1\/projects\/\{project\} /;
    const elsewhere = api.promised.filter((place) => others.test(place));
    expect(api.promised.filter((place) => !api.answered.has(place))).toEqual(elsewhere);
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Response } from 'supertest';
import { until } from '#testing';
import { DescribedApi, type ApiDocument } from './testing/described-api.js';
import { monitorUnderTest, temporaryFolder, type MonitorUnderTest } from './testing/monitor-under-test.js';

const ndjson = 'application/x-ndjson';
const side = 8;

interface Prototype {
  label: string;
  similarity: number;
  exampleId: string | null;
  display: { kind: string; data: string } | null;
}

/** A bright upper or lower half, with some noise. */
function image(n: number): Uint8Array {
  return Uint8Array.from({ length: side * side }, (_, at) => {
    const bright = at < (side * side) / 2 === (n % 2 === 0);
    return (bright ? 180 : 20) + ((n * 7_919 + at * 104_729) % 50);
  });
}
const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');

/** Three labels for each image; the third is wrong now and then. */
function imageLines(examples: number): string {
  const lines = Array.from({ length: examples * 3 }, (_, l) => {
    const n = Math.floor(l / 3);
    const wrong = l % 3 === 2 && n % 5 === 0;
    const label = ['upper', 'lower'][wrong ? 1 - (n % 2) : n % 2];
    const features = l % 3 === 0 ? { features: base64(image(n)) } : {};
    return JSON.stringify({ exampleId: `i${n}`, sourceId: `w${l % 3}`, label, ...features });
  });
  return `${lines.join('\n')}\n`;
}

describe('what is shown of an example', () => {
  const dataDir = temporaryFolder();
  const env = { QUALM_TRAINER: 'on', QUALM_TRAIN_WARMUP_LABELS: '200' };
  let monitor: MonitorUnderTest;
  let api: DescribedApi;

  const checked = (response: Response) => {
    api.check(response);
    return response;
  };
  const get = async (path: string) => checked(await monitor.http.get(path));
  const post = async (path: string, body: object) => checked(await monitor.http.post(path).send(body));
  const patch = async (id: string, settings: object) =>
    checked(await monitor.http.patch(`/v1/projects/${id}`).send({ settings }));
  const displayOf = async (project: string, id: string) =>
    (await get(`/v1/projects/${project}/examples/${encodeURIComponent(id)}`)).body.display;
  const label = async (project: string, exampleId: string, more: object) => {
    expect((await post(`/v1/projects/${project}/labels`, { exampleId, sourceId: 'ann', label: 0, ...more })).status).toBe(202); // prettier-ignore
    await monitor.settled(project);
  };
  const open = async () => {
    monitor = await monitorUnderTest(env, dataDir);
    api = new DescribedApi((await monitor.http.get('/docs/openapi.json')).body as ApiDocument);
  };

  beforeAll(async () => {
    await open();
    const images = { featureShape: [side, side, 1], featureType: 'uint8' };
    await post('/v1/projects', { id: 'images', classes: ['upper', 'lower'], ...images });
    await post('/v1/projects', { id: 'texts', classes: ['bad', 'good'] });
    await monitor.http.post('/v1/projects/images/labels').type(ndjson).send(imageLines(120)).expect(202);
    await monitor.settled('images');
  });
  afterAll(() => monitor.stop());

  it('are its pixels, as they came with the first label that had them', async () => {
    const first = { kind: 'image', shape: [side, side, 1], data: base64(image(7)) };
    expect(await displayOf('images', 'i7')).toEqual(first);
    await label('images', 'i7', { sourceId: 'w9', features: base64(image(8)) });
    expect(await displayOf('images', 'i7')).toEqual(first);
    await label('images', 'late', { text: 'words are not kept here' });
    expect(await displayOf('images', 'late')).toBeNull();
    await label('images', 'late', { sourceId: 'bob', features: base64(image(3)) });
    expect(await displayOf('images', 'late')).toMatchObject({ kind: 'image', data: base64(image(3)) });
  });

  it('is its text where features are no images', async () => {
    const text = 'Ça va?\nOui \u{1F600}';
    await label('texts', 'a/1', { text, features: [0.1, 0.2] });
    await label('texts', 'a/1', { sourceId: 'bob', text: 'another' });
    await label('texts', 'silent', {});
    expect(await displayOf('texts', 'a/1')).toEqual({ kind: 'text', text });
    expect(await displayOf('texts', 'silent')).toBeNull();
    const long = await post('/v1/projects/texts/labels', { exampleId: 'x', sourceId: 's', label: 0, text: 'é'.repeat(8_193) }); // prettier-ignore
    expect([long.status, long.body.field]).toEqual([400, 'text']);
  });

  it('comes from another producer too, as protobuf or JSON', async () => {
    const value = Buffer.from('{"project":"texts","exampleId":"k","sourceId":"s","label":0,"text":"from a topic"}');
    await monitor.service.log.append([{ topic: 'events', key: 'texts/k', value }]);
    await monitor.settled('texts');
    expect(await displayOf('texts', 'k')).toEqual({ kind: 'text', text: 'from a topic' });
  });

  it('changes with the setting: what was kept stays, the rest is kept from then on', async () => {
    await patch('texts', { display: { kind: 'none' } });
    await label('texts', 'unkept', { text: 'not kept' });
    expect([await displayOf('texts', 'a/1'), await displayOf('texts', 'unkept')]).toEqual([null, null]);
    const template = 'https://images.example.com/{exampleId}.jpg';
    const changed = await patch('texts', { display: { kind: 'url', template } });
    expect(changed.body.settings.display).toEqual({ kind: 'url', template });
    expect(await displayOf('texts', 'a/1')).toEqual({ kind: 'url', url: 'https://images.example.com/a%2F1.jpg' });
    await patch('texts', { display: { kind: 'text' } });
    expect(await displayOf('texts', 'a/1')).toMatchObject({ kind: 'text' });
    expect(await displayOf('texts', 'unkept')).toBeNull();
    await label('texts', 'unkept', { sourceId: 'bob', text: 'kept' });
    expect(await displayOf('texts', 'unkept')).toEqual({ kind: 'text', text: 'kept' });
  });

  it('is in a review', async () => {
    const { item } = (await post('/v1/projects/images/reviews/claim', { reviewer: 'ann' })).body;
    expect(item.example.display).toMatchObject({ kind: 'image', data: base64(image(Number(item.exampleId.slice(1)))) });
  });

  it('is in the nearest prototypes, which are of its class', async () => {
    const path = '/v1/projects/images/examples/i7/prototypes';
    await until(async () => (await get('/v1/projects/images')).body.modelVersion > 0, 60_000);
    await monitor.service.pipeline.refresh();
    const { body } = await get(path);
    expect(body.modelVersion).toBeGreaterThan(0);
    const items = body.items as Prototype[];
    expect(items.map((p) => p.similarity)).toEqual(items.map((p) => p.similarity).toSorted((a, b) => b - a));
    expect(items[0]).toMatchObject({ label: 'lower' });
    for (const { exampleId, display } of items) {
      expect(exampleId).not.toBe('i7');
      expect(display!.data).toBe(base64(image(Number(exampleId!.slice(1)))));
    }
    expect((await get(`${path}?limit=1`)).body.items).toEqual(items.slice(0, 1));
    for (const [query, field] of [
      ['limit=0', 'limit'],
      ['limit=101', 'limit'],
      ['cursor=a', 'cursor'],
    ])
      // prettier-ignore
      expect((await get(`${path}?${query}`)).body).toMatchObject({ status: 400, field });
  });

  it('says in words why there are no nearest prototypes', async () => {
    const noModel = await get('/v1/projects/texts/examples/a%2F1/prototypes');
    expect([noModel.status, noModel.body.detail]).toEqual([404, 'model: none that has prototypes is in use so far']);
    const nobody = await get('/v1/projects/images/examples/nobody/prototypes');
    expect([nobody.status, nobody.body.field]).toEqual([404, 'exampleId']);
    expect(nobody.body.detail).toContain('the features of "nobody" are not kept');
  });

  it('is in the prototypes of a version, whose report has the ODD histogram', async () => {
    const { activeVersion } = (await get('/v1/projects/images/models')).body;
    const path = `/v1/projects/images/models/${activeVersion}`;
    const { odd, oddThreshold } = (await get(path)).body.report;
    expect(odd.threshold).toBe(oddThreshold);
    expect([odd.edges.length, odd.given.length, odd.random.length]).toEqual([41, 40, 40]);
    for (const shares of [odd.given, odd.random])
      expect(shares.reduce((a: number, b: number) => a + b, 0)).toBeCloseTo(1, 4);
    const all = (await get(`${path}/prototypes`)).body.items as Prototype[];
    expect(new Set(all.map((p) => p.label))).toEqual(new Set(['upper', 'lower']));
    for (const { exampleId, display } of all) expect(display!.data).toBe(base64(image(Number(exampleId!.slice(1)))));
    const paged: Prototype[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const { body } = await get(`${path}/prototypes?limit=3${cursor && `&cursor=${cursor}`}`);
      paged.push(...body.items);
      cursor = body.nextCursor;
    }
    expect(paged).toEqual(all);
    expect((await get('/v1/projects/images/models/99/prototypes')).status).toBe(404);
  });

  it('was asked for every one of its routes', () => {
    const own = api.promised.filter((place) => /\/prototypes |^PATCH \/v1\/projects\/\{project\} /.test(place));
    expect(own).toHaveLength(3);
    expect(own.filter((place) => !api.answered.has(place))).toEqual([]);
  });

  it('survives a restart', async () => {
    const before = await displayOf('images', 'i7');
    await monitor.stop();
    await open();
    expect(await displayOf('images', 'i7')).toEqual(before);
    await label('images', 'i7', { sourceId: 'w8', features: base64(image(9)) });
    expect(await displayOf('images', 'i7')).toEqual(before);
  });
});

describe('settings of a project', () => {
  let monitor: MonitorUnderTest;
  const change = (body: unknown) => monitor.http.patch('/v1/projects/p').send(body as object);

  beforeAll(async () => {
    monitor = await monitorUnderTest();
    await monitor.http.post('/v1/projects').send({ id: 'p', classes: 2 }).expect(201);
  });
  afterAll(() => monitor.stop());

  it('change before the first label, all of them', async () => {
    const { body } = await change({ settings: { alarmLevel: 0.01, suspectBelow: 0.4 } });
    expect(body.settings).toMatchObject({ alarmLevel: 0.01, suspectBelow: 0.4, settleWindow: 10 });
  });

  it.each([
    [{}, 'settings'],
    [{ settings: [] }, 'settings'],
    [{ settings: { suspectBelow: 7 } }, 'settings.suspectBelow'],
    [{ settings: { suspectbelow: 0.1 } }, 'suspectbelow'],
    [{ settings: { display: { kind: 'features' } } }, 'settings.display.kind'],
    [{ settings: { display: { kind: 'url', template: 'https://{exampleId}/' } } }, 'settings.display.template'],
    [{ settings: {}, classes: 3 }, 'classes'],
    [[], 'body'],
  ])('are refused: %j', async (body, field) => {
    expect((await change(body)).body).toMatchObject({ type: 'urn:qualm:problem:invalid-input', field });
  });

  it('of nobody, or as text, are refused', async () => {
    expect((await monitor.http.patch('/v1/projects/q').send({ settings: {} })).status).toBe(404);
    expect((await monitor.http.patch('/v1/projects/p').type('text/plain').send('settings')).status).toBe(415);
  });

  it('on which the promise of a test rests stay once a label was judged; the others change', async () => {
    await monitor.http.post('/v1/projects/p/labels').send({ exampleId: 'e', sourceId: 's', label: 1 }).expect(202);
    await monitor.settled('p');
    const { body } = await change({ settings: { alarmLevel: 0.2, suspectBelow: 0.3 } });
    expect(body).toMatchObject({ status: 409, type: 'urn:qualm:problem:setting-fixed', field: 'settings.alarmLevel' });
    expect(body.detail).toContain('cannot change any more: labels were taken');
    const same = await change({ settings: { alarmLevel: 0.01, suspectBelow: 0.3 } });
    expect([same.status, same.body.settings.suspectBelow]).toEqual([200, 0.3]);
    expect((await monitor.http.get('/v1/projects/p')).body.settings).toMatchObject({ alarmLevel: 0.01, suspectBelow: 0.3 }); // prettier-ignore
  });
});

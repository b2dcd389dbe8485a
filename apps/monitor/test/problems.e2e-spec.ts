import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DescribedApi, type ApiDocument } from './testing/described-api.js';
import { monitorUnderTest, type MonitorUnderTest } from './testing/monitor-under-test.js';

const labels = '/v1/projects/pets/labels';
const json = 'application/json';
const ndjson = 'application/x-ndjson';

interface Case {
  what: string;
  method?: 'get' | 'post' | 'delete';
  path: string;
  type?: string;
  body?: string;
  status: number;
  kind: string;
  field?: string;
  value?: string;
}

const cases: Case[] = [
  { what: 'an unknown route', path: '/v1/nothing', status: 404, kind: 'not-found' },
  { what: 'an unknown project', path: '/v1/projects/none', status: 404, kind: 'not-found', field: 'project' },
  {
    what: 'an unknown example',
    path: '/v1/projects/pets/examples/e9',
    status: 404,
    kind: 'not-found',
    field: 'exampleId',
    value: '"e9"',
  },
  {
    what: 'an unknown source',
    path: '/v1/projects/pets/sources/s9',
    status: 404,
    kind: 'not-found',
    field: 'sourceId',
  },
  { what: 'an unknown version', path: '/v1/projects/pets/models/7', status: 404, kind: 'not-found', field: 'version' },
  {
    what: 'a label for an unknown project',
    method: 'post',
    path: '/v1/projects/none/labels',
    type: json,
    body: '{}',
    status: 404,
    kind: 'not-found',
    field: 'project',
  },
  { what: 'another method', method: 'delete', path: '/v1/projects', status: 405, kind: 'method-not-allowed' },
  {
    what: 'a limit out of range',
    path: '/v1/projects?limit=1001',
    status: 400,
    kind: 'invalid-input',
    field: 'limit',
    value: '"1001"',
  },
  {
    what: 'a misspelt filter',
    path: '/v1/projects/pets/verdicts?suspct=true',
    status: 400,
    kind: 'invalid-input',
    field: 'suspct',
  },
  {
    what: 'a filter given twice',
    path: '/v1/projects/pets/verdicts?suspect=true&suspect=false',
    status: 400,
    kind: 'invalid-input',
    field: 'suspect',
  },
  {
    what: 'a cursor of another list',
    path: '/v1/projects/pets/sources?cursor=WyJwcm9qZWN0cyIsImEiXQ',
    status: 400,
    kind: 'invalid-input',
    field: 'cursor',
  },
  {
    what: 'a cursor that is none',
    path: '/v1/projects/pets/examples?cursor=%00',
    status: 400,
    kind: 'invalid-input',
    field: 'cursor',
  },
  {
    what: 'no JSON',
    method: 'post',
    path: labels,
    type: json,
    body: '{"a":',
    status: 400,
    kind: 'malformed-json',
    field: 'body',
  },
  {
    what: 'JSON that is no object',
    method: 'post',
    path: labels,
    type: json,
    body: '[1]',
    status: 400,
    kind: 'invalid-input',
    field: 'body',
  },
  {
    what: 'a missing field',
    method: 'post',
    path: labels,
    type: json,
    body: '{"exampleId":"a","label":0}',
    status: 400,
    kind: 'invalid-input',
    field: 'sourceId',
  },
  {
    what: 'a class that is none',
    method: 'post',
    path: labels,
    type: json,
    body: '{"exampleId":"a","sourceId":"s","label":"cta"}',
    status: 400,
    kind: 'invalid-input',
    field: 'label',
    value: '"cta"',
  },
  {
    what: 'one bad label of a list',
    method: 'post',
    path: labels,
    type: json,
    body: '{"labels":[{"exampleId":"a","sourceId":"s","label":0},{"exampleId":"a","sourceId":"s","label":2}]}',
    status: 400,
    kind: 'invalid-input',
    field: 'labels[1].label',
    value: '2',
  },
  {
    what: 'an empty list',
    method: 'post',
    path: labels,
    type: json,
    body: '{"labels":[]}',
    status: 400,
    kind: 'invalid-input',
    field: 'labels',
  },
  {
    what: 'features of another length',
    method: 'post',
    path: labels,
    type: json,
    body: '{"exampleId":"a","sourceId":"s","label":0,"features":[1,2]}',
    status: 400,
    kind: 'invalid-input',
    field: 'features',
  },
  {
    what: 'features that are no numbers',
    method: 'post',
    path: labels,
    type: json,
    body: '{"exampleId":"a","sourceId":"s","label":0,"features":[1,"x",3]}',
    status: 400,
    kind: 'invalid-input',
    field: 'features[1]',
    value: '"x"',
  },
  {
    what: 'a time that is none',
    method: 'post',
    path: labels,
    type: json,
    body: '{"exampleId":"a","sourceId":"s","label":0,"at":"yesterday"}',
    status: 400,
    kind: 'invalid-input',
    field: 'at',
    value: '"yesterday"',
  },
  {
    what: 'a time that has yet to come',
    method: 'post',
    path: labels,
    type: json,
    body: '{"exampleId":"a","sourceId":"s","label":0,"at":"2099-01-01"}',
    status: 400,
    kind: 'invalid-input',
    field: 'at',
    value: '"2099-01-01T00:00:00.000Z"',
  },
  {
    what: 'a label of another project',
    method: 'post',
    path: labels,
    type: json,
    body: '{"project":"x","exampleId":"a","sourceId":"s","label":0}',
    status: 400,
    kind: 'invalid-input',
    field: 'project',
    value: '"x"',
  },
  {
    what: 'gold of no origin that is known',
    method: 'post',
    path: '/v1/projects/pets/gold',
    type: json,
    body: '{"exampleId":"a","label":0,"origin":"guess"}',
    status: 400,
    kind: 'invalid-input',
    field: 'origin',
    value: '"guess"',
  },
  {
    what: 'a setting out of range',
    method: 'post',
    path: '/v1/projects',
    type: json,
    body: '{"id":"x","classes":2,"settings":{"alarmLevel":2}}',
    status: 400,
    kind: 'invalid-input',
    field: 'settings.alarmLevel',
    value: '2',
  },
  {
    what: 'classes that are missing',
    method: 'post',
    path: '/v1/projects/pets/classes',
    type: json,
    body: '{}',
    status: 400,
    kind: 'invalid-input',
    field: 'names',
  },
  {
    what: 'a class that is there',
    method: 'post',
    path: '/v1/projects/pets/classes',
    type: json,
    body: '{"names":["dog"]}',
    status: 400,
    kind: 'invalid-input',
  },
  {
    what: 'another type of body',
    method: 'post',
    path: labels,
    type: 'text/csv',
    body: 'a,b',
    status: 415,
    kind: 'unsupported-media-type',
    field: 'content-type',
    value: 'text/csv',
  },
  {
    what: 'a stream where none is taken',
    method: 'post',
    path: '/v1/projects/pets/gold',
    type: ndjson,
    body: '{}',
    status: 415,
    kind: 'unsupported-media-type',
  },
  {
    what: 'a large body',
    method: 'post',
    path: labels,
    type: json,
    body: `{"a":"${'x'.repeat(70_000)}"}`,
    status: 413,
    kind: 'too-large',
    field: 'body',
  },
  {
    what: 'a stream without a good line',
    method: 'post',
    path: labels,
    type: ndjson,
    body: '\u0000\u0001\n[]\n',
    status: 400,
    kind: 'nothing-taken',
  },
  {
    what: 'an event id that is none',
    path: '/v1/projects/none/verdicts/stream',
    status: 404,
    kind: 'not-found',
    field: 'project',
  },
];

describe('problems', () => {
  let monitor: MonitorUnderTest;
  let api: DescribedApi;

  beforeAll(async () => {
    monitor = await monitorUnderTest({ QUALM_BODY_LIMIT_BYTES: '65536', QUALM_MAX_LAG_RECORDS: '50' });
    api = new DescribedApi((await monitor.http.get('/docs/openapi.json')).body as ApiDocument);
    await monitor.http.post('/v1/projects').send({ id: 'pets', classes: ['cat', 'dog'], featureShape: [3] });
  });
  afterAll(() => monitor.stop());

  it.each(cases)('$what: $status', async ({ method = 'get', path, type, body, status, kind, field, value }) => {
    const asked = monitor.http[method](path);
    const response = type === undefined ? await asked : await asked.type(type).send(body ?? '');
    expect(response.status).toBe(status);
    expect(response.headers['content-type']).toContain('application/problem+json');
    const problem = JSON.parse(response.text) as Record<string, unknown>;
    expect(problem).toMatchObject({ type: `urn:qualm:problem:${kind}`, status, instance: path.split('?', 1)[0] });
    expect(problem['field']).toBe(field ?? problem['field']);
    if (value !== undefined) expect(problem['value']).toBe(value);
    expect(response.headers['x-powered-by']).toBeUndefined();
    if (status !== 405 && path !== '/v1/nothing') api.check(response);
  });

  it('takes nothing of a list with a bad label', async () => {
    await monitor.settled('pets');
    expect((await monitor.http.get('/v1/projects/pets')).body).toMatchObject({ labels: 0 });
  });

  it('names the methods that a path takes', async () => {
    expect((await monitor.http.put('/v1/projects')).headers['allow']).toBe('POST, GET');
  });

  it('keeps the first hundred errors of a stream and counts the rest', async () => {
    const good = '{"exampleId":"g","sourceId":"s","label":"cat"}';
    const response = await monitor.http
      .post(labels)
      .type(ndjson)
      .send(`${good}\n${'nonsense\n'.repeat(250)}`);
    expect(response.body).toMatchObject({ accepted: 1, rejected: 250 });
    expect(response.body.errors.length).toBe(100);
    expect(response.body.errors[99]).toMatchObject({ line: 100, field: 'line' });
  });

  it('skips a line that is too long and takes the next', async () => {
    const long = `{"exampleId":"${'x'.repeat(200_000)}"}`;
    const response = await monitor.http.post(labels).type(ndjson).send(`${long}\n{"exampleId":"h","gold":"cat"}\n`);
    expect(response.status).toBe(207);
    expect(response.body.errors).toMatchObject([{ line: 0, detail: 'line: is longer than 65536 bytes' }]);
  });

  it('answers 503 while more events wait than the setting allows, and takes them again after', async () => {
    const { log, ledger } = monitor.service;
    const commit = ledger.commit.bind(ledger);
    const releasing = new AbortController();
    const held = once(releasing.signal, 'abort');
    ledger.commit = async (...args) => held.then(() => commit(...args));
    const value = Buffer.from('{"project":"pets","exampleId":"i","sourceId":"s","label":"dog"}');
    await log.append(Array.from({ length: 200 }, () => ({ topic: 'events' as const, key: 'pets/i', value })));
    await new Promise((resolve) => setTimeout(resolve, 300));
    const one = { exampleId: 'j', sourceId: 's', label: 'cat' };
    const refused = await monitor.http.post(labels).send(one);
    expect(refused.status).toBe(503);
    expect(refused.headers['retry-after']).toBe('1');
    api.check(refused);
    releasing.abort();
    ledger.commit = commit;
    await monitor.settled('pets');
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect((await monitor.http.post(labels).send(one)).status).toBe(202);
  });
});

import request from 'supertest';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { DescribedApi, type ApiDocument } from './testing/described-api.js';
import { monitorUnderTest, type MonitorUnderTest } from './testing/monitor-under-test.js';

const secret = 'only-for-the-platform';

/** As Label Studio writes an annotation; `seconds` orders its versions. */
function annotation(id: number, seconds: number, fields: Record<string, unknown> = {}) {
  const at = new Date(Date.UTC(2026, 2, 2, 9, 30, seconds)).toISOString().replace('Z', '000Z');
  return {
    id,
    result: [choice('cat')],
    task: 51,
    completed_by: 2,
    was_cancelled: false,
    ground_truth: false,
    lead_time: 12.41,
    created_at: at,
    updated_at: at,
    ...fields,
  };
}

function choice(...choices: string[]) {
  return { value: { choices }, id: 'q7Lr2_xZ0a', from_name: 'animal', to_name: 'image', type: 'choices' };
}

const task = { id: 51, data: { image: 'https://example.com/51.jpg', caption: 'on a sofa' }, project: 4 };
const message = (action: string, one: object) => ({ action, annotation: one, task, project: { id: 4, title: 'Pets' } });
const deletion = (...ids: number[]) => ({
  action: 'ANNOTATIONS_DELETED',
  annotations: ids.map((id) => ({ id })),
  project: { id: 4 },
});

interface Taken {
  annotations: number;
  events: number;
  skipped: number;
  reasons: { what: string; why: string }[];
}

const redisUrl = inject('redisUrl');
const ledgers: [name: string, env: Record<string, string> | undefined][] = [
  ['LMDB', {}],
  [
    'Redis',
    redisUrl ? { QUALM_LEDGER: 'redis', REDIS_URL: redisUrl, QUALM_REDIS_KEY_PREFIX: `ls${process.pid}:` } : undefined,
  ],
];

describe.each(ledgers.filter(([, env]) => env))('Label Studio sends here, with %s', (_, env) => {
  let monitor: MonitorUnderTest;
  let api: DescribedApi;
  let project: string;
  let projects = 0;

  const send = async (body: object, query = '') => {
    const path = `/v1/connectors/label-studio?project=${project}${query}`;
    const response = await monitor.http.post(path).set('x-qualm-connector-secret', secret).send(body);
    api.check(response);
    return response;
  };
  const taken = async (body: object, query = ''): Promise<Taken> => {
    const response = await send(body, query);
    expect(response.status, response.text).toBe(202);
    return response.body as Taken;
  };
  /** What stands of an example: labels by source, and the gold. */
  const standing = async (exampleId = '51') => {
    await monitor.settled(project);
    const { body } = await monitor.http.get(`/v1/projects/${project}/examples/${exampleId}`);
    const { labels = [], gold = null } = body as { labels?: { sourceId: string; label: string }[]; gold: unknown };
    return { labels: Object.fromEntries(labels.map((label) => [label.sourceId, label.label])), gold };
  };

  beforeAll(async () => {
    monitor = await monitorUnderTest({ QUALM_CONNECTOR_SECRET: secret, ...env });
    api = new DescribedApi((await monitor.http.get('/docs/openapi.json')).body as ApiDocument);
  });
  afterAll(() => monitor.stop());

  const newProject = async () => {
    project = `pets${++projects}`;
    await monitor.http
      .post('/v1/projects')
      .send({ id: project, classes: ['cat', 'dog'] })
      .expect(201);
  };

  it('an annotation that is made, changed and deleted', async () => {
    await newProject();
    expect(await taken(message('ANNOTATION_CREATED', annotation(801, 1)))).toEqual({
      annotations: 1,
      events: 1,
      skipped: 0,
      refused: 0,
      reasons: [],
    });
    expect((await standing()).labels).toEqual({ '2': 'cat' });
    await taken(message('ANNOTATION_UPDATED', annotation(801, 2, { result: [choice('dog')] })));
    expect((await standing()).labels).toEqual({ '2': 'dog' });
    await taken(deletion(801));
    expect((await standing()).labels).toEqual({});
  });

  it('the same again, late, and after the deletion', async () => {
    await newProject();
    const made = message('ANNOTATION_CREATED', annotation(801, 1));
    const changed = message('ANNOTATION_UPDATED', annotation(801, 2, { result: [choice('dog')] }));
    await taken(changed);
    expect((await taken(made)).reasons[0]!.why).toBe('a later version of it is known');
    await taken(changed);
    expect((await standing()).labels).toEqual({ '2': 'dog' });
    await taken(deletion(801));
    await taken(message('ANNOTATION_CREATED', annotation(802, 3)));
    await taken(deletion(801));
    expect((await taken(changed)).reasons[0]!.why).toBe('it was deleted');
    expect((await standing()).labels).toEqual({ '2': 'cat' });
  });

  it('at the same time, and what stands is the latest', async () => {
    await newProject();
    const versions = Array.from({ length: 20 }, (_, n) =>
      message('ANNOTATION_UPDATED', annotation(801, n, { result: [choice(n === 19 ? 'dog' : 'cat')] })),
    );
    await Promise.all(versions.map((version) => taken(version)));
    expect((await standing()).labels).toEqual({ '2': 'dog' });
  });

  it('skips, ground truth, other names, and the text', async () => {
    await newProject();
    const query = '&text=data.caption&source=ls-';
    await taken(message('ANNOTATION_CREATED', annotation(801, 1, { ground_truth: true })), query);
    expect(await standing()).toMatchObject({ labels: { 'ls-2': 'cat' }, gold: { label: 'cat', origin: 'targeted' } });
    const skip = await taken(message('ANNOTATION_UPDATED', annotation(801, 2, { was_cancelled: true })), query);
    expect(skip.reasons).toEqual([
      { what: 'annotation ls-801 of 51', why: 'its annotator skipped the task', refused: false },
    ]);
    expect((await standing()).labels).toEqual({});
  });

  it('an export, of which what cannot be taken is skipped', async () => {
    await newProject();
    const annotations = [
      annotation(801, 1),
      annotation(802, 1, { completed_by: { id: 3, email: 'kim@example.com' } }),
      annotation(803, 1, { completed_by: 4, result: [choice('horse')] }),
      annotation(804, 1, { completed_by: 5, result: [choice('cat', 'dog')] }),
    ];
    const answer = await taken([{ ...task, annotations, predictions: [] }]);
    expect(answer).toMatchObject({ annotations: 3, events: 2, skipped: 2, refused: 1 });
    expect(answer.reasons.map(({ why }) => why)).toEqual([
      expect.stringMatching(/^2 classes were chosen/),
      expect.stringMatching(/^label: "horse" is not a class of project/),
    ]);
    expect((await standing()).labels).toEqual({ '2': 'cat', '3': 'cat' });
    await taken(deletion(802));
    expect((await standing()).labels).toEqual({ '2': 'cat' });
  });

  it.each([
    [{ result: [choice('horse')] }, /^label: "horse" is not a class of project/],
    [{ completed_by: null }, /^completed_by: is missing/],
    [{ updated_at: '2100-01-01T00:00:00Z' }, /^at: .* is more than 24 hours after/],
  ])('one with %j, which is refused without an error that would count as a failed delivery', async (fields, why) => {
    await newProject();
    const answer = await taken(message('ANNOTATION_CREATED', annotation(801, 1, fields)));
    expect(answer).toMatchObject({ annotations: 0, events: 0, skipped: 1, refused: 1 });
    expect(answer.reasons[0]!.why).toMatch(why);
  });

  it.each([
    [{ action: 'ANNOTATION_CREATED' }, '', 'annotation', undefined],
    [{ hello: 'world' }, '', 'body', 'an object'],
    [deletion(801), '&fromname=x', 'fromname', undefined],
    [deletion(801), '&annotator=name', 'annotator', '"name"'],
  ])('refuses %j%s in words', async (body, query, field, value) => {
    const response = await send(body, query);
    expect([response.status, response.body]).toEqual([400, expect.objectContaining({ field })]);
    expect((response.body as { value?: string }).value).toBe(value);
  });

  it('refuses a project that is not there, or none', async () => {
    project = 'nobody';
    expect((await send(deletion(801))).status).toBe(404);
    project = '';
    expect((await send(deletion(801))).body).toMatchObject({ status: 400, field: 'project' });
  });

  it('with the secret, which opens nothing else', async () => {
    const path = '/v1/connectors/label-studio?project=pets1';
    for (const headers of [{}, { 'x-qualm-connector-secret': `${secret}x` }]) {
      const refused = await monitor.http.post(path).set(headers).send(deletion(801));
      api.check(refused);
      expect([refused.status, refused.text.includes(secret)]).toEqual([401, false]);
    }
    const listed = await monitor.http.get('/v1/connectors');
    api.check(listed);
    expect(listed.body).toMatchObject({ items: [{ name: 'label-studio', path: '/v1/connectors/label-studio' }] });
    const outside = request(monitor.url).get('/v1/connectors').set('host', 'evil.example');
    expect((await outside.set('x-qualm-connector-secret', secret)).status).toBe(403);
  });

  it('knows what it knew after a restart', async () => {
    await newProject();
    await taken(message('ANNOTATION_CREATED', annotation(801, 1)));
    await monitor.settled(project);
    await monitor.stop();
    monitor = await monitorUnderTest({ QUALM_CONNECTOR_SECRET: secret, ...env }, monitor.dataDir);
    await taken(deletion(801));
    expect((await standing()).labels).toEqual({});
  });
});

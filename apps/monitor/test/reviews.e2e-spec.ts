import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Response } from 'supertest';
import { freePort, until } from '#testing';
import { ServiceProcess } from './crash/service-process.js';
import { DescribedApi, type ApiDocument } from './testing/described-api.js';
import { crowdLines, monitorUnderTest, temporaryFolder, type MonitorUnderTest } from './testing/monitor-under-test.js';

const reviews = '/v1/projects/pets/reviews';
const ndjson = 'application/x-ndjson';
const newProject = { id: 'pets', classes: ['cat', 'dog'], settings: { reviewShare: 0.4 } };

interface Item {
  exampleId: string;
  lane: string;
  since: string;
  probability: number | null;
  value: number | null;
  state: string;
}
interface Claimed extends Item {
  token: string;
  until: string;
  example: {
    suggestedLabel: string;
    labels: { sourceId: string; label: string; suspect: boolean; reasons: unknown[] }[];
  };
}

describe('reviews', () => {
  let monitor: MonitorUnderTest;
  let api: DescribedApi;

  const checked = (response: Response) => {
    api.check(response);
    return response;
  };
  const get = async (path: string) => checked(await monitor.http.get(reviews + path));
  const post = async (path: string, body: object) => checked(await monitor.http.post(reviews + path).send(body));
  const claim = async (reviewer: string, more = {}) =>
    (await post('/claim', { reviewer, ...more })).body.item as Claimed;
  const queue = async (query = '') => (await get(`?limit=1000${query}`)).body.items as Item[];
  const stats = async () => (await get('/stats')).body;
  const example = async (id: string) => (await monitor.http.get(`/v1/projects/pets/examples/${id}`)).body;
  const entryOf = async (id: string) => (await queue()).find((item) => item.exampleId === id);
  /** What was sent is judged and watched, and a list that is read now is not an older one. */
  const settled = async () => {
    await monitor.settled('pets');
    await sleep(1_050);
  };

  beforeAll(async () => {
    monitor = await monitorUnderTest();
    api = new DescribedApi((await monitor.http.get('/docs/openapi.json')).body as ApiDocument);
    await monitor.http.post('/v1/projects').send(newProject).expect(201);
    expect((await claim('ann')) ?? null).toBeNull();
    expect((await stats()).says).toBe('Nothing of the random sample has been reviewed so far.');
    await monitor.http.post('/v1/projects/pets/labels').type(ndjson).send(crowdLines(60)).expect(202);
    await settled();
  });
  afterAll(() => monitor.stop());

  it('list a random sample, the oldest first, and then what is worth most', async () => {
    const all = await queue();
    const sampled = all.filter(({ lane }) => lane === 'sampled');
    const targeted = all.filter(({ lane }) => lane === 'targeted');
    expect(all).toEqual([...sampled, ...targeted]);
    expect(Math.min(sampled.length, targeted.length)).toBeGreaterThan(10);
    expect(sampled.every(({ probability, value }) => probability === 0.4 && value === null)).toBe(true);
    expect(targeted.map(({ value }) => value)).toEqual(targeted.map(({ value }) => value!).toSorted((a, b) => b - a));
    expect(sampled.map(({ since }) => since)).toEqual(sampled.map(({ since }) => since).toSorted());
    const paged: Item[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const { body } = await get(`?limit=7${cursor && `&cursor=${cursor}`}`);
      paged.push(...body.items);
      cursor = body.nextCursor;
    }
    expect(paged).toEqual(all);
    expect(await queue('&lane=targeted')).toEqual(targeted);
    expect((await get('?lane=mine')).body.detail).toBe('lane: "mine" is not one of sampled, targeted');
    expect((await stats()).sampled).toMatchObject({ waiting: sampled.length, drawn: sampled.length, answered: 0 });
  });

  it('give no item to two people, with all that a reviewer needs', async () => {
    const people = Array.from({ length: 12 }, (_, n) => `person ${n}`);
    const items = await Promise.all(people.map((person) => claim(person, { lane: 'targeted' })));
    expect(new Set(items.map(({ exampleId }) => exampleId)).size).toBe(12);
    const [item] = items as [Claimed];
    expect(item.example.labels.map(({ sourceId }) => sourceId)).toEqual(['w0', 'w1', 'w2', 'w3']);
    expect(['cat', 'dog']).toContain(item.example.suggestedLabel);
    expect((await entryOf(item.exampleId))!.state).toBe('claimed');
    for (const [n, { token }] of items.entries()) {
      const { body } = await post('/release', { token, reviewer: people[n]! });
      expect(body.outcome).toBe('released');
    }
    expect((await queue()).every(({ state }) => state === 'free')).toBe(true);
  });

  it('become gold of their lane, which changes verdicts, and do not come back', async () => {
    for (const lane of ['sampled', 'targeted']) {
      const before = (await stats())[lane];
      const item = await claim('ann', { lane });
      const label = item.example.suggestedLabel === 'cat' ? 'dog' : 'cat';
      const { status, body } = await post('/decide', { token: item.token, reviewer: 'ann', label });
      expect([status, body]).toEqual([202, { exampleId: item.exampleId, lane, outcome: 'decided', label }]);
      expect((await claim('bob', { lane })).exampleId).not.toBe(item.exampleId);
      await settled();
      const known = await example(item.exampleId);
      expect(known.gold).toEqual({ label, origin: lane, reviewer: 'ann' });
      const doubted = known.labels.filter((l: { suspect: boolean }) => l.suspect);
      expect(doubted.length).toBeGreaterThan(1);
      const verdicts = await monitor.http.get('/v1/projects/pets/verdicts?limit=1000');
      const revised = verdicts.body.items.find((v: { exampleId: string }) => v.exampleId === item.exampleId);
      expect(revised).toMatchObject({ cause: 'revision', suggestedLabel: label });
      expect(await entryOf(item.exampleId)).toBeUndefined();
      const after = (await stats())[lane];
      expect(before).toMatchObject({ answered: 0, unsureShare: null, suggestionRight: null, labelsRight: null });
      expect(after).toMatchObject({ answered: 1, unsure: 0, unsureShare: 0, suggestionRight: 0 });
      expect(after.labelsRight).toBe(item.example.labels.filter((l) => l.label === label).length / 4);
    }
  });

  it('are decided once: a repeat says the same, anything else is refused in words', async () => {
    const { token, exampleId } = await claim('cid');
    const decision = { token, reviewer: 'cid', label: 'cat' };
    const answers = await Promise.all([post('/decide', decision), post('/decide', decision)]);
    answers.push(await post('/decide', decision));
    for (const { status, body } of answers) expect([status, body.exampleId]).toEqual([202, exampleId]);
    const problems = [
      [await post('/decide', { ...decision, label: 'dog' }), 'review-conflict', 'token'],
      [await post('/unsure', { token, reviewer: 'cid' }), 'review-conflict', 'token'],
      [await post('/release', { token, reviewer: 'cid' }), 'review-conflict', 'token'],
      [await post('/decide', { ...decision, reviewer: 'dan' }), 'claim-lost', 'token'],
      [await post('/decide', { ...decision, token: 'made-up' }), 'claim-lost', 'token'],
      [await post('/decide', { ...decision, label: 'cow' }), 'invalid-input', 'label'],
      [await post('/decide', { token, label: 'cat' }), 'invalid-input', 'reviewer'],
      [await post('/claim', { reviewer: 'cid', leaseSeconds: 0 }), 'invalid-input', 'leaseSeconds'],
      [await post('/claim', { reviewer: 'cid', lease: 60 }), 'invalid-input', 'lease'],
      [await post('/undo', { reviewer: 'nobody' }), 'not-found', undefined],
    ] as const;
    for (const [{ body }, kind, field] of problems) {
      expect([body.type, body.field]).toEqual([`urn:qualm:problem:${kind}`, field]);
    }
    await settled();
    expect((await example(exampleId)).gold).toMatchObject({ label: 'cat', reviewer: 'cid' });
  });

  it('are narrowed by a filter, which leaves the random sample alone', async () => {
    const targeted = await queue('&lane=targeted');
    const filters = [
      'sourceId=w0&suspect=true',
      'label=cat&suggestedLabel=dog',
      'sourceId=w0&label=dog',
      'suspect=false',
    ];
    for (const filter of filters) {
      const { body } = await monitor.http.get(`/v1/projects/pets/examples?limit=1000&${filter}`);
      const fits = new Set(body.items.map((one: { exampleId: string }) => one.exampleId));
      const wanted = targeted.filter(({ exampleId }) => fits.has(exampleId));
      expect(wanted.length).toBeGreaterThan(3);
      expect(await queue(`&${filter}`)).toEqual(wanted);
      const first = (await get(`?limit=2&lane=targeted&${filter}`)).body;
      expect([first.items, first.matching]).toEqual([wanted.slice(0, 2), wanted.length]);
      const second = (await get(`?limit=2&${filter}&cursor=${first.nextCursor}`)).body;
      expect([second.items, second.matching]).toEqual([wanted.slice(2, 4), wanted.length]);
    }
    expect((await queue(`&${filters[0]}`)).length).toBeLessThan(targeted.length);
    expect((await get('')).body.matching).toBe((await queue()).length);
  });

  it('are claimed under a filter until nothing more fits, and are gold that enters no test', async () => {
    const filter = { sourceId: 'w0', suspect: true };
    const wanted = (await queue('&sourceId=w0&suspect=true')).map(({ exampleId }) => exampleId);
    const items: Claimed[] = [];
    for (let item = await claim('lou', filter); item; item = await claim('lou', filter)) items.push(item);
    expect(items.map(({ exampleId }) => exampleId)).toEqual(wanted);
    const doubted = items.map(({ example }) => example.labels.find(({ sourceId }) => sourceId === 'w0'));
    expect(doubted.every((label) => label?.suspect)).toBe(true);
    const [decided, ...others] = items as [Claimed];
    await post('/decide', { token: decided.token, reviewer: 'lou', label: decided.example.suggestedLabel });
    for (const { token } of others) await post('/release', { token, reviewer: 'lou' });
    await settled();
    expect((await example(decided.exampleId)).gold).toMatchObject({ origin: 'targeted', reviewer: 'lou' });
    expect(await queue('&sourceId=w0&suspect=true')).toHaveLength(wanted.length - 1);
  });

  it('say which filter cannot be', async () => {
    const reviewer = 'lou';
    const problems = [
      [await get('?sourceId=nobody'), 404, 'sourceId', '"nobody"'],
      [await post('/claim', { reviewer, sourceId: 'nobody' }), 404, 'sourceId', '"nobody"'],
      [await get('?suggestedLabel=cow'), 400, 'suggestedLabel', '"cow"'],
      [await post('/claim', { reviewer, label: 2 }), 400, 'label', '2'],
      [await post('/claim', { reviewer, suspect: 'yes' }), 400, 'suspect', '"yes"'],
      [await get('?lane=sampled&suspect=true'), 400, 'lane', '"sampled"'],
      [await post('/claim', { reviewer, lane: 'sampled', sourceId: 'w1' }), 400, 'lane', '"sampled"'],
      [await get('?source=w1'), 400, 'source', undefined],
    ] as const;
    for (const [{ status, body }, ...says] of problems) expect([status, body.field, body.value]).toEqual(says);
  });

  it('that are unsure do not drop out silently, and come back when there is news', async () => {
    const before = await stats();
    const item = await claim('dan', { lane: 'sampled' });
    expect((await post('/unsure', { token: item.token, reviewer: 'dan' })).body).toMatchObject({ outcome: 'unsure' });
    await settled();
    expect(await entryOf(item.exampleId)).toBeUndefined();
    const after = await stats();
    expect(after.aside).toBe(1);
    expect(after.sampled).toMatchObject({ unsure: 1, waiting: before.sampled.waiting - 1 });
    expect(after.sampled.unsureShare).toBeCloseTo(1 / (1 + after.sampled.answered), 5);
    expect(after.says).toContain('1 could not be told');
    const otherLabel = item.example.suggestedLabel === 'cat' ? 'dog' : 'cat';
    const news = { exampleId: item.exampleId, sourceId: 'w9', label: otherLabel };
    await monitor.http.post('/v1/projects/pets/labels').send(news).expect(202);
    await settled();
    expect(await entryOf(item.exampleId)).toMatchObject({ lane: 'targeted' });
  });

  it('are taken back, the latest first, unless somebody else has decided since', async () => {
    const decided = await claim('eve', { lane: 'sampled' });
    await post('/decide', { token: decided.token, reviewer: 'eve', label: 'cat' });
    await settled();
    const unsure = await claim('eve', { lane: 'sampled' });
    await post('/unsure', { token: unsure.token, reviewer: 'eve' });
    await settled();
    expect((await post('/undo', { reviewer: 'eve' })).body).toMatchObject({ exampleId: unsure.exampleId, label: null });
    const undone = await post('/undo', { reviewer: 'eve' });
    expect([undone.status, undone.body]).toEqual([
      202,
      { exampleId: decided.exampleId, lane: 'sampled', outcome: 'undone', label: 'cat' },
    ]);
    expect((await post('/undo', { reviewer: 'eve' })).status).toBe(404);
    await settled();
    expect((await example(decided.exampleId)).gold).toBeNull();
    for (const { exampleId } of [decided, unsure]) {
      expect(await entryOf(exampleId)).toMatchObject({ lane: 'sampled', state: 'free' });
    }
    expect((await stats()).sampled.undone).toBe(2);
    const again = await claim('eve', { lane: 'targeted' });
    await post('/decide', { token: again.token, reviewer: 'eve', label: 'dog' });
    const other = { exampleId: again.exampleId, label: 'cat', origin: 'targeted', reviewer: 'fay' };
    await monitor.http.post('/v1/projects/pets/gold').send(other).expect(202);
    await settled();
    const refused = await post('/undo', { reviewer: 'eve' });
    expect([refused.status, refused.body.type]).toEqual([409, 'urn:qualm:problem:review-conflict']);
    expect((await example(again.exampleId)).gold).toMatchObject({ label: 'cat', reviewer: 'fay' });
  });

  it('are at once the reviewer’s again after an undo that asks for it', async () => {
    const item = await claim('kim', { lane: 'targeted' });
    await post('/decide', { token: item.token, reviewer: 'kim', label: 'cat' });
    const { body } = await post('/undo', { reviewer: 'kim', leaseSeconds: 60 });
    expect(body).toMatchObject({ exampleId: item.exampleId, outcome: 'undone', label: 'cat' });
    expect((await claim('lea', { lane: 'targeted' })).exampleId).not.toBe(item.exampleId);
    const again = await post('/decide', { token: body.claim.token, reviewer: 'kim', label: 'dog' });
    expect(again.body).toMatchObject({ exampleId: item.exampleId, outcome: 'decided', label: 'dog' });
    await settled();
    expect((await example(item.exampleId)).gold).toMatchObject({ label: 'dog', reviewer: 'kim' });
    expect(await entryOf(item.exampleId)).toBeUndefined();
    expect((await post('/undo', { reviewer: 'kim', leaseSeconds: 0 })).body.field).toBe('leaseSeconds');
  });

  it('come in with the other events too, from a tool of one’s own', async () => {
    const [{ exampleId }] = (await queue('&lane=targeted')) as [Item];
    const send = (outcome: string) =>
      monitor.http
        .post('/v1/projects/pets/labels')
        .type(ndjson)
        .send(JSON.stringify({ kind: 'review', exampleId, outcome, reviewer: 'ida' }));
    expect((await send('unsure')).body).toEqual({ accepted: 1, rejected: 0, errors: [] });
    expect((await send('sure')).body.errors[0]).toMatchObject({ field: 'outcome' });
    await settled();
    expect(await entryOf(exampleId)).toBeUndefined();
    await send('undone').expect(202);
    await settled();
    expect(await entryOf(exampleId)).toMatchObject({ lane: 'targeted' });
  });

  it('are kept for longer by who has them', async () => {
    const item = await claim('meg', { lane: 'targeted', leaseSeconds: 60 });
    const kept = { token: item.token, reviewer: 'meg' };
    const { status, body } = await post('/renew', { ...kept, leaseSeconds: 600 });
    expect([status, body]).toEqual([
      200,
      { exampleId: item.exampleId, lane: 'targeted', outcome: 'renewed', label: null, claim: expect.anything() },
    ]);
    expect(body.claim.token).toBe(item.token);
    expect(Date.parse(body.claim.until)).toBeGreaterThan(Date.parse(item.until));
    expect((await post('/renew', kept)).body.claim).toEqual(body.claim);
    await post('/unsure', kept);
    const problems = [
      [await post('/renew', kept), 'review-conflict', 'token'],
      [await post('/renew', { ...kept, reviewer: 'ned' }), 'claim-lost', 'token'],
      [await post('/renew', { ...kept, leaseSeconds: 3_601 }), 'invalid-input', 'leaseSeconds'],
      [await post('/renew', { ...kept, lane: 'targeted' }), 'invalid-input', 'lane'],
    ] as const;
    for (const [{ body: problem }, kind, field] of problems) {
      expect([problem.type, problem.field]).toEqual([`urn:qualm:problem:${kind}`, field]);
    }
  });

  it('are lost with the lease', async () => {
    const late = await claim('gus', { lane: 'sampled', leaseSeconds: 1 });
    await sleep(1_050);
    const other = await claim('hal', { lane: 'sampled' });
    expect(other.exampleId).toBe(late.exampleId);
    const refused = await post('/decide', { token: late.token, reviewer: 'gus', label: 'cat' });
    expect([refused.status, refused.body.type]).toEqual([409, 'urn:qualm:problem:claim-lost']);
    const renewal = await post('/renew', { token: late.token, reviewer: 'gus' });
    expect([renewal.status, renewal.body.type]).toEqual([409, 'urn:qualm:problem:claim-lost']);
  });

  it('account for all that was drawn', async () => {
    const { sampled } = await stats();
    const { drawn, waiting, answered, unsure, expired, withdrawn } = sampled;
    expect(drawn).toBe(waiting + answered + unsure + expired + withdrawn);
    expect(waiting).toBe((await queue('&lane=sampled')).length);
  });

  it('answered in every way that the API describes', () => {
    const own = api.promised.filter((place) => place.includes('/reviews'));
    expect(own).toHaveLength(8);
    expect(own.filter((place) => !api.answered.has(place))).toEqual([]);
  });
});

describe('reviews, when the service is killed', () => {
  let service: ServiceProcess;
  afterEach(() => service.kill('SIGKILL'));

  it('keep the queue, the claims and what was decided', async () => {
    const url = `http://127.0.0.1:${await freePort()}`;
    service = new ServiceProcess('monitor', url, { QUALM_DATA_DIR: temporaryFolder(), QUALM_TRAINER: 'off' });
    const send = async <T>(path: string, body: object): Promise<T> => {
      const headers = { 'content-type': 'application/json' };
      const response = await fetch(url + path, { method: 'POST', headers, body: JSON.stringify(body) });
      return (await response.json()) as T;
    };
    const claim = async (reviewer: string) => (await send<{ item: Claimed }>(`${reviews}/claim`, { reviewer })).item;
    const queue = async () => (await service.getJson<{ items: Item[] }>(`${reviews}?limit=1000`))!.items;
    await service.start();
    await send('/v1/projects', newProject);
    await service.post('/v1/projects/pets/labels', ndjson, crowdLines(60));
    const watched = async () => (await service.getJson<{ labels: number }>('/v1/projects/pets'))?.labels;
    await until(async () => (await watched()) === 240);
    await sleep(1_050);
    const waiting = (await queue()).length;
    const [held, decided] = [await claim('ann'), await claim('bob')];
    await send(`${reviews}/decide`, { token: decided.token, reviewer: 'bob', label: 'cat' });
    await service.kill('SIGKILL');
    await service.start();
    expect([held.exampleId, decided.exampleId]).not.toContain((await claim('cid')).exampleId);
    await until(async () => (await queue()).length === waiting - 1);
    await service.kill('SIGKILL');
    await service.start();
    const after = await queue();
    expect(after.find((item) => item.exampleId === held.exampleId)).toMatchObject({ state: 'claimed' });
    expect(after.some((item) => item.exampleId === decided.exampleId)).toBe(false);
    const outcome = await send(`${reviews}/decide`, { token: held.token, reviewer: 'ann', label: 'cat' });
    expect(outcome).toMatchObject({ exampleId: held.exampleId, outcome: 'decided' });
    expect(await send(`${reviews}/undo`, { reviewer: 'bob' })).toMatchObject({ exampleId: decided.exampleId });
    await until(async () => (await queue()).some((item) => item.exampleId === decided.exampleId));
  });
});

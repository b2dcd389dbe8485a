import type { Response } from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from '#testing';
import { DescribedApi, type ApiDocument } from './testing/described-api.js';
import { monitorUnderTest, type MonitorUnderTest } from './testing/monitor-under-test.js';

interface SourceItem {
  sourceId: string;
  labels: number;
  accuracy: number;
}

describe('the list of sources', { timeout: 60_000 }, () => {
  let monitor: MonitorUnderTest;
  let api: DescribedApi;
  const path = '/v1/projects/pets/sources';
  const get = async (query = '') => {
    const answer = await monitor.http.get(`${path}${query}`);
    api.check(answer);
    return answer;
  };
  const ids = ({ body }: Response) => (body.items as SourceItem[]).map(({ sourceId }) => sourceId);

  beforeAll(async () => {
    monitor = await monitorUnderTest();
    api = new DescribedApi((await monitor.http.get('/docs/openapi.json')).body as ApiDocument);
    const settings = { accuracyLine: 0.8 };
    await monitor.http.post('/v1/projects').send({ id: 'pets', classes: ['cat', 'dog', 'owl'], settings });
    const labels: object[] = [];
    for (let n = 0; n < 40; n++) {
      const gold = ['cat', 'dog', 'owl'][n % 3]!;
      const base = { exampleId: `e${n}`, gold };
      labels.push({ ...base, sourceId: 'Ann', label: gold }, { ...base, sourceId: 'bad', label: 'dog' });
      if (n < 10) labels.push({ ...base, sourceId: `few-${n % 2}`, label: gold });
    }
    await monitor.http.post('/v1/projects/pets/labels').send({ labels });
    await monitor.settled('pets');
  });
  afterAll(() => monitor.stop());

  it('is by risk when nothing else is asked for, and says how many there are and as of when', async () => {
    const answer = await get();
    expect(ids(answer)[0]).toBe('bad');
    expect(answer.body).toMatchObject({ total: 4, matching: 4, nextCursor: null });
    expect(Date.parse(answer.body.at)).toBeGreaterThan(Date.now() - 60_000);
  });

  it.each([
    ['?sort=labels', ['Ann', 'bad', 'few-0', 'few-1']],
    ['?sort=labels&order=asc', ['few-0', 'few-1', 'Ann', 'bad']],
    ['?sort=sourceId', ['Ann', 'bad', 'few-0', 'few-1']],
    ['?sort=sourceId&order=desc', ['few-1', 'few-0', 'bad', 'Ann']],
    ['?search=FEW', ['few-0', 'few-1']],
    ['?search=an', ['Ann']],
    ['?search=nobody', []],
    ['?alarm=open', ['bad']],
    ['?evidence=gold&kind=accuracy', ['bad']],
    ['?kind=copying', []],
    ['?alarm=none&sort=sourceId', ['Ann', 'few-0', 'few-1']],
    ['?alarm=acknowledged', []],
  ])('is as %s asks', async (query, expected) => {
    const answer = await get(query);
    expect(ids(answer)).toEqual(expected);
    expect(answer.body).toMatchObject({ total: 4, matching: expected.length });
  });

  it.each(['risk', 'accuracy', 'labels', 'trend', 'lastAt', 'sourceId'])('comes whole in pages by %s', async (sort) => {
    const whole = ids(await get(`?sort=${sort}`));
    const seen: string[] = [];
    let cursor: string | null = '';
    do {
      const { body } = await get(`?sort=${sort}&limit=1${cursor && `&cursor=${cursor}`}`);
      expect(body.matching).toBe(4);
      seen.push(...(body.items as SourceItem[]).map(({ sourceId }) => sourceId));
      cursor = body.nextCursor as string | null;
    } while (cursor !== null);
    expect(seen).toEqual(whole);
  });

  it('shows whose alarm somebody has taken on', async () => {
    const { body } = await monitor.http.get(`${path}/bad`);
    for (const { slot } of body.alarms as { slot: string }[])
      await monitor.http.post(`${path}/bad/alarms/${slot}/acknowledge`).send({ by: 'rita' }).expect(202);
    await until(async () => ids(await get('?alarm=acknowledged')).includes('bad'));
    expect(ids(await get('?alarm=open'))).toEqual([]);
  });

  it.each([
    ['?sort=risc', 'sort'],
    ['?order=up', 'order'],
    ['?alarm=closed', 'alarm'],
    ['?kind=calibration', 'kind'],
    ['?evidence=none', 'evidence'],
    ['?serach=a', 'serach'],
    ['?search=a&search=b', 'search'],
    ['?cursor=abc', 'cursor'],
  ])('refuses %s', async (query, field) => {
    const answer = await get(query);
    expect([answer.status, answer.body.field]).toEqual([400, field]);
  });

  it('refuses a cursor of another order', async () => {
    const { body } = await get('?sort=labels&limit=1');
    const answer = await get(`?sort=accuracy&limit=1&cursor=${body.nextCursor}`);
    expect([answer.status, answer.body.field]).toEqual([400, 'cursor']);
  });
});

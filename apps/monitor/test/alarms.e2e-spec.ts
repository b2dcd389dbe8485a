import type { Response } from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from '#testing';
import { DescribedApi, type ApiDocument } from './testing/described-api.js';
import { monitorUnderTest, type MonitorUnderTest } from './testing/monitor-under-test.js';

describe('alarms', { timeout: 60_000 }, () => {
  let monitor: MonitorUnderTest;
  let api: DescribedApi;
  const checked = (response: Response) => {
    api.check(response);
    return response;
  };
  const path = '/v1/projects/pets';
  const get = async (about: string) => checked(await monitor.http.get(`${path}${about}`));
  const post = async (about: string, body: object) => checked(await monitor.http.post(`${path}${about}`).send(body));
  const alarmsOf = async (sourceId: string) => (await get(`/sources/${sourceId}`)).body.alarms;

  beforeAll(async () => {
    monitor = await monitorUnderTest();
    api = new DescribedApi((await monitor.http.get('/docs/openapi.json')).body as ApiDocument);
    await monitor.http
      .post('/v1/projects')
      .send({ id: 'pets', classes: ['cat', 'dog', 'owl'], settings: { accuracyLine: 0.8 } });
    await send(0, 40);
  });
  afterAll(() => monitor.stop());

  /** Honeypots: ann is right, bad mostly says dog. */
  async function send(from: number, to: number): Promise<void> {
    const names = ['cat', 'dog', 'owl'];
    const lines: object[] = [];
    for (let n = from; n < to; n++) {
      const gold = names[n % 3];
      const base = { exampleId: `e${n}`, gold };
      lines.push({ ...base, sourceId: 'ann', label: n % 20 === 0 ? 'dog' : gold, durationMs: 8_000 + n });
      lines.push({ ...base, sourceId: 'bad', label: 'dog', durationMs: 900 + n });
    }
    await monitor.http.post(`${path}/labels`).send({ labels: lines });
    await monitor.settled('pets');
  }

  it('say what a person would recognise, and how sure gold is', async () => {
    const { body } = await get('/sources/bad');
    expect(body.alarms.map((a: { slot: string }) => a.slot)).toContain('gold');
    expect(body.patterns.map((p: { kind: string }) => p.kind)).toEqual(['constant', 'fast']);
    expect(body.patterns[0]).toMatchObject({ givenClass: 'dog' });
    const [low, high] = body.gold.accuracyInterval;
    expect(body.gold).toMatchObject({ labels: 40, right: 13 });
    expect(low).toBeLessThan(13 / 40);
    expect(high).toBeGreaterThan(13 / 40);
    expect(high).toBeLessThan(0.8);
  });

  it('are counted in the metrics, with what the beliefs are worth', async () => {
    const lines = (await monitor.http.get('/metrics')).text.split('\n');
    const labels = '{project="pets",kind="accuracy",evidence="gold"}';
    expect(lines).toContain(`qualm_open_alarms${labels} 1`);
    expect(lines).toContain('qualm_open_alarms{project="pets",kind="copying",evidence="model"} 0');
    expect(lines.some((line) => /^qualm_calibration_rejected\{project="pets"\} [01]$/.test(line))).toBe(true);
    expect(lines.some((line) => /^qualm_calibration_e_value\{project="pets"\} [\d.]+/.test(line))).toBe(true);
  });

  it('list whom to act on now, at the false-discovery rate', async () => {
    const { body } = await get('/act-now');
    expect(body).toMatchObject({ falseDiscoveryRate: 0.05, sources: 2, accuracyLine: 0.8 });
    expect(body.items.map((item: { sourceId: string }) => item.sourceId)).toEqual(['bad']);
  });

  it('are taken on once, and everybody sees by whom', async () => {
    const said = { by: 'rita', note: 'asks her' };
    for (let n = 0; n < 2; n++) expect((await post('/sources/bad/alarms/gold/acknowledge', said)).status).toBe(202);
    await until(async () =>
      (await alarmsOf('bad')).some((a: { acknowledgedBy: string }) => a.acknowledgedBy === 'rita'),
    );
    await monitor.settled('pets');
    const { body } = await get('/alerts');
    const heard = body.items.filter((a: { state: string }) => a.state === 'acknowledged');
    expect(heard).toMatchObject([{ sourceId: 'bad', by: 'rita', note: 'asks her', evidence: 'gold', opening: 1 }]);
  });

  it('are closed by hand, and opened anew by new evidence only', async () => {
    expect((await post('/sources/bad/alarms/gold/resolve', { by: 'rita' })).status).toBe(202);
    await until(async () => (await alarmsOf('bad')).every((a: { slot: string }) => a.slot !== 'gold'));
    await send(40, 41);
    expect((await alarmsOf('bad')).map((a: { slot: string }) => a.slot)).not.toContain('gold');
    await send(41, 80);
    const [gold] = (await alarmsOf('bad')).filter((a: { slot: string }) => a.slot === 'gold');
    expect(gold).toMatchObject({ opening: 2, acknowledgedBy: null });
    const { alarmRecords } = (await get('/sources/bad')).body;
    const ofGold = alarmRecords.filter((r: { evidence: string }) => r.evidence === 'gold');
    expect(ofGold.map((r: { state: string; by: string | null }) => [r.state, r.by])).toEqual([
      ['open', null],
      ['acknowledged', 'rita'],
      ['resolved', 'rita'],
      ['open', null],
    ]);
  });

  it.each([
    ['gold', 'acknowledge', { by: 'rita', opening: 1 }, 409, 'slot'],
    ['copying', 'resolve', { by: 'rita' }, 409, 'slot'],
    ['gold', 'acknowledge', {}, 400, 'by'],
    ['gold', 'acknowledge', { by: 'rita', nte: 'x' }, 400, 'nte'],
    ['gold', 'reopen', { by: 'rita' }, 400, 'action'],
    ['silver', 'resolve', { by: 'rita' }, 400, 'slot'],
  ])('refuse %s %s of %j', async (slot, action, body, status, field) => {
    const answer = await monitor.http.post(`${path}/sources/bad/alarms/${slot}/${action}`).send(body);
    expect([answer.status, answer.body.field]).toEqual([status, field]);
  });

  it('are of sources that have labeled', async () => {
    const answer = await monitor.http.post(`${path}/sources/nobody/alarms/gold/resolve`).send({ by: 'rita' });
    expect([answer.status, answer.body.field]).toEqual([404, 'sourceId']);
  });

  it('say whether the beliefs hold on gold', async () => {
    const { body } = await get('/calibration');
    expect(body.modelVersion).toBe(0);
    expect(body.overall.examples).toBeGreaterThan(0);
    expect(body.bins.reduce((n: number, bin: { examples: number }) => n + bin.examples, 0)).toBe(body.overall.examples);
  });
});

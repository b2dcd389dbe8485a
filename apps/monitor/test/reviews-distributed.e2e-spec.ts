import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { projectFrom } from '#labels';
import { startKafka, startRedis, until } from '#testing';
import { Cluster } from './crash/cluster.js';
import type { ServiceProcess } from './crash/service-process.js';
import { crowdLines } from './testing/monitor-under-test.js';

const reviews = '/v1/projects/pets/reviews';
const project = projectFrom({ id: 'pets', classes: ['cat', 'dog'] }, 0);
const [kafka, redis] = await Promise.all([startKafka(), startRedis()]);
afterAll(() => Promise.all([kafka?.stop(), redis?.stop()]));

interface Claimed {
  token: string;
  exampleId: string;
}

describe.skipIf(!kafka || !redis)('reviews at two monitors on Kafka and Redis', () => {
  let cluster: Cluster;
  let monitors: ServiceProcess[];

  beforeEach(async () => {
    cluster = new Cluster(kafka!, redis!, project);
    await cluster.open();
    monitors = [];
    for (let n = 0; n < 2; n++) monitors.push(await cluster.service('monitor', { QUALM_TRAINER: 'off' }));
    await Promise.all(monitors.map((monitor) => monitor.start()));
    const newProject = { id: 'pets', classes: project.classes, settings: { reviewShare: 0.4 } };
    await monitors[0]!.post('/v1/projects', 'application/json', JSON.stringify(newProject));
    await monitors[1]!.post('/v1/projects/pets/labels', 'application/x-ndjson', crowdLines(60));
    await cluster.drained(['judge', 'watch']);
  });
  afterEach(() => cluster.close());

  async function ask<T>(n: number, path: string, body: object): Promise<T> {
    const headers = { 'content-type': 'application/json' };
    const url = `${monitors[n % monitors.length]!.url}${reviews}${path}`;
    const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
    return (await response.json()) as T;
  }
  const claim = async (n: number, filter = {}) =>
    (await ask<{ item: Claimed }>(n, '/claim', { reviewer: `r${n}`, ...filter })).item;
  const queueOf = async (monitor: ServiceProcess, filter = '') => {
    const list = await monitor.getJson<{ items: Claimed[] }>(`${reviews}?limit=1000${filter}`);
    return list?.items.map(({ exampleId }) => exampleId) ?? [];
  };

  it('are of one queue: no item twice, and what one of them took the other knows', async () => {
    const before = await queueOf(monitors[0]!);
    expect(await queueOf(monitors[1]!)).toEqual(before);
    const items = await Promise.all(Array.from({ length: 30 }, (_, n) => claim(n)));
    expect(new Set(items.map(({ exampleId }) => exampleId)).size).toBe(30);
    const decisions = await Promise.all(
      // Each at the other monitor than the claim.
      items.map(({ token }, n) => ask<Claimed>(n + 1, '/decide', { token, reviewer: `r${n}`, label: 'cat' })),
    );
    expect(decisions.map(({ exampleId }) => exampleId)).toEqual(items.map(({ exampleId }) => exampleId));
    expect(items.map(({ exampleId }) => exampleId)).not.toContain((await claim(31)).exampleId);
    await until(async () => (await queueOf(monitors[0]!)).length === before.length - 30, 30_000);
    await monitors[0]!.kill('SIGKILL');
    const undone = await ask<Claimed>(1, '/undo', { reviewer: 'r0' });
    expect(undone.exampleId).toBe(items[0]!.exampleId);
    await until(async () => (await queueOf(monitors[1]!)).includes(undone.exampleId), 60_000);
    expect(await queueOf(monitors[1]!)).toHaveLength(before.length - 29);
  });

  it('are narrowed by a filter at each alike, and kept at one when the other gave them', async () => {
    const wanted = await queueOf(monitors[0]!, '&sourceId=w0&suspect=true');
    expect(wanted.length).toBeGreaterThan(3);
    expect(await queueOf(monitors[1]!, '&sourceId=w0&suspect=true')).toEqual(wanted);
    const filter = { sourceId: 'w0', suspect: true };
    const items = await Promise.all(wanted.map((_, n) => claim(n, filter)));
    expect(items.map(({ exampleId }) => exampleId).toSorted()).toEqual(wanted.toSorted());
    expect(await claim(wanted.length, filter)).toBeNull();
    const kept = { token: items[0]!.token, reviewer: 'r0', leaseSeconds: 3_600 };
    expect(await ask(1, '/renew', kept)).toMatchObject({ exampleId: items[0]!.exampleId, outcome: 'renewed' });
    expect(await ask(0, '/decide', { token: kept.token, reviewer: 'r0', label: 'cat' })).toMatchObject({
      lane: 'targeted',
    });
    expect(await ask(1, '/renew', kept)).toMatchObject({ type: 'urn:qualm:problem:review-conflict' });
  });
});

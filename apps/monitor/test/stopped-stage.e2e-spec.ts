import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contentTypes, encodeChange } from '#labels';
import { until } from '#testing';
import { monitorUnderTest, type MonitorUnderTest } from './testing/monitor-under-test.js';

describe('a stage that stopped itself', () => {
  let monitor: MonitorUnderTest;

  beforeAll(async () => {
    monitor = await monitorUnderTest({ QUALM_LOG_LEVEL: 'error' });
    await monitor.http.post('/v1/projects').send({ id: 'pets', classes: 2 }).expect(201);
    await monitor.http.post('/v1/projects/pets/labels').send({ exampleId: 'a', sourceId: 's', label: 1 }).expect(202);
    await monitor.settled('pets');
    const lost = { project: 'pets', exampleId: 'b', partition: 0, seq: 7, offset: 7, atMs: 0, labels: [] };
    const headers = { 'content-type': contentTypes.protobuf };
    await monitor.service.log.append([{ topic: 'changes', key: 'pets', headers, value: encodeChange(lost) }]);
    await until(() => monitor.service.notRunning !== undefined);
  });
  afterAll(() => monitor.stop());

  it('makes the service not ready, with the reason, while it lives on', async () => {
    const ready = await monitor.http.get('/health/ready');
    expect(ready.status).toBe(503);
    expect(ready.body.error.stages.message).toMatch(/a stage stopped itself: .*7 follows 1; 5 are missing/);
    expect(ready.body.details).toMatchObject({ ledger: { status: 'up' }, stream: { status: 'up' } });
    expect((await monitor.http.get('/health/live')).status).toBe(200);
  });

  it('takes no labels, and still shows what is known', async () => {
    const refused = await monitor.http
      .post('/v1/projects/pets/labels')
      .send({ exampleId: 'c', sourceId: 's', label: 1 });
    expect([refused.status, refused.headers['retry-after']]).toEqual([503, '5']);
    expect(JSON.parse(refused.text)).toMatchObject({ type: 'urn:qualm:problem:not-ready' });
    expect((await monitor.http.get('/v1/projects/pets/examples/a')).status).toBe(200);
    expect((await monitor.http.get('/v1/projects/pets/sources')).body.items.length).toBe(1);
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from '#testing';
import { EventStreamReader } from './testing/event-stream-reader.js';
import { crowdLines, monitorUnderTest, type MonitorUnderTest } from './testing/monitor-under-test.js';

const label = (exampleId: string, sourceId: string, of: string) => ({ exampleId, sourceId, label: of });

describe('live streams', () => {
  let monitor: MonitorUnderTest;
  const send = (body: object) => monitor.http.post('/v1/projects/pets/labels').send(body).expect(202);
  const stream = (query = '', headers = {}) =>
    EventStreamReader.open(`${monitor.url}/v1/projects/pets/verdicts/stream${query}`, headers);

  beforeAll(async () => {
    monitor = await monitorUnderTest();
    await monitor.http
      .post('/v1/projects')
      .send({ id: 'pets', classes: ['cat', 'dog'] })
      .expect(201);
    await monitor.http.post('/v1/projects').send({ id: 'others', classes: 2 }).expect(201);
  });
  afterAll(() => monitor.stop());

  it('sends verdicts of its project as they come, and goes on after a break without a gap or a repeat', async () => {
    const reader = await stream();
    await send(label('a', 'ann', 'cat'));
    await monitor.http
      .post('/v1/projects/others/labels')
      .send(label('a', 'ann', '1'))
      .expect(202);
    await send(label('b', 'ann', 'dog'));
    await reader.atLeast(2);
    expect(reader.events.map((e) => e.event)).toEqual(['verdict', 'verdict']);
    expect(reader.data).toMatchObject([
      { project: 'pets', exampleId: 'a', label: 'cat' },
      { project: 'pets', exampleId: 'b', label: 'dog' },
    ]);
    reader.leave();
    await send(label('c', 'ann', 'dog'));
    await send(label('d', 'ann', 'dog'));
    await monitor.settled('pets');
    const again = await stream('', { 'last-event-id': reader.events[0]!.id! });
    await again.atLeast(3);
    await send(label('e', 'ann', 'cat'));
    await again.atLeast(4);
    expect(again.data.map((v) => v['exampleId'])).toEqual(['b', 'c', 'd', 'e']);
    again.leave();
  });

  it('sends suspect verdicts alone when asked', async () => {
    const reader = await stream('?suspect=true');
    const labels = ['ann', 'bob', 'cyd', 'dan'].map((s) => label('f', s, 'cat'));
    await send({ labels });
    await send(label('f', 'eve', 'dog'));
    await reader.atLeast(1);
    expect(reader.data[0]).toMatchObject({ exampleId: 'f', sourceId: 'eve', suspect: true, suggestedLabel: 'cat' });
    reader.leave();
  });

  it('sends alerts', async () => {
    const reader = await EventStreamReader.open(`${monitor.url}/v1/projects/pets/alerts/stream`);
    const lines = crowdLines(120).replaceAll(/,"features":\[[^\]]*\]/g, '');
    await monitor.http.post('/v1/projects/pets/labels').type('application/x-ndjson').send(lines).expect(202);
    await reader.atLeast(1);
    expect(reader.data[0]).toMatchObject({ sourceId: 'w0', state: 'open' });
    reader.leave();
  });

  it('ends its streams when the service stops', async () => {
    const reader = await stream();
    const began = performance.now();
    await monitor.stop();
    await until(() => reader.ended);
    expect(performance.now() - began).toBeLessThan(8_000);
    monitor = await monitorUnderTest({}, monitor.dataDir);
  });

  it('goes on after a restart from what the log kept', async () => {
    await until(async () => (await monitor.http.get('/v1/projects/pets/verdicts')).body.items.length > 0);
    const reader = await stream('', { 'last-event-id': '0-0' });
    await reader.atLeast(3);
    expect(reader.data.slice(0, 3).map((v) => v['exampleId'])).toEqual(['b', 'c', 'd']);
    reader.leave();
  });
});

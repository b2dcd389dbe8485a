import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from '#testing';
import { crowdLines, monitorUnderTest, type MonitorUnderTest } from './testing/monitor-under-test.js';

describe('metrics of single sources', () => {
  let monitor: MonitorUnderTest;
  const read = (path: string) => monitor.http.get(path);

  beforeAll(async () => {
    monitor = await monitorUnderTest({ QUALM_METRICS_SOURCES: '1' });
    await monitor.http.post('/v1/projects').send({ id: 'pets', classes: ['cat', 'dog'] });
    const send = monitor.http.post('/v1/projects/pets/labels').set('content-type', 'application/x-ndjson');
    await send.send(crowdLines(120)).expect(202);
    await monitor.settled('pets');
  });
  afterAll(() => monitor.stop());

  it('are in /metrics of as many as the setting says, with and without an alarm', async () => {
    const sourcesOf = (text: string) => [...text.matchAll(/^qualm_source_labels\{project="pets",source="(\w+)"\}/gm)];
    await until(async () => sourcesOf((await read('/metrics')).text).length > 0);
    const { text } = await read('/metrics');
    const alarmed = new Set([...text.matchAll(/^qualm_source_alarm\{.*source="(\w+)".*\} 1$/gm)].map(([, id]) => id));
    expect(sourcesOf(text).length).toBe(alarmed.size + 1);
    const cells = [
      ...text.matchAll(/^qualm_source_noise\{project="pets",source="(\w+)",true="(\w+)",given="(\w+)"\} (\S+)/gm),
    ];
    expect(cells.length).toBe(4 * sourcesOf(text).length);
    const [cat, dog] = cells.map(([, , , , probability]) => Number(probability));
    expect(cat! + dog!).toBeCloseTo(1);
  });

  it('are told in full of any source that is asked for', async () => {
    const { text, headers, status } = await read('/metrics/source?project=pets&source=w3');
    expect(status).toBe(200);
    expect(headers['content-type']).toContain('text/plain; version=0.0.4');
    expect(text).toContain('qualm_source_labels{project="pets",source="w3"} 120\n');
    for (const name of ['noise', 'noise_lower', 'accuracy_upper', 'test_e_value', 'gold_labels', 'pending_labels']) {
      expect(text).toMatch(new RegExp(`^qualm_source_${name}\\{project="pets",source="w3"`, 'm'));
    }
    expect(text).not.toContain('w0');
    expect(text).not.toContain('process_cpu');
  });

  it.each([
    ['', 400, 'project: is missing', 'project'],
    ['?project=pets', 400, 'source: is missing', 'source'],
    ['?project=pets&source=', 400, 'source: is missing', 'source'],
    ['?project=pets&source=w0&source=w1', 400, 'source: an array of 2 is given more than once', 'source'],
    ['?project=pets&sourceId=w0', 400, 'sourceId: is not a parameter here; did you mean "source"?', 'sourceId'],
    ['?project=nobody&source=w0', 404, 'project: "nobody" is not a project; create it first', 'project'],
    ['?project=pets&source=%22x', 404, 'source: "\\"x" has given no label in project "pets" so far', 'sourceId'],
  ])('say what is wrong with %s', async (query, status, detail, field) => {
    const { body, headers } = await read(`/metrics/source${query}`).expect(status);
    expect(headers['content-type']).toContain('application/problem+json');
    expect(body).toMatchObject({ status, detail, field });
  });

  it('come with exemplars to who asks for them, in a format that ends as it must', async () => {
    const { text, headers } = await read('/metrics').set('accept', 'application/openmetrics-text; version=1.0.0');
    expect(headers['content-type']).toContain('application/openmetrics-text; version=1.0.0');
    expect(text).toMatch(/^qualm_label_latency_seconds_bucket\{.*\} \d+ # \{example_id="e\d+"\} [\d.]+ [\d.]+$/m);
    expect(text.endsWith('# EOF\n')).toBe(true);
  });
});

import { parse } from 'csv-parse/sync';
import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DescribedApi, type ApiDocument } from './testing/described-api.js';
import { monitorUnderTest, type MonitorUnderTest } from './testing/monitor-under-test.js';

const names = ['cat', 'dog', '=1+1'];
const path = '/v1/projects/pets';

interface ExampleRow {
  exampleId: string;
  suggestedLabel: string | null;
  probability: number | null;
  lowestQuality: number | null;
  labels: number;
  gold: string | null;
  goldOrigin: string | null;
  modelVersion: number;
  posterior: { label: string; probability: number }[] | null;
}

describe('cleaned labels as a file', { timeout: 60_000 }, () => {
  let monitor: MonitorUnderTest;
  let api: DescribedApi;
  const total = 5_003;

  const text = async (query: string) => (await fetch(`${monitor.url}${path}/export${query}`)).text();
  const lines = async <T>(query: string): Promise<T[]> => {
    const all = (await text(query)).split('\n');
    expect(all.pop()).toBe('');
    return all.map((line) => JSON.parse(line) as T);
  };
  const bytes = async (query: string) => (await fetch(`${monitor.url}${path}/export${query}`)).arrayBuffer();
  const listed = async (query: string) => {
    const answer = await monitor.http.get(`${path}/examples${query}`);
    api.check(answer);
    return answer;
  };

  beforeAll(async () => {
    monitor = await monitorUnderTest();
    api = new DescribedApi((await monitor.http.get('/docs/openapi.json')).body as ApiDocument);
    await monitor.http.post('/v1/projects').send({ id: 'pets', classes: names });
    await monitor.http.post('/v1/projects').send({ id: 'none', classes: 2 });
    const labels: string[] = [];
    for (let n = 0; n < total; n++) {
      const label = names[n % 3]!;
      labels.push(JSON.stringify({ exampleId: `e${n}`, sourceId: 'ann', label }));
      if (n % 10 === 0) labels.push(JSON.stringify({ exampleId: `e${n}`, sourceId: 'bad', label: names[(n + 1) % 3] }));
      if (n % 10 === 0) labels.push(JSON.stringify({ exampleId: `e${n}`, gold: label }));
    }
    labels.push(JSON.stringify({ exampleId: '-2,"x"', sourceId: '@who', label: 'cat', at: '2026-05-01T00:00:00Z' }));
    const answer = await monitor.http
      .post(`${path}/labels`)
      .type('application/x-ndjson')
      .send(`${labels.join('\n')}\n`);
    expect(answer.body.errors).toEqual([]);
    await monitor.settled('pets');
  });
  afterAll(() => monitor.stop());

  it('has every example once, as the list has it', async () => {
    const rows = await lines<ExampleRow>('?format=ndjson');
    expect(rows.length).toBe(total + 1);
    expect(new Set(rows.map(({ exampleId }) => exampleId)).size).toBe(total + 1);
    const row = rows.find(({ exampleId }) => exampleId === 'e10')!;
    expect(row).toMatchObject({
      labels: 2,
      gold: 'dog',
      goldOrigin: 'honeypot',
      suggestedLabel: 'dog',
      probability: 1,
    });
    expect(row.posterior).toEqual([{ label: 'dog', probability: 1 }]);
    const { body } = await listed('?limit=1');
    const [item] = body.items as ExampleRow[];
    const same = rows.find(({ exampleId }) => exampleId === item!.exampleId)!;
    const { probability: _, goldOrigin: __, posterior: ___, ...shown } = same;
    expect(shown).toEqual(item);
  });

  it('has a name', async () => {
    const { headers } = await fetch(`${monitor.url}${path}/export?format=csv&rows=labels`);
    expect(headers.get('content-disposition')).toBe('attachment; filename="pets-labels.csv"');
    expect(headers.get('content-type')).toMatch(/^text\/csv/);
  });

  it.each([
    ['?suspect=true', total / 10],
    ['?gold=true', total / 10],
    ['?gold=false', total + 1 - total / 10],
    ['?sourceId=bad', total / 10],
    ['?sourceId=ann&suspect=true', 0],
    ['?sourceId=bad&label=dog&suggestedLabel=cat', total / 30],
    ['?maxQuality=0.1', total / 10],
    ['?sourceId=@who', 1],
  ])('is of what %s asks for, as is the list', async (query, about) => {
    const rows = await lines<ExampleRow>(query);
    expect(Math.abs(rows.length - about)).toBeLessThan(1);
    const seen: string[] = [];
    let cursor: string | null = '';
    do {
      const { body } = await listed(`${query}&limit=200${cursor && `&cursor=${cursor}`}`);
      expect(body.items.length).toBeLessThanOrEqual(200);
      seen.push(...(body.items as ExampleRow[]).map(({ exampleId }) => exampleId));
      cursor = body.nextCursor as string | null;
    } while (cursor !== null);
    expect(seen.toSorted()).toEqual(rows.map(({ exampleId }) => exampleId).toSorted());
  });

  it('looks at a bounded number of examples for one page of a list', async () => {
    const { body } = await listed('?sourceId=nobody&limit=1000');
    expect(body.items).toEqual([]);
    expect(body.nextCursor).not.toBeNull();
  });

  it('has the labels that fit, as rows of their own', async () => {
    const rows = await lines<object>('?rows=labels&suspect=true');
    expect(rows.length).toBe(Math.ceil(total / 10));
    for (const row of rows) expect(row).toMatchObject({ sourceId: 'bad', quality: 0, suspect: true, settled: true });
    const [who] = await lines<object>('?rows=labels&sourceId=@who');
    expect(who).toMatchObject({ exampleId: '-2,"x"', label: 'cat', at: '2026-05-01T00:00:00.000Z' });
  });

  it('is a CSV that parsers read and no spreadsheet runs', async () => {
    const csv = await text('?format=csv');
    expect(csv.endsWith('\r\n')).toBe(true);
    const rows = parse(csv, { columns: true }) as Record<string, string>[];
    expect(rows.length).toBe(total + 1);
    expect(Object.keys(rows[0]!)).not.toContain('posterior');
    expect(rows.find(({ exampleId }) => exampleId === `'-2,"x"`)).toMatchObject({ labels: '1', gold: '' });
    expect(rows.filter(({ suggestedLabel }) => suggestedLabel!.startsWith('='))).toEqual([]);
    expect(rows.find(({ exampleId }) => exampleId === 'e20')).toMatchObject({ gold: "'=1+1" });
  });

  it('is Parquet in row groups, the same as in NDJSON', async () => {
    for (const rows of ['examples', 'labels']) {
      const file = await bytes(`?format=parquet&rows=${rows}`);
      const expected = await lines<Record<string, unknown>>(`?rows=${rows}`);
      const metadata = parquetMetadata(file);
      expect(metadata.row_groups.length).toBe(2);
      expect(Number(metadata.num_rows)).toBe(expected.length);
      const read = await parquetReadObjects({ file });
      const plain = read.map((row) => JSON.parse(JSON.stringify(row)) as Record<string, unknown>);
      const byId = (row: Record<string, unknown>) => `${String(row['exampleId'])}/${String(row['sourceId'])}`;
      const sorted = (all: Record<string, unknown>[]) => all.toSorted((a, b) => (byId(a) < byId(b) ? -1 : 1));
      expect(sorted(plain)).toEqual(sorted(expected));
    }
  });

  it('is a file of predictions for Label Studio', async () => {
    const found = await fetch(
      `${monitor.url}${path}/export?format=label-studio&exampleId=data.key&fromName=pet&gold=true`,
    );
    const tasks = (await found.json()) as { data: { key: string } }[];
    expect(tasks.length).toBe(Math.ceil(total / 10));
    expect(tasks.find(({ data }) => data.key === 'e10')).toEqual({
      data: { key: 'e10' },
      predictions: [
        {
          model_version: 'qualm-0',
          score: 1,
          result: [{ from_name: 'pet', to_name: 'image', type: 'choices', value: { choices: ['dog'] } }],
        },
      ],
    });
  });

  it('is a file of predictions for tasks that are there', async () => {
    const labels = [{ exampleId: '7', sourceId: 'ann', label: 1 }, { exampleId: '8', gold: 0 }]; // prettier-ignore
    await monitor.http.post('/v1/projects').send({ id: 'tasks', classes: 2 });
    await monitor.http.post('/v1/projects/tasks/labels').send({ labels });
    await monitor.settled('tasks');
    const answer = await monitor.http.get('/v1/projects/tasks/export?format=label-studio');
    api.check(answer);
    expect(answer.body).toMatchObject([{ task: 7, result: [{ from_name: 'choice', value: { choices: ['1'] } }] }]);
    const rows = await monitor.http.get('/v1/projects/tasks/export?format=csv');
    expect(rows.text.split('\r\n').toSorted()).toContain('8,,,,0,0,honeypot,0');
  });

  it('is a whole file of nothing where there is nothing', async () => {
    const none = async (format: string) => fetch(`${monitor.url}/v1/projects/none/export?format=${format}`);
    expect(await (await none('ndjson')).text()).toBe('');
    expect((await (await none('csv')).text()).split('\r\n').length).toBe(2);
    expect(await (await none('label-studio')).json()).toEqual([]);
    expect(await parquetReadObjects({ file: await (await none('parquet')).arrayBuffer() })).toEqual([]);
  });

  it.each([
    ['/export?format=xml', 400, 'format'],
    ['/export?rows=cells', 400, 'rows'],
    ['/export?limit=5', 400, 'limit'],
    ['/export?label=cow', 400, 'label'],
    ['/export?minQuality=2', 400, 'minQuality'],
    ['/export?suspect=yes', 400, 'suspect'],
    ['/export?format=csv&fromName=x', 400, 'fromName'],
    ['/export?format=label-studio&rows=labels', 400, 'rows'],
    ['/export?format=label-studio&exampleId=key', 400, 'exampleId'],
    ['/export?format=label-studio', 400, 'exampleId'],
    ['/examples?suggestedLabel=cow', 400, 'suggestedLabel'],
    ['/examples?gold=maybe', 400, 'gold'],
  ])('refuses %s', async (query, status, field) => {
    const answer = await monitor.http.get(`${path}${query}`);
    api.check(answer);
    expect([answer.status, answer.body.field]).toEqual([status, field]);
  });

  it('is of a project that there is', async () => {
    expect((await monitor.http.get('/v1/projects/cars/export')).status).toBe(404);
  });
});

import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { QualmClient } from '../src/client/qualm-client.js';
import { drained } from '../src/demo/settled.js';

const dist = join(import.meta.dirname, '../../../dist/apps');
const folder = mkdtempSync(join(tmpdir(), 'qualm-import-'));
const keys = { QUALM_API_KEY: 'key-of-everything', QUALM_CONNECTOR_SECRET: 'of-the-platform-only' };

describe('qualm import', () => {
  let monitor: ChildProcess;
  let client: QualmClient;

  beforeAll(async () => {
    const env = { PATH: process.env['PATH'], ...keys, QUALM_DATA_DIR: folder, QUALM_PORT: '0', QUALM_TRAINER: 'off' };
    monitor = spawn(process.execPath, [join(dist, 'monitor/src/main.js')], {
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const url = await urlOf(monitor);
    client = new QualmClient(url, { apiKey: keys.QUALM_API_KEY });
  });
  afterAll(async () => {
    if (monitor.exitCode === null) {
      monitor.kill();
      await once(monitor, 'exit');
    }
    rmSync(folder, { recursive: true });
  });

  const fileWith = (name: string, text: string) => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };
  const run = async (...args: string[]): Promise<{ status: number; says: string }> => {
    const command = [join(dist, 'cli/src/main.js'), 'import', ...args, '--url', client.url];
    const env = { PATH: process.env['PATH'], QUALM_API_KEY_FILE: fileWith('key', `${keys.QUALM_API_KEY}\n`) };
    try {
      const { stderr } = await promisify(execFile)(process.execPath, command, { env });
      return { status: 0, says: stderr };
    } catch (error) {
      const { code, stderr } = error as { code: number; stderr: string };
      return { status: code, says: stderr };
    }
  };
  const figures = async (project: string) => {
    const { classes, labels, examples, sources } = (await client.project(project))!;
    return { classes, labels, examples, sources };
  };
  /** Waits until all that was sent is judged and counted. */
  const counts = async (project: string, wanted: object) => {
    await drained(client, project);
    await expect.poll(() => figures(project), { timeout: 20_000 }).toMatchObject(wanted);
  };
  const labelsOf = async (project: string, exampleId: string) =>
    Object.fromEntries((await client.example(project, exampleId)).labels.map((l) => [l.sourceId, l.label]));

  const crowd = Array.from({ length: 5_100 }, (_, n) => `i${n % 1_700},w${Math.floor(n / 1_700)},${(n * 7) % 5}`);

  it('makes a project of a CSV, and sending it again changes nothing', async () => {
    const file = fileWith('crowd.csv', `item,worker,label\n${crowd.join('\n')}\n`);
    expect(await run('csv', file, '--project', 'crowd')).toMatchObject({
      status: 1,
      says: expect.stringContaining('there is no project "crowd"') as string,
    });
    const made = await run('csv', file, '--project', 'crowd', '--create');
    expect(made.says).toContain('Made project "crowd" of 5 classes.');
    expect([made.status, made.says]).toEqual([0, expect.stringContaining('5100 labels taken, 0 refused')]);
    const all = { classes: ['0', '1', '2', '3', '4'], labels: 5_100, examples: 1_700, sources: 3 };
    await counts('crowd', all);
    expect((await run('csv', file, '--project', 'crowd')).status).toBe(0);
    await counts('crowd', all);
  });

  it('takes the good rows of a CSV and names the lines of the others', async () => {
    const text =
      'answer;who;what;truth\r\ncat;a;"i;1";cat\r\n"do""g";b;"i;1";\r\n\r\ncat;b\r\n"hor\nse";c;i2;\r\ncat;c;i2;dog';
    const file = fileWith('mixed.csv', text);
    await client.createProject({ id: 'mixed', classes: ['cat', 'do"g', 'dog'] });
    const columns = ['--worker', 'who', '--item', 'what', '--gold', 'truth', '--delimiter', ';'];
    const { status, says } = await run('csv', file, '--project', 'mixed', ...columns);
    expect(status).toBe(2);
    expect(says).toContain(`${file}:5: item: would be cell 3, but the row has 2`);
    expect(says).toMatch(/mixed\.csv:7: label: .* control character/);
    expect(says).toContain('3 labels taken, 2 refused');
    await counts('mixed', { labels: 3 });
    expect(await labelsOf('mixed', 'i;1')).toEqual({ a: 'cat', b: 'do"g' });
    expect((await client.example('mixed', 'i2')).gold).toMatchObject({ label: 'dog', origin: 'targeted' });
  });

  it.each([
    ['item,worker,label\n1,a,"cat\n2,b,dog\n', [], /open\.csv:\d: a quote that was opened before is not closed/],
    ['item,worker,label\n1,a,ca"t\n', [], /open\.csv:2: a quote stands inside of a cell that is not quoted/],
    ['', [], /open\.csv: the file is empty/],
    [
      'item,worker,c\n1,a,cat\n',
      ['--label', 'kind'],
      /label: "kind" is not a column of the header \(item, worker, c\)/,
    ],
  ])('stops where a CSV is none: %j', async (text, args, says) => {
    const { status, says: said } = await run('csv', fileWith('open.csv', text), '--project', 'crowd', ...args);
    expect([status, said]).toEqual([1, expect.stringMatching(says)]);
  });

  const choice = (name: string) => [{ from_name: 'animal', type: 'choices', value: { choices: [name] } }];
  const annotation = (id: number, by: number, fields: object = {}) => {
    const at = '2026-03-02T09:30:01.250000Z';
    return { id, completed_by: by, result: choice('cat'), created_at: at, updated_at: at, lead_time: 3, ...fields };
  };

  it('takes an export of Label Studio, whose annotations its webhooks then find', async () => {
    const tasks = Array.from({ length: 150 }, (_, n) => ({
      id: n + 1,
      data: { caption: `number ${n}` },
      annotations: [
        annotation(2 * n + 1, 7),
        annotation(2 * n + 2, 8, n < 5 ? { was_cancelled: true, result: [] } : { result: choice('dog') }),
      ],
      predictions: [],
    }));
    tasks[149]!.annotations.push(annotation(900, 9, { completed_by: null }));
    const file = fileWith('export.json', JSON.stringify(tasks, undefined, 2));
    const { status, says } = await run('label-studio', file, '--project', 'pets', '--create', '--text', 'data.caption');
    expect(says).toContain('Made project "pets" of 2 classes.');
    expect(says).toMatch(/annotation 900: completed_by: is missing/);
    expect(says).toContain('295 labels taken, 1 refused, 5 gave no label');
    expect(says).toContain('5 times: its annotator skipped the task');
    expect(status).toBe(2);
    await counts('pets', { labels: 295, examples: 150, sources: 2 });
    expect(await labelsOf('pets', '150')).toEqual({ '7': 'cat', '8': 'dog' });
    const sent = await fetch(`${client.url}/v1/connectors/label-studio?project=pets`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-qualm-connector-secret': keys.QUALM_CONNECTOR_SECRET },
      body: JSON.stringify({ action: 'ANNOTATIONS_DELETED', annotations: [{ id: 299 }] }),
    });
    expect(sent.status).toBe(202);
    await counts('pets', { labels: 294 });
    // The export is older than the deletion: it does not bring the label back.
    await run('label-studio', file, '--project', 'pets');
    await counts('pets', { labels: 294 });
    expect(await labelsOf('pets', '150')).toEqual({ '8': 'dog' });
  });

  it.each([
    [
      '[{"id": 1, "data": {}, "annotations": []},\n {"hello": 1}]',
      /export\.json:2: body: an object is neither a webhook/,
    ],
    [
      '[\n\n{"annotation_id": 1, "id": 1, "annotator": 2, "animal": "cat"}]',
      /export\.json:3: fromName: is missing: JSON_MIN/,
    ],
    ['{"id": 1', /line 1: the file ends inside of the object/],
  ])('stops where an export is none: %j', async (text, says) => {
    const { status, says: said } = await run('label-studio', fileWith('export.json', text), '--project', 'pets');
    expect([status, said]).toEqual([1, expect.stringMatching(says)]);
  });
});

async function urlOf(monitor: ChildProcess): Promise<string> {
  for await (const line of createInterface({ input: monitor.stdout! })) {
    const url = /API (http:\S+)\/v1/.exec(line)?.[1];
    if (url === undefined) continue;
    monitor.stdout!.resume();
    return url;
  }
  throw new Error('the service ended before it was ready');
}

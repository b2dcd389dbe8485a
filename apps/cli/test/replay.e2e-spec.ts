import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { badSources, linesWithBadSources } from './testing/bad-sources.js';

const main = fileURLToPath(new URL('../../../dist/apps/cli/src/main.js', import.meta.url));
const formatCheck = fileURLToPath(new URL('../../../../shared/checks/replay_format.mjs', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'qualm-replay-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function run(program: string, ...args: string[]): Promise<{ code: number | null; says: string }> {
  const child = spawn(process.execPath, [program, ...args]);
  let says = '';
  child.stdout.on('data', (text: Buffer) => (says += text.toString()));
  child.stderr.on('data', (text: Buffer) => (says += text.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, says };
}

const replay = (labels: string, out: string) =>
  run(main, 'replay', '--labels', labels, '--classes', '3', '--out', out, '--seed', '5', '--model', join(out, 'model'));

/** Some lines with features, with gold, with a time; repeats and changes of mind. */
function labelLines(count: number): string[] {
  return Array.from({ length: count }, (_, n) => {
    const example = (n * 37) % 211;
    const truth = example % 3;
    const label = (n * 7919) % 5 === 0 ? (n * 31) % 3 : truth;
    const features = Array.from({ length: 4 }, (_, d) => (d === truth ? 1 : 0) + Math.sin(example + d) / 3);
    const given = { exampleId: `e${example}`, sourceId: `w${(n * 13) % 11}`, label };
    return JSON.stringify({
      ...given,
      ...(n % 2 === 0 && { features }),
      ...(n % 29 === 0 && { gold: truth }),
      ...(n % 31 === 0 && { at: '2026-11-20T10:00:00Z' }),
    });
  });
}

interface AlertRow {
  sourceId: string;
  kind: string;
  state: string;
  evidence: string;
  reliable: boolean;
  labels: number;
  patterns: { kind: string }[];
  drift?: { label: number; between: [number, number]; from: number; to: number; cells: object[] };
}

const rowsOf = <T>(out: string, name: string) =>
  readFileSync(join(out, `${name}.ndjson`), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as T);

/** Of the agreed formats, where their check is at hand. */
async function expectFormats(labels: string, out: string): Promise<void> {
  if (existsSync(formatCheck)) expect(await run(formatCheck, labels, out, '3')).toMatchObject({ code: 0 });
  else console.warn(`replay: ${formatCheck} is not here: formats are not checked`);
}

const outputsOf = (out: string) =>
  Object.fromEntries(
    readdirSync(out)
      .filter((name) => name.endsWith('json'))
      .map((name) => [name, readFileSync(join(out, name), 'utf8')]),
  );

describe('qualm replay', () => {
  it('writes the same bytes for the same file and seed, in the agreed formats', async () => {
    const labels = join(folder, 'labels.ndjson');
    writeFileSync(labels, labelLines(900).join('\n'));
    const outs = [join(folder, 'first'), join(folder, 'second')] as const;
    for (const out of outs) expect(await replay(labels, out)).toMatchObject({ code: 0 });
    const models = outs.map((out) => readFileSync(join(out, 'model')));
    expect(models[0]!.toString('latin1', 0, 4)).toBe('QMV1');
    expect(models[0]!.equals(models[1]!)).toBe(true);
    const first = outputsOf(outs[0]);
    expect(Object.keys(first).sort()).toEqual([
      'alerts.ndjson',
      'calibration.ndjson',
      'dead-letters.ndjson',
      'examples.ndjson',
      'sources.ndjson',
      'summary.json',
      'verdicts.ndjson',
    ]);
    expect(first['verdicts.ndjson']!.trim().split('\n').length).toBe(900);
    expect(JSON.parse(first['summary.json']!)).toMatchObject({ labels: 900, examples: 211, sources: 11 });
    expect(outputsOf(outs[1])).toEqual(first);
    await expectFormats(labels, outs[0]);
  });

  it('says who is bad, how and since when', async () => {
    const labels = join(folder, 'crowd.ndjson');
    writeFileSync(labels, linesWithBadSources(1_200, 1).join('\n'));
    const out = join(folder, 'crowd');
    expect(await replay(labels, out)).toMatchObject({ code: 0 });
    const alerts = rowsOf<AlertRow>(out, 'alerts');
    const opened = alerts.filter(({ state }) => state === 'open');
    const of = (wanted: string) => opened.filter(({ sourceId }) => sourceId === wanted);
    const patternsOf = (wanted: string) => new Set(of(wanted).flatMap(({ patterns }) => patterns.map((p) => p.kind)));
    expect(new Set(opened.map(({ sourceId }) => sourceId))).toEqual(new Set(badSources));
    expect(new Set(opened.map(({ evidence }) => evidence))).toEqual(new Set(['gold', 'model']));
    expect(opened.every(({ reliable }) => reliable)).toBe(true);
    expect([...patternsOf('constant')]).toEqual(['constant', 'fast']);
    expect([...patternsOf('swapped')]).toEqual(['swapped']);
    expect(of('copier')).toMatchObject([{ kind: 'copying', patterns: [{ kind: 'copying', sourceId: 'mate' }] }]);
    const { drift, labels: noticedAt } = of('turned').find(({ kind }) => kind === 'drift')!;
    const [first, last] = drift!.between;
    // It gives every sixth example a label and turned half-way: the 101st of its 200 labels is the first bad one.
    expect(first).toBeLessThanOrEqual(101);
    expect(last).toBeGreaterThanOrEqual(101);
    expect(noticedAt).toBeGreaterThan(100);
    expect(drift!.from - drift!.to).toBeGreaterThan(0.3);
    expect(drift!.cells.length).toBeGreaterThan(0);
    await expectFormats(labels, out);
  });

  it('names the lines that it cannot take, and says so by its exit code', async () => {
    const labels = join(folder, 'bad.ndjson');
    const [one, two] = labelLines(2) as [string, string];
    writeFileSync(labels, [one, 'no JSON', two, '{"exampleId":"e1","sourceId":"w1","label":7}'].join('\n'));
    const out = join(folder, 'bad');
    expect(await replay(labels, out)).toMatchObject({ code: 2 });
    const letters = readFileSync(join(out, 'dead-letters.ndjson'), 'utf8').trim().split('\n');
    expect(letters.map((l) => JSON.parse(l) as object)).toMatchObject([
      { line: 1, text: 'no JSON' },
      { line: 3, field: 'label' },
    ]);
    expect(readFileSync(join(out, 'verdicts.ndjson'), 'utf8').trim().split('\n').length).toBe(2);
  });
});

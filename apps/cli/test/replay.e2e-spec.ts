import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';

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
  run(main, 'replay', '--labels', labels, '--classes', '3', '--out', out, '--seed', '5');

/** Some examples with features, gold on some lines and alone, repeats and changes of mind. */
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
    });
  });
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
    const first = outputsOf(outs[0]);
    expect(Object.keys(first).sort()).toEqual([
      'alerts.ndjson',
      'dead-letters.ndjson',
      'examples.ndjson',
      'sources.ndjson',
      'summary.json',
      'verdicts.ndjson',
    ]);
    expect(first['verdicts.ndjson']!.trim().split('\n').length).toBe(900);
    expect(JSON.parse(first['summary.json']!)).toMatchObject({ labels: 900, examples: 211, sources: 11 });
    expect(outputsOf(outs[1])).toEqual(first);
    if (!existsSync(formatCheck)) return;
    expect(await run(formatCheck, labels, outs[0], '3')).toMatchObject({ code: 0 });
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

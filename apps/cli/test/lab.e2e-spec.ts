import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import jpeg from 'jpeg-js';
import { PNG } from 'pngjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Random } from '#model';

const main = fileURLToPath(new URL('../../../dist/apps/cli/src/main.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'qualm-lab-'));
const out = join(folder, 'out.json');
const SIDE = 20;

beforeAll(() => {
  const random = new Random(1);
  for (const [part, count] of [
    ['train', 30],
    ['test', 10],
  ] as const)
    for (const [k, name] of ['bright', 'dark'].entries()) {
      mkdirSync(join(folder, 'images', part, name), { recursive: true });
      for (let n = 0; n < count; n++) writeImage(join(folder, 'images', part, name, String(n)), k, n, random);
    }
});
afterAll(() => rmSync(folder, { recursive: true }));

function writeImage(path: string, label: number, n: number, random: Random): void {
  const data = Buffer.from(Array.from({ length: SIDE * SIDE * 4 }, () => (label === 0 ? 150 : 0) + random.below(100)));
  if (n % 2 === 0) return writeFileSync(`${path}.jpg`, jpeg.encode({ data, width: SIDE, height: SIDE }, 95).data);
  const png = new PNG({ width: SIDE, height: SIDE });
  png.data = data;
  writeFileSync(`${path}.png`, PNG.sync.write(png));
}

async function lab(...args: string[]) {
  const child = spawn(process.execPath, [main, 'lab', ...args]);
  let [says, complains] = ['', ''];
  child.stdout.on('data', (text: Buffer) => (says += text.toString()));
  child.stderr.on('data', (text: Buffer) => (complains += text.toString()));
  const [code] = (await once(child, 'close')) as [number];
  return { code, says, complains };
}

const images = ['--set', `folder:${join(folder, 'images')}`, '--side', '8'];

describe('qualm lab', () => {
  it('runs a recipe on a folder of images: a table for people, all figures as JSON, the same for the same seeds', async () => {
    const run = () =>
      lab('odd', 'table', ...images, '--scale', 'tiny', '--seeds', '2', '--backend', 'wasm', '--out', out);
    const first = await run();
    expect(first).toMatchObject({ code: 0 });
    expect(first.says).toMatch(/ODD \+ mixup .* \d+\.\d ± \d+\.\d .* 97\.2/);
    const json = () =>
      JSON.parse(readFileSync(out, 'utf8')) as { jobs: { name: string; runs: { figures: unknown }[] }[] };
    const jobs = json().jobs;
    expect(jobs.map(({ name }) => name)).toEqual(['ERM, 0 %', 'mixup, 0 %', 'ODD, 0 %', 'ODD + mixup, 0 %']);
    await run();
    const learned = (all: typeof jobs) => all.map(({ runs }) => runs.map(({ figures }) => figures));
    expect(learned(json().jobs)).toEqual(learned(jobs));
  });

  it('says what is missing, and how to get it', async () => {
    const missing = await lab('odd', 'table', '--data', join(folder, 'nothing'));
    expect([missing.code, missing.complains]).toEqual([1, expect.stringContaining('qualm lab data mnist')]);
    const nowhere = await lab('odd', 'table', '--set', `folder:${folder}`);
    expect([nowhere.code, nowhere.complains]).toEqual([1, expect.stringContaining('needs a folder')]);
    const network = await lab('odd', 'table', ...images, '--backend', 'cpu', '--network', 'lenet');
    expect([network.code, network.complains]).toEqual([1, expect.stringContaining('lenet')]);
    const only = await lab('odd', 'table', ...images, '--backend', 'wasm', '--only', 'nothing');
    expect([only.code, only.complains]).toEqual([1, expect.stringContaining('ERM, 0 %')]);
  });

  it('takes the MLP where convolutions cannot be trained, and says so', async () => {
    const tiny = ['baselines', 'table', ...images, '--scale', 'tiny', '--seeds', '1'];
    const asked = ['--backend', 'wasm', '--network', 'cnn', '--only', 'cross-entropy, no noise'];
    const { code, complains, says } = await lab(...tiny, ...asked);
    expect(code).toBe(0);
    expect(complains).toContain('mlp stands in for cnn');
    expect(says).toContain('mlp');
  });
});

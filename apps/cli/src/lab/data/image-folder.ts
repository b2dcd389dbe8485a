import { constants } from 'node:buffer';
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { totalmem } from 'node:os';
import { join } from 'node:path';
import { InvalidInput } from '#labels';
import { Random, type ImageShape } from '#model';
import { isImageFile } from './decode-files.js';
import type { ImageSet } from './image-set.js';
import { readImages, type LabeledFile } from './read-images.js';

export interface FolderOptions {
  /** Height and width of each image. */
  side: number;
  /** Where there are more, so many are drawn evenly, the same ones each time; undefined: all are read. */
  most?: { train: number; test: number } | undefined;
  /** The labels of its training images are right. */
  trueLabels?: boolean | undefined;
  signal?: AbortSignal;
}

/**
 * A folder with `train/CLASS/*.png|jpg` and `test/CLASS/...`: how WebVision, Clothing1M, Food-101N or SVHN are brought
 * here. All images lie in memory in one size; classes are the folders of `train`, by name.
 *
 * @throws InvalidInput naming the path, before any image is read where it is its size
 */
export async function readImageFolder(path: string, options: FolderOptions): Promise<ImageSet> {
  const { side, most, signal, trueLabels } = options;
  const { classes, ...files } = await listFolder(path);
  const [train, test] = [drawFiles(files.train, most?.train), drawFiles(files.test, most?.test)];
  const excess = excessOf(train.length, test.length, side, memory());
  if (excess) throw new InvalidInput('--side', side, `is too much for folder:${path}: ${excess}`);
  const shape: ImageShape = [side, side, 3];
  return {
    name: `folder ${path}`,
    classes,
    train: await readImages(train, shape, signal),
    test: await readImages(test, shape, signal),
    trainingLabels: trueLabels ? 'true' : 'given',
  };
}

async function listFolder(path: string): Promise<{ classes: string[]; train: LabeledFile[]; test: LabeledFile[] }> {
  const classes = await classFolders(path, 'train');
  if (classes.length < 2)
    throw new InvalidInput('--set', `folder:${path}`, `has fewer than two classes in ${join(path, 'train')}`);
  const unknown = (await classFolders(path, 'test')).find((name) => !classes.includes(name));
  if (unknown) throw new InvalidInput('--set', join(path, 'test', unknown), 'is a class that train lacks');
  const train = await labeledFiles(join(path, 'train'), classes);
  const taught = new Set(train.map(({ label }) => label));
  const untaught = classes.find((_, label) => !taught.has(label));
  if (untaught) throw new InvalidInput('--set', join(path, 'train', untaught), 'holds no PNG or JPEG images');
  return { classes, train, test: await labeledFiles(join(path, 'test'), classes) };
}

async function classFolders(path: string, part: 'train' | 'test'): Promise<string[]> {
  const folder = join(path, part);
  if (!existsSync(folder)) throw new InvalidInput('--set', `folder:${path}`, `needs a folder ${folder}`);
  const entries = await readdir(folder, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory() || entry.isSymbolicLink())
    .map(({ name }) => name)
    .sort();
}

async function labeledFiles(folder: string, classes: string[]): Promise<LabeledFile[]> {
  const files: LabeledFile[] = [];
  for (const [label, name] of classes.entries()) {
    const own = existsSync(join(folder, name)) ? await readdir(join(folder, name)) : [];
    for (const file of own.filter(isImageFile).sort()) files.push({ path: join(folder, name, file), label });
  }
  if (files.length === 0) throw new InvalidInput('--set', folder, 'holds no PNG or JPEG images');
  return files;
}

function drawFiles(files: LabeledFile[], most = Infinity): LabeledFile[] {
  if (files.length <= most) return files;
  const order = new Random(0).shuffle(Int32Array.from(files.keys()));
  return Array.from(order.subarray(0, most).sort(), (n) => files[n]!);
}

/**
 * Why so many images cannot be held; undefined when they can.
 *
 * @param memory in bytes; the images are there twice, as they are read and as a run draws them
 */
export function excessOf(train: number, test: number, side: number, memory: number): string | undefined {
  const bytesEach = side * side * 3;
  const all = (train + test) * bytesEach;
  const what = `${(train + test).toLocaleString('en')} images of ${side} x ${side} are ${gibibytes(all)}`;
  if (2 * all > memory) return `${what}, needed twice; this machine has ${gibibytes(memory)}`;
  if (train * bytesEach > constants.MAX_LENGTH) return `${what}; Node ${process.versions.node} holds ${gibibytes(constants.MAX_LENGTH)}`; // prettier-ignore
  return undefined;
}

function memory(): number {
  return Math.min(totalmem(), process.constrainedMemory() || Infinity);
}

function gibibytes(bytes: number): string {
  return `${(bytes / 2 ** 30).toFixed(1)} GiB`;
}

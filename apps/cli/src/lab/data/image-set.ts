import type { ImageShape } from '#model';

/** Images with one label each, in rows. */
export interface Images {
  count: number;
  /** `[height, width, channels]` of one image */
  shape: ImageShape;
  /** `[count, height, width, channels]`, 0 to 255 */
  pixels: Uint8Array;
  /** `[count]`, 0-based. True ones, unless the set says otherwise. */
  labels: Int32Array;
}

/** A data set as it lies on the disk. */
export interface ImageSet {
  name: string;
  classes: string[];
  train: Images;
  test: Images;
  /** `given`: the training labels are somebody's, and nobody knows which are wrong. */
  trainingLabels: 'true' | 'given';
}

export function pixelsPer([height, width, channels]: ImageShape): number {
  return height * width * channels;
}

/** Copies of some rows, in the order of `rows`. */
export function takeImages(images: Images, rows: ArrayLike<number>): Images {
  const size = pixelsPer(images.shape);
  const pixels = new Uint8Array(rows.length * size);
  const labels = new Int32Array(rows.length);
  for (let n = 0; n < rows.length; n++) {
    pixels.set(images.pixels.subarray(rows[n]! * size, (rows[n]! + 1) * size), n * size);
    labels[n] = images.labels[rows[n]!]!;
  }
  return { count: rows.length, shape: images.shape, pixels, labels };
}

/** Rows `from` to `to` of the same memory. */
export function sliceImages(images: Images, from: number, to: number): Images {
  const size = pixelsPer(images.shape);
  const pixels = images.pixels.subarray(from * size, to * size);
  return { count: to - from, shape: images.shape, pixels, labels: images.labels.slice(from, to) };
}

/** One after the other, without a copy of what lies side by side already. @throws RangeError when their shapes differ */
export function joinImages(first: Images, second: Images): Images {
  if (first.shape.join() !== second.shape.join())
    throw new RangeError(`images of ${first.shape.join(' x ')} cannot be joined with ${second.shape.join(' x ')}`);
  const labels = new Int32Array(first.count + second.count);
  labels.set(first.labels);
  labels.set(second.labels, first.count);
  return { count: first.count + second.count, shape: first.shape, pixels: joined(first.pixels, second.pixels), labels };
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  const length = first.length + second.length;
  if (first.buffer === second.buffer && first.byteOffset + first.length === second.byteOffset)
    return new Uint8Array(first.buffer, first.byteOffset, length);
  const bytes = new Uint8Array(length);
  bytes.set(first);
  bytes.set(second, first.length);
  return bytes;
}

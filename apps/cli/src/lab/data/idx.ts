import type { ImageShape } from '#model';
import { InvalidInput } from '#labels';

/** Unsigned bytes, the only kind of number that the sets use. */
const UINT8 = 0x08;

/** An array of bytes in the IDX format of MNIST: two zeros, the kind, the dimensions (big-endian 32 bit), the values. */
export interface Idx {
  shape: number[];
  values: Uint8Array;
}

/** @throws InvalidInput naming the file when it is not IDX or is cut short */
export function readIdx(bytes: Uint8Array, file: string): Idx {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const dimensions = bytes.length >= 4 ? bytes[3]! : 0;
  const header = 4 + 4 * dimensions;
  if (bytes.length < header || bytes[0] !== 0 || bytes[1] !== 0 || bytes[2] !== UINT8 || dimensions === 0)
    throw new InvalidInput(file, undefined, 'is not an IDX file of bytes');
  const shape = Array.from({ length: dimensions }, (_, d) => view.getUint32(4 + 4 * d));
  const size = shape.reduce((a, b) => a * b, 1);
  if (bytes.length !== header + size)
    throw new InvalidInput(file, bytes.length, `is its length in bytes; ${header + size} were expected`);
  return { shape, values: bytes.subarray(header) };
}

export function writeIdx({ shape, values }: Idx): Uint8Array {
  const bytes = new Uint8Array(4 + 4 * shape.length + values.length);
  const view = new DataView(bytes.buffer);
  bytes.set([0, 0, UINT8, shape.length]);
  shape.forEach((size, d) => view.setUint32(4 + 4 * d, size));
  bytes.set(values, 4 + 4 * shape.length);
  return bytes;
}

/** `[N, h, w]` is one channel. @throws InvalidInput naming the file when it holds no images */
export function idxImageShape({ shape }: Idx, file: string): ImageShape {
  const [, height, width, channels = 1] = shape;
  if (shape.length < 3 || shape.length > 4) throw new InvalidInput(file, shape.join(' x '), 'is not a shape of images');
  return [height!, width!, channels];
}

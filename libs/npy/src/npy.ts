import { readFileSync } from 'node:fs';
import { InvalidInput } from '#labels';

export interface Npy {
  shape: number[];
  /** In C order. */
  values: Float32Array | Float64Array | Int32Array | Uint8Array;
}

/**
 * Reads a NumPy array file (format 1 to 3; little-endian f4, f8, i2, i4, i8, u2, u4; i1, u1) into C order. 64-bit integers
 * become float64: exact up to 2^53.
 *
 * @throws InvalidInput naming the file and what is wrong with it
 */
export function readNpy(path: string): Npy {
  const bytes = readFileSync(path);
  const { header, bodyAt } = headerOf(path, bytes);
  const type = /'descr': *'([^']+)'/.exec(header)?.[1];
  if (type?.startsWith('>')) throw new InvalidInput(path, type, 'is big-endian; save it with .astype("<f4") or "<i4"');
  const reader = readers[type ?? ''];
  if (!reader) throw new InvalidInput(path, type, `is not an element type that can be read (${types})`);
  const shape = shapeOf(path, header);
  const size = shape.reduce((a, b) => a * b, 1);
  const body = bytes.subarray(bodyAt);
  if (body.length !== size * reader.bytes)
    throw new InvalidInput(path, `${body.length} bytes`, `after the header: its shape needs ${size * reader.bytes}`);
  const values = reader.read(body, size);
  if (!/'fortran_order': *True/.test(header) || shape.length < 2) return { shape, values };
  if (shape.length > 2)
    throw new InvalidInput(path, 'fortran_order', 'of more than two dimensions; save it in C order');
  return { shape, values: transposed(values, shape[0]!, shape[1]!) };
}

function headerOf(path: string, bytes: Buffer): { header: string; bodyAt: number } {
  if (bytes.length < 12 || bytes.toString('latin1', 0, 6) !== '\x93NUMPY')
    throw new InvalidInput(path, undefined, 'is not a NumPy array file (.npy)');
  const isLong = bytes[6]! >= 2;
  const from = isLong ? 12 : 10;
  const bodyAt = from + (isLong ? bytes.readUInt32LE(8) : bytes.readUInt16LE(8));
  if (bodyAt > bytes.length) throw new InvalidInput(path, undefined, 'ends within its header');
  return { header: bytes.toString('latin1', from, bodyAt), bodyAt };
}

function shapeOf(path: string, header: string): number[] {
  const text = /'shape': *\(([\d, ]*)\)/.exec(header)?.[1];
  if (text === undefined) throw new InvalidInput(path, undefined, 'has no shape in its header');
  return text
    .split(',')
    .filter((size) => size.trim())
    .map(Number);
}

function transposed<T extends Npy['values']>(values: T, rows: number, columns: number): T {
  const out = values.slice() as T;
  for (let r = 0; r < rows; r++) for (let c = 0; c < columns; c++) out[r * columns + c] = values[c * rows + r]!;
  return out;
}

interface Reader {
  bytes: number;
  read: (body: Buffer, size: number) => Npy['values'];
}

function into<T extends Npy['values']>(
  make: (size: number) => T,
  bytes: number,
  at: (body: Buffer, n: number) => number,
) {
  return {
    bytes,
    read(body: Buffer, size: number): T {
      const values = make(size);
      for (let n = 0; n < size; n++) values[n] = at(body, n * bytes);
      return values;
    },
  };
}

const float32 = (size: number) => new Float32Array(size);
const float64 = (size: number) => new Float64Array(size);
const int32 = (size: number) => new Int32Array(size);

const readers: Record<string, Reader> = {
  '<f4': into(float32, 4, (body, at) => body.readFloatLE(at)),
  '<f8': into(float64, 8, (body, at) => body.readDoubleLE(at)),
  '|i1': into(int32, 1, (body, at) => body.readInt8(at)),
  '<i2': into(int32, 2, (body, at) => body.readInt16LE(at)),
  '<i4': into(int32, 4, (body, at) => body.readInt32LE(at)),
  '<i8': into(float64, 8, (body, at) => Number(body.readBigInt64LE(at))),
  '|u1': { bytes: 1, read: (body, size) => Uint8Array.from(body.subarray(0, size)) },
  '<u2': into(int32, 2, (body, at) => body.readUInt16LE(at)),
  '<u4': into(float64, 4, (body, at) => body.readUInt32LE(at)),
};
const types = Object.keys(readers).join(', ');

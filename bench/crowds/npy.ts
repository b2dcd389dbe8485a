import { readFileSync } from 'node:fs';

export interface Npy {
  shape: number[];
  values: Float32Array | Int32Array | Uint8Array;
}

/**
 * Reads a NumPy array file (format 1 to 3, little-endian: f4, f8, i2, i4, i8, u1) into C order.
 *
 * @throws RangeError on anything else
 */
export function readNpy(path: string): Npy {
  const bytes = readFileSync(path);
  if (bytes.toString('latin1', 1, 6) !== 'NUMPY') throw new RangeError(`${path} is no NumPy file`);
  const isLong = bytes[6]! >= 2;
  const bodyAt = (isLong ? 12 : 10) + (isLong ? bytes.readUInt32LE(8) : bytes.readUInt16LE(8));
  const header = bytes.toString('latin1', isLong ? 12 : 10, bodyAt);
  const type = /'descr': *'([^']+)'/.exec(header)?.[1] ?? '';
  const shape = (/'shape': *\(([^)]*)\)/.exec(header)?.[1] ?? '')
    .split(',')
    .filter((s) => s.trim())
    .map(Number);
  const body = bytes.subarray(bodyAt);
  const read = readers[type];
  if (!read) throw new RangeError(`${path} has type ${type}`);
  const values = read(
    body,
    shape.reduce((a, b) => a * b, 1),
  );
  const isFortran = header.includes("'fortran_order': True") && shape.length === 2;
  return { shape, values: isFortran ? transposed(values, shape[0]!, shape[1]!) : values };
}

function transposed(values: Npy['values'], rows: number, columns: number): Npy['values'] {
  const out = values.slice();
  for (let r = 0; r < rows; r++) for (let c = 0; c < columns; c++) out[r * columns + c] = values[c * rows + r]!;
  return out;
}

const readers: Record<string, (body: Buffer, size: number) => Npy['values']> = {
  '<f4': (body, size) => Float32Array.from({ length: size }, (_, n) => body.readFloatLE(n * 4)),
  '<f8': (body, size) => Float32Array.from({ length: size }, (_, n) => body.readDoubleLE(n * 8)),
  '<i2': (body, size) => Int32Array.from({ length: size }, (_, n) => body.readInt16LE(n * 2)),
  '<i4': (body, size) => Int32Array.from({ length: size }, (_, n) => body.readInt32LE(n * 4)),
  '<i8': (body, size) => Int32Array.from({ length: size }, (_, n) => Number(body.readBigInt64LE(n * 8))),
  '|u1': (body, size) => Uint8Array.from(body.subarray(0, size)),
};

import { isAbsent } from './checks.js';
import type { Features } from './event.js';
import { InvalidInput } from './invalid-input.js';
import type { Project } from './project.js';

const bytesPerFloat = Float32Array.BYTES_PER_ELEMENT;
const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** Number of values of one example: the product of the feature shape; 0 for a project of labels only. */
export function featureLength(project: Pick<Project, 'featureShape'>): number {
  return project.featureShape === undefined ? 0 : project.featureShape.reduce((product, size) => product * size, 1);
}

/** The shape `[n]` that a first example gives to a project made without one. */
export function inferFeatureShape(project: Pick<Project, 'featureType'>, features: Features): number[] {
  const packed = project.featureType === 'float32' && features instanceof Uint8Array;
  return [packed ? features.byteLength / bytesPerFloat : features.length];
}

/**
 * Little-endian float32 bytes as floats: a view where the bytes are aligned to 4, else a copy. The view shares memory
 * with `bytes`. Hosts are little-endian, as every platform of Node that Qualm supports.
 * @throws InvalidInput when the bytes are none, not a multiple of 4, or hold NaN or an infinity.
 */
export function floatsFromBytes(field: string, bytes: Uint8Array): Float32Array {
  const length = bytes.byteLength / bytesPerFloat;
  if (bytes.byteLength === 0) throw new InvalidInput(field, undefined, 'has no values; leave it out instead');
  if (!Number.isInteger(length)) throw new InvalidInput(field, bytes, 'are not float32 values of 4 bytes each');
  const aligned = bytes.byteOffset % bytesPerFloat === 0;
  const floats = aligned
    ? new Float32Array(bytes.buffer, bytes.byteOffset, length)
    : new Float32Array(new Uint8Array(bytes).buffer, 0, length); // not bytes.slice(): of a Buffer that is a view
  checkFinite(field, floats);
  return floats;
}

/** The bytes of `values`, sharing their memory: floats are little-endian. */
export function bytesOf(values: Features): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
}

/**
 * Features of a JSON event: an array of numbers becomes floats, base64 becomes its raw bytes; what those bytes are
 * (float32 or uint8) is the project's to say, see `checkFeatures`.
 */
export function parseFeatures(field: string, value: unknown): Features | undefined {
  if (isAbsent(value)) return undefined;
  if (Array.isArray(value)) return floatsFromNumbers(field, value);
  if (typeof value !== 'string') throw new InvalidInput(field, value, 'is neither an array of numbers nor base64');
  if (value === '') throw new InvalidInput(field, undefined, 'has no values; leave it out instead');
  if (!base64.test(value)) throw new InvalidInput(field, undefined, `is not base64 (${value.length} characters)`);
  return new Uint8Array(Buffer.from(value, 'base64'));
}

/**
 * `features` as this project takes them: float32 or uint8, `featureLength(project)` values. In a float32 project raw
 * bytes are little-endian float32; in a uint8 project floats are taken when each is a whole number from 0 to 255.
 * @throws InvalidInput when the length or a value does not fit.
 */
export function checkFeatures(
  project: Pick<Project, 'id' | 'featureShape' | 'featureType'>,
  features: Features,
): Features {
  const wanted = featureLength(project);
  if (wanted === 0) throw mismatch(project, features, 'labels only');
  if (project.featureType === 'uint8') return checkPixels(project, features, wanted);
  const bytes = features instanceof Uint8Array;
  const given = bytes ? features.byteLength / bytesPerFloat : features.length;
  if (given !== wanted) {
    throw mismatch(project, features, `${wanted} float32 values${bytes ? ` (${wanted * bytesPerFloat} bytes)` : ''}`);
  }
  return bytes ? floatsFromBytes('features', features) : features;
}

function checkPixels(project: Pick<Project, 'id'>, features: Features, wanted: number): Uint8Array {
  if (features.length !== wanted) throw mismatch(project, features, `${wanted} uint8 values`);
  if (features instanceof Uint8Array) return features;
  const pixels = new Uint8Array(features);
  const odd = pixels.findIndex((pixel, index) => pixel !== features[index]);
  if (odd < 0) return pixels;
  const says = `is not a whole number from 0 to 255, which project ${JSON.stringify(project.id)} takes (uint8)`;
  throw new InvalidInput(`features[${odd}]`, features[odd], says);
}

function mismatch(project: Pick<Project, 'id'>, features: Features, takes: string): InvalidInput {
  const given = features instanceof Uint8Array ? `${features.length} bytes` : `${features.length} values`;
  return new InvalidInput('features', undefined, `${given}, but project ${JSON.stringify(project.id)} takes ${takes}`);
}

function floatsFromNumbers(field: string, values: unknown[]): Float32Array {
  if (values.length === 0) throw new InvalidInput(field, undefined, 'has no values; leave it out instead');
  const floats = new Float32Array(values.length);
  for (let index = 0; index < values.length; index++) {
    const value = values[index];
    if (typeof value !== 'number') throw notANumber(`${field}[${index}]`, value);
    floats[index] = value;
  }
  checkFinite(field, floats, values);
  return floats;
}

function notANumber(field: string, value: unknown): InvalidInput {
  const flat = Array.isArray(value) ? ': send the values flat, row by row' : '';
  return new InvalidInput(field, value, `is not a number${flat}`);
}

/** Times zero is NaN for NaN and the infinities and nothing else; four sums at once run twice as fast as a test each. */
function checkFinite(field: string, floats: Float32Array, given: ArrayLike<unknown> = floats): void {
  let [a, b, c, d] = [0, 0, 0, 0];
  const whole = floats.length - (floats.length % 4);
  for (let index = 0; index < whole; index += 4) {
    a += floats[index]! * 0;
    b += floats[index + 1]! * 0;
    c += floats[index + 2]! * 0;
    d += floats[index + 3]! * 0;
  }
  for (let index = whole; index < floats.length; index++) a += floats[index]! * 0;
  if (a + b + c + d === 0) return;
  const odd = floats.findIndex((value) => !Number.isFinite(value));
  throw new InvalidInput(`${field}[${odd}]`, given[odd], 'is not a finite float32 number');
}

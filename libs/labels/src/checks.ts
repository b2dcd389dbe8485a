import { InvalidInput, didYouMean } from './invalid-input.js';

/** Above this a dense distribution or noise matrix is no longer practical. */
export const maxClasses = 10_000;

const maxIdBytes = 256;
const plainId = /^[\x20-\x7e]{1,256}$/;
const controlOrLoneSurrogate = /[\p{Cc}\p{Cs}]/u;
/** No id of dots only: it would vanish from a URL. */
const projectId = /^(?!\.+$)[A-Za-z0-9_.-]{1,64}$/;

export type JsonObject = Record<string, unknown>;

/** null counts as absent: many exporters write it for a missing value. */
export function isAbsent(value: unknown): value is null | undefined {
  return value === undefined || value === null;
}

export function checkObject(field: string, value: unknown): JsonObject {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as JsonObject;
  throw new InvalidInput(field, value, 'is not a JSON object');
}

/** @throws InvalidInput on the first field that is not in `allowed`; `what` is what the object is, with its article. */
export function checkFieldNames(object: JsonObject, allowed: readonly string[], what: string): void {
  for (const name of Object.keys(object)) {
    if (allowed.includes(name)) continue;
    throw new InvalidInput(name.slice(0, 80), undefined, `is not a field of ${what}${didYouMean(name, allowed)}`);
  }
}

/** An identifier or class name: 1 to 256 bytes of UTF-8 without control characters. */
export function checkText(field: string, value: unknown): string {
  if (isAbsent(value) || value === '') throw new InvalidInput(field, undefined, 'is missing');
  if (typeof value !== 'string') throw new InvalidInput(field, value, 'is not a string');
  if (plainId.test(value)) return value;
  if (controlOrLoneSurrogate.test(value))
    throw new InvalidInput(field, value, 'has a control character or half a pair');
  if (Buffer.byteLength(value) > maxIdBytes) throw new InvalidInput(field, value, `is longer than ${maxIdBytes} bytes`);
  return value;
}

/** Longest text of an example, in bytes of UTF-8. */
export const maxTextBytes = 16_384;
const loneSurrogate = /\p{Cs}/u;

/** What an annotator saw: 1 byte to 16 KiB of UTF-8, line breaks and all. */
export function checkExampleText(field: string, value: unknown): string {
  if (typeof value !== 'string') throw new InvalidInput(field, value, 'is not a string');
  if (value === '') throw new InvalidInput(field, undefined, 'is empty; leave it out instead');
  const bytes = Buffer.byteLength(value);
  if (bytes > maxTextBytes) throw new InvalidInput(field, value, `has ${bytes} bytes, ${maxTextBytes} is the most`);
  if (loneSurrogate.test(value)) throw new InvalidInput(field, value, 'has half a pair of surrogates');
  return value;
}

/** Like `checkText`; whole numbers become strings. */
export function checkId(field: string, value: unknown): string {
  if (typeof value !== 'number') return checkText(field, value);
  if (Number.isSafeInteger(value)) return String(value);
  throw new InvalidInput(field, value, 'is a number that JSON does not hold exactly: send it as a string');
}

/** A class index or name as it is written; whether the project has it is for `resolveLabel` to say. */
export function checkLabel(field: string, value: unknown): number | string {
  if (typeof value === 'string' || isAbsent(value)) return checkText(field, value);
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0 && value < maxClasses) return value;
  throw new InvalidInput(field, value, `is neither a class index (0 to ${maxClasses - 1}) nor a class name`);
}

export function checkProjectId(field: string, value: unknown): string {
  if (isAbsent(value) || value === '') throw new InvalidInput(field, undefined, 'is missing');
  if (typeof value === 'string' && projectId.test(value)) return value;
  throw new InvalidInput(field, value, 'is not a project id: 1 to 64 of A-Z a-z 0-9 _ . -');
}

export function checkInteger(field: string, value: unknown, min: number, max: number): number {
  if (isAbsent(value)) throw new InvalidInput(field, undefined, 'is missing');
  if (typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max) return value;
  throw new InvalidInput(field, value, `is not a whole number from ${min} to ${max}`);
}

export function checkNumber(field: string, value: unknown, min: number, max: number): number {
  if (isAbsent(value)) throw new InvalidInput(field, undefined, 'is missing');
  if (typeof value === 'number' && value >= min && value <= max) return value;
  throw new InvalidInput(field, value, `is not a number from ${min} to ${max}`);
}

/** A list, of `length` entries where that is given. */
export function checkList(field: string, value: unknown, length?: number): unknown[] {
  if (isAbsent(value)) throw new InvalidInput(field, undefined, 'is missing');
  if (Array.isArray(value) && (length === undefined || value.length === length)) return value as unknown[];
  throw new InvalidInput(field, value, `is not a list${length === undefined ? '' : ` of ${length}`}`);
}

export function checkFlag(field: string, value: unknown): boolean {
  if (typeof value === 'boolean') return value;
  throw new InvalidInput(field, value, 'is not true or false');
}

export function checkChoice<T extends string>(field: string, value: unknown, choices: readonly T[]): T {
  if (isAbsent(value)) throw new InvalidInput(field, undefined, `is missing: one of ${choices.join(', ')}`);
  const known = choices.find((choice) => choice === value);
  if (known !== undefined) return known;
  const near = typeof value === 'string' ? didYouMean(value, choices) : '';
  throw new InvalidInput(field, value, `is not one of ${choices.join(', ')}${near}`);
}

import * as fc from 'fast-check';
import { expect } from 'vitest';
import { InvalidInput } from '../invalid-input.js';
import type { Mass } from '../verdict.js';

/** Ids as they come: ASCII mostly, any writing system sometimes. */
export const anyId = fc
  .oneof(fc.stringMatching(/^[\x20-\x7e]{1,60}$/), fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }))
  .filter((id) => !/[\p{Cc}\p{Cs}]/u.test(id) && Buffer.byteLength(id) <= 256);

export const anyProjectId = fc.stringMatching(/^[A-Za-z][A-Za-z0-9_.-]{0,63}$/);
export const anyAtMs = fc.integer({ min: 0, max: Date.UTC(2101, 0, 1) - 1 });
export const anyCount = fc.maxSafeNat();

/** Classes ascending, units that sum to exactly 65536. */
export const anyMass: fc.Arbitrary<Mass> = fc
  .uniqueArray(fc.nat(99), { minLength: 1, maxLength: 16 })
  .chain((classes) =>
    fc.record({
      classes: fc.constant(classes.sort((a, b) => a - b)),
      cuts: fc.array(fc.nat(65_536), { minLength: classes.length - 1, maxLength: classes.length - 1 }),
    }),
  )
  .map(({ classes, cuts }) => {
    const bounds = [0, ...cuts.sort((a, b) => a - b), 65_536];
    return { classes, units: classes.map((_, index) => bounds[index + 1]! - bounds[index]!) };
  });

/** A sound record, then cut short, or with some bytes overwritten, or with bytes behind it. */
export function damaged(sound: fc.Arbitrary<Uint8Array>): fc.Arbitrary<Uint8Array> {
  const overwrites = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 6 });
  return fc.tuple(sound, fc.nat(), overwrites, fc.uint8Array({ maxLength: 12 })).map(([bytes, end, writes, tail]) => {
    const length = writes.length === 0 ? end % (bytes.length + 1) : bytes.length;
    const copy = Uint8Array.from([...bytes.subarray(0, length), ...tail]);
    for (const [at, byte] of writes) if (copy.length > 0) copy[at % copy.length] = byte;
    return copy;
  });
}

/** Whatever the bytes, `decode` takes them or throws InvalidInput with a short message, and leaves them as they were. */
export function expectOnlyInvalidInput(decode: (bytes: Uint8Array) => unknown, bytes: Uint8Array): void {
  const before = bytes.slice();
  try {
    decode(bytes);
  } catch (error) {
    expect(error).toBeInstanceOf(InvalidInput);
    expect((error as Error).message.length).toBeLessThan(600);
  }
  expect(bytes).toEqual(before);
}

/** `value` and all that it holds, made immutable, so that a codec that writes into its input throws. */
export function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return value;
  for (const part of Object.values(value)) frozen(part);
  return Object.freeze(value);
}

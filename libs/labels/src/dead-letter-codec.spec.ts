import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeDeadLetter, deadLetterJson, deadLetterOf, encodeDeadLetter } from './dead-letter-codec.js';
import { InvalidInput } from './invalid-input.js';
import { anyAtMs, anyCount, damaged, expectOnlyInvalidInput, frozen } from './testing/arbitraries.js';

const place = { partition: 3, offset: 17, atMs: 1_000 };
const error = new InvalidInput('label', 12, 'is not a class of project "p" (0 to 9)');
const anyRecord = fc.oneof(
  fc.uint8Array({ maxLength: 60 }),
  fc.string().map((text): Uint8Array => Buffer.from(text)),
);
const anyLetter = fc
  .tuple(anyRecord, fc.boolean(), fc.record({ partition: fc.nat(99), offset: anyCount, atMs: anyAtMs }))
  .map(([record, blamed, at]) => deadLetterOf(record, blamed ? error : new Error('because'), at));

describe('dead letters', () => {
  it('say where, why, and keep the record', () => {
    const letter = deadLetterOf(Buffer.from('{"label":12}'), error, place);
    expect(letter).toEqual({ ...place, reason: error.message, field: 'label', text: '{"label":12}', encoding: 'utf8' });
    expect(JSON.stringify(deadLetterJson(letter))).toBe(
      '{"partition":3,"offset":17,"field":"label","reason":"label: 12 is not a class of project \\"p\\" (0 to 9)",' +
        '"text":"{\\"label\\":12}","encoding":"utf8","at":"1970-01-01T00:00:01.000Z"}',
    );
  });

  it('keep every byte of the record', () => {
    fc.assert(
      fc.property(anyRecord, (record) => {
        const { text, encoding } = deadLetterOf(record, error, place);
        expect(new Uint8Array(Buffer.from(text, encoding))).toEqual(new Uint8Array(record));
      }),
    );
  });

  it('keep the first part of a very long record, say so, and stay below 1 MB in both formats', () => {
    for (const byte of [0x22, 0x00, 0xff, 0x61]) {
      const letter = deadLetterOf(new Uint8Array(900_000).fill(byte), error, place);
      expect(letter.reason).toContain('(first 393216 of 900000 bytes kept)');
      expect(encodeDeadLetter(letter, 'json').value.length).toBeLessThan(1_000_000);
      expect(encodeDeadLetter(letter, 'protobuf').value.length).toBeLessThan(1_000_000);
    }
  });

  it.each(['json', 'protobuf'] as const)('come back from %s as they were', (format) => {
    fc.assert(
      fc.property(anyLetter, (letter) => {
        const { value, contentType } = encodeDeadLetter(frozen(letter), format);
        expect(decodeDeadLetter(value, contentType)).toEqual(letter);
      }),
    );
  });

  it('throw nothing but InvalidInput on random and on damaged records', () => {
    const sound = fc
      .tuple(anyLetter, fc.constantFrom('json' as const, 'protobuf' as const))
      .map(([letter, format]) => encodeDeadLetter(letter, format).value);
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 80 }), damaged(sound)), (record) =>
        expectOnlyInvalidInput(decodeDeadLetter, record),
      ),
      { numRuns: 1_000 },
    );
  });
});

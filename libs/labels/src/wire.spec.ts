import { describe, expect, it } from 'vitest';
import { EventSchema } from './gen/qualm/v1/event_pb.js';
import { EnumWords, formatOf, jsonRecord, parseJson, parseProtobuf, safeNumber } from './wire.js';

const bytes = (text: string) => Buffer.from(text);

describe('formatOf', () => {
  it.each([
    ['application/json', 'json'],
    ['Application/JSON; charset=utf-8', 'json'],
    ['application/x-protobuf', 'protobuf'],
  ])('believes %s', (type, format) => expect(formatOf(bytes('{'), type)).toBe(format));

  it.each([
    [bytes('{"a":1}'), 'json'],
    [bytes(' \r\n\t{'), 'json'],
    [bytes('\ufeff{'), 'json'],
    [Uint8Array.of(0x0a, 0x05, 0x6d), 'protobuf'],
    [bytes('[1]'), 'protobuf'],
    [bytes('   '), 'protobuf'],
  ])('%# looks at the first byte without a header', (value, format) => {
    expect(formatOf(value, undefined)).toBe(format);
    expect(formatOf(value, '')).toBe(format);
  });

  it('refuses another type', () => {
    expect(() => formatOf(bytes('{'), 'text/csv')).toThrow('content-type: "text/csv" is neither application/json nor');
  });
});

describe('parseJson, parseProtobuf', () => {
  it('say what is wrong', () => {
    expect(() => parseJson(bytes('{"a":'))).toThrow('record: is not JSON: ');
    expect(() => parseJson(Uint8Array.of(0x7b, 0xff))).toThrow('record: 2 bytes are not UTF-8');
    expect(() => parseProtobuf(EventSchema, Uint8Array.of(0x0a, 0x7f))).toThrow('bytes are not a protobuf Event: ');
    expect(() => parseProtobuf(EventSchema, Uint8Array.of(0x0a, 0x01, 0xff))).toThrow('are not a protobuf Event');
  });

  it('reads JSON behind a byte order mark, and writes UTF-8', () => {
    expect(parseJson(bytes('\ufeff{"a":"é"}'))).toEqual({ a: 'é' });
    expect(jsonRecord({ a: 'é' })).toEqual({ value: bytes('{"a":"é"}'), contentType: 'application/json' });
  });

  it('survives groups nested ever deeper', () => {
    expect(() => parseProtobuf(EventSchema, new Uint8Array(200_000).fill(0x7b))).toThrow('are not a protobuf Event');
  });
});

describe('safeNumber, EnumWords', () => {
  it('refuse what they cannot hold', () => {
    expect(safeNumber('seq', 2n ** 53n - 1n)).toBe(Number.MAX_SAFE_INTEGER);
    expect(() => safeNumber('seq', 2n ** 53n)).toThrow('seq: 9007199254740992 is beyond 2^53');
    const words = new EnumWords('state', { open: 1, resolved: 2 });
    expect(words.toWord(words.toNumber('resolved'))).toBe('resolved');
    expect(words.all).toEqual(['open', 'resolved']);
    expect(() => words.toWord(0)).toThrow('state: 0 is not one of open, resolved');
  });
});

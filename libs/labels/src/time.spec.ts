import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyAtMs } from './testing/arbitraries.js';
import { checkAtMs, checkNotAhead, parseAt } from './time.js';

describe('parseAt', () => {
  it('reads back what toISOString writes', () => {
    fc.assert(fc.property(anyAtMs, (atMs) => parseAt('at', new Date(atMs).toISOString()) === atMs));
  });

  it.each([
    ['2026-11-20', '2026-11-20T00:00:00Z'],
    ['2026-11-20T10:00', '2026-11-20T10:00:00Z'],
    ['2026-11-20 10:00:00', '2026-11-20T10:00:00Z'],
    ['2026-11-20T10:00:00.1234567', '2026-11-20T10:00:00.123Z'],
    ['2026-11-20T10:00:00.5Z', '2026-11-20T10:00:00.500Z'],
    ['2026-11-20T10:00:00+02:00', '2026-11-20T08:00:00Z'],
    ['2026-11-20T10:00:00-0530', '2026-11-20T15:30:00Z'],
    ['2024-02-29T00:00:00+01', '2024-02-28T23:00:00Z'],
  ])('reads %s as %s', (text, utc) => expect(parseAt('at', text)).toBe(Date.parse(utc)));

  it.each(['yesterday', '2026-02-29', '2026-13-01', '2026-11-20T24:00', '2026-11-20T10:60', '20261120', 1_700_000_000])(
    'refuses %j',
    (value) => expect(() => parseAt('at', value)).toThrow(/^at: .* is not an ISO 8601 time/),
  );

  it.each(['1969-12-31T23:59:59Z', '2101-01-01', '0085-01-01', '1970-01-01T00:00:00+01:00'])('refuses %s', (text) =>
    expect(() => parseAt('at', text)).toThrow(/is not (within the years|an ISO 8601)/),
  );

  it('takes null and undefined as absent', () => {
    expect(parseAt('at', null)).toBeUndefined();
    expect(parseAt('at', undefined)).toBeUndefined();
  });
});

describe('checkAtMs', () => {
  it('keeps to the years 1970 to 2100', () => {
    expect(checkAtMs('at_ms', 0)).toBe(0);
    expect(() => checkAtMs('at_ms', -1)).toThrow('at_ms: -1 is not within the years');
    expect(() => checkAtMs('at_ms', Date.UTC(2101, 0, 1))).toThrow('is not within the years');
    expect(() => checkAtMs('at_ms', 1.7e18)).toThrow('epoch milliseconds');
  });
});

describe('checkNotAhead', () => {
  const writtenMs = Date.UTC(2026, 10, 20);
  const dayMs = 86_400_000;

  it('refuses what lies more than a day after its record, and says both times', () => {
    expect(() => checkNotAhead('at', writtenMs + dayMs + 1, writtenMs)).toThrow(
      'at: "2026-11-21T00:00:00.001Z" is more than 24 hours after it was sent, 2026-11-20T00:00:00.000Z',
    );
  });

  it.each([
    ['a day ahead', writtenMs + dayMs, writtenMs],
    ['long ago', 0, writtenMs],
    ['no time of its own', undefined, writtenMs],
    ['a record whose time is the number of its line', writtenMs, 17],
    ['a record without a time', writtenMs, -1],
  ])('takes %s', (_, atMs, written) => expect(() => checkNotAhead('at', atMs, written)).not.toThrow());
});

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InvalidInput, parseEventJson } from '#labels';
import { eventsOf } from '../annotation-events.js';
import type { Connector } from '../connector.js';

/** What every connector keeps to. `payloads` are good ones of its platform, of each kind that there is. */
export function connectorContract<O>(connector: Connector<O>, options: O, payloads: unknown[]): void {
  describe(`${connector.name} as a connector`, () => {
    it.each(payloads.map((payload) => [JSON.stringify(payload).slice(0, 60), payload]))('reads %s', (_, payload) => {
      const before = structuredClone(payload);
      const reading = connector.read(payload, options);
      expect(connector.read(payload, options), 'the same again').toEqual(reading);
      expect(payload, 'the payload stays as it was').toEqual(before);
      expect(reading.annotations.length + reading.deleted.length + reading.skipped.length).toBeGreaterThan(0);
      for (const event of reading.annotations.flatMap(eventsOf))
        expect(() => parseEventJson(event, { project: 'p' })).not.toThrow();
      for (const { what, why } of reading.skipped) expect([what, why]).not.toContain('');
    });

    it('refuses or skips anything else, in words', () => {
      const mangled = fc.constantFrom(...payloads).chain((payload) => fc.tuple(fc.constant(payload), fc.jsonValue()));
      fc.assert(
        fc.property(fc.oneof(fc.jsonValue(), mangled.map(mixed)), (payload) => {
          expectWords(() => connector.read(payload, options));
        }),
        { numRuns: 300 },
      );
    });
  });
}

/** A good payload with strange values in it. */
function mixed([payload, strange]: [unknown, unknown]): unknown {
  let at = 0;
  const walk = (value: unknown): unknown => {
    if (++at % 5 === 0) return strange;
    if (Array.isArray(value)) return value.map(walk);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, walk(inner)]));
  };
  return walk(payload);
}

function expectWords(read: () => unknown): void {
  try {
    read();
  } catch (error) {
    expect(error).toBeInstanceOf(InvalidInput);
  }
}

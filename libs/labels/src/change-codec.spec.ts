import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeChange, encodeChange } from './change-codec.js';
import {
  anyAtMs,
  anyCount,
  anyId,
  anyMass,
  anyProjectId,
  damaged,
  expectOnlyInvalidInput,
  frozen,
} from './testing/arbitraries.js';
import type { Change, ChangedLabel } from './verdict.js';

const anyLabel = fc.record(
  {
    sourceId: anyId,
    given: fc.nat(99),
    atMs: anyAtMs,
    effect: fc.constantFrom('added', 'kept', 'removed'),
    belief: anyMass,
    settled: fc.constant(true),
    gold: fc.nat(99),
    durationMs: fc.double({ min: 0, max: 1e9, noNaN: true }),
    suspect: fc.constant(true),
    wasSuspect: fc.constant(true),
  },
  { requiredKeys: ['sourceId', 'given', 'atMs', 'effect'] },
) as fc.Arbitrary<ChangedLabel>;

const anyChange = fc.record(
  {
    project: anyProjectId,
    exampleId: anyId,
    partition: fc.nat(1_000),
    seq: anyCount,
    offset: anyCount,
    atMs: anyAtMs,
    before: anyMass,
    after: anyMass,
    labels: fc.array(anyLabel, { maxLength: 5 }),
    gold: fc.nat(99),
    sampledWith: fc.double({ min: 0, max: 1, noNaN: true }),
    forecast: fc.record({ belief: anyMass, truth: fc.nat(99), modelVersion: fc.nat(1_000) }),
    review: fc.constantFrom('unsure', 'undone'),
  },
  { requiredKeys: ['project', 'exampleId', 'partition', 'seq', 'offset', 'atMs', 'labels'] },
) as fc.Arbitrary<Change>;

describe('changes', () => {
  it('come back as they were', () => {
    fc.assert(
      fc.property(anyChange, (change) => {
        expect(decodeChange(encodeChange(frozen(change)))).toEqual(change);
      }),
    );
  });

  it('have one encoding, so that a repeat is byte-identical', () => {
    fc.assert(
      fc.property(anyChange, (change) => {
        expect(encodeChange(change)).toEqual(encodeChange(decodeChange(encodeChange(change))));
      }),
    );
  });

  it('take settled: false as absent', () => {
    const labels: ChangedLabel[] = [{ sourceId: 's', given: 0, atMs: 0, effect: 'kept', settled: false }];
    const change: Change = { project: 'p', exampleId: 'i', partition: 0, seq: 1, offset: 0, atMs: 0, labels };
    expect(decodeChange(encodeChange(change)).labels[0]).toEqual({ sourceId: 's', given: 0, atMs: 0, effect: 'kept' });
  });

  it('are refused when a mass does not sum to one label', () => {
    const change: Change = { project: 'p', exampleId: 'i', partition: 0, seq: 1, offset: 0, atMs: 0, labels: [] };
    const bad = { ...change, after: { classes: [0, 1], units: [65_000, 1] } };
    expect(() => decodeChange(encodeChange(bad))).toThrow('after: the units sum to 65001, not to 65536');
    const uneven = { ...change, before: { classes: [0, 1], units: [65_536] } };
    expect(() => decodeChange(encodeChange(uneven))).toThrow('before: 1 units for 2 classes');
  });

  it('throw nothing but InvalidInput on random and on damaged records', () => {
    const bytes = fc.oneof(fc.uint8Array({ maxLength: 80 }), damaged(anyChange.map(encodeChange)));
    fc.assert(
      fc.property(bytes, (record) => expectOnlyInvalidInput(decodeChange, record)),
      { numRuns: 1_000 },
    );
  });
});

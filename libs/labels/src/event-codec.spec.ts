import { create, toBinary } from '@bufbuild/protobuf';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LabelingEvent } from './event.js';
import { decodeEventRecord, encodeEvent } from './event-codec.js';
import { maxDurationMs } from './event-json.js';
import { EventSchema, LabelSchema } from './gen/qualm/v1/event_pb.js';
import { anyAtMs, anyId, anyProjectId, damaged, expectOnlyInvalidInput, frozen } from './testing/arbitraries.js';

const base = { project: anyProjectId, exampleId: anyId };
const anyLabel = fc.oneof(fc.nat(9_999), anyId);
const anyFeatures = fc.oneof(
  fc.float32Array({ minLength: 1, maxLength: 20, noNaN: true, noDefaultInfinity: true }),
  fc.uint8Array({ minLength: 1, maxLength: 20 }),
);
const evenly = (classes: number) => new Float32Array(classes).fill(Math.log(1 / classes));
const anyEvidence = fc.integer({ min: 2, max: 64 }).map((k) => ({ model: evenly(k), prototype: evenly(k) }));

const labelEvent = { kind: fc.constant('label' as const), ...base, sourceId: anyId, label: anyLabel };
const retractEvent = { kind: fc.constant('retract' as const), ...base, sourceId: anyId };
const goldEvent = {
  kind: fc.constant('gold' as const),
  ...base,
  label: anyLabel,
  origin: fc.constantFrom('honeypot' as const, 'sampled' as const, 'targeted' as const),
};
const reviewEvent = {
  kind: fc.constant('review' as const),
  ...base,
  outcome: fc.constantFrom('unsure' as const, 'undone' as const),
  reviewer: anyId,
};
const anyText = fc.string({ unit: 'binary', minLength: 1, maxLength: 40 });
const anyDurationMs = fc.double({ min: 0, max: maxDurationMs, noNaN: true }).map(Math.abs);
const rescoreEvent = { kind: fc.constant('rescore' as const), ...base, modelVersion: fc.nat(), pass: fc.nat() };

/** `required`, and any of `optional`. */
function recordOf<R extends object, O extends object>(
  required: { [F in keyof R]: fc.Arbitrary<R[F]> },
  optional: { [F in keyof O]: fc.Arbitrary<O[F]> },
): fc.Arbitrary<R & Partial<O>> {
  return fc
    .tuple(fc.record(required), fc.record(optional, { requiredKeys: [] }))
    .map(([must, may]) => ({ ...must, ...may }) as R & Partial<O>);
}

const anyEvent: fc.Arbitrary<LabelingEvent> = fc.oneof(
  recordOf(labelEvent, { atMs: anyAtMs, features: anyFeatures, text: anyText, durationMs: anyDurationMs }),
  recordOf(retractEvent, { atMs: anyAtMs }),
  recordOf(goldEvent, { atMs: anyAtMs, reviewer: anyId }),
  recordOf(reviewEvent, { atMs: anyAtMs }),
  recordOf(rescoreEvent, { atMs: anyAtMs, evidence: anyEvidence }),
);

/** The event as a user would write it in JSON. */
function asJson(event: LabelingEvent): Buffer {
  const { atMs, ...rest } = event;
  const features = event.kind === 'label' && event.features;
  return Buffer.from(
    JSON.stringify({
      ...rest,
      ...(atMs !== undefined && { at: new Date(atMs).toISOString() }),
      ...(features instanceof Float32Array && { features: [...features] }),
      ...(features instanceof Uint8Array && { features: Buffer.from(features).toString('base64') }),
    }),
  );
}

describe('events', () => {
  it('come back from protobuf as they were', () => {
    fc.assert(
      fc.property(anyEvent, (event) => {
        const { value, contentType } = encodeEvent(frozen(event));
        expect(contentType).toBe('application/x-protobuf');
        expect(decodeEventRecord(value, contentType)).toEqual([event]);
        expect(decodeEventRecord(value, undefined)).toEqual([event]);
      }),
    );
  });

  it('come back from JSON as they were, at any place in a buffer', () => {
    const jsonEvent = anyEvent.filter(({ kind }) => kind !== 'rescore');
    fc.assert(
      fc.property(jsonEvent, fc.nat(5), (event, shift) => {
        const record = Buffer.concat([Buffer.alloc(shift), asJson(event)]).subarray(shift);
        // JSON.stringify writes -0 as 0.
        if (event.kind === 'label' && event.features) event.features = event.features.map((value) => value + 0);
        expect(decodeEventRecord(record, 'application/json')).toEqual([event]);
        expect(decodeEventRecord(record, undefined)).toEqual([event]);
      }),
    );
  });

  it('are read at any alignment, without writing into the record', () => {
    const event: LabelingEvent = {
      kind: 'label',
      project: 'p',
      exampleId: 'i',
      sourceId: 's',
      label: 1,
      features: Float32Array.of(1, 2, 3),
    };
    const { value } = encodeEvent(event);
    for (let shift = 0; shift < 4; shift++) {
      const memory = new Uint8Array(value.length + shift);
      memory.set(value, shift);
      const [read] = decodeEventRecord(memory.subarray(shift), undefined);
      expect(read).toEqual(event);
    }
  });
});

describe('a label that brings its gold', () => {
  it('becomes two events, in protobuf as in JSON', () => {
    const message = create(EventSchema, {
      project: 'p',
      exampleId: 'i',
      atMs: 5n,
      kind: {
        case: 'label',
        value: {
          sourceId: 's',
          label: { case: 'className', value: 'cat' },
          gold: { case: 'goldIndex', value: 2 },
        },
      },
    });
    const events = [
      { kind: 'label', project: 'p', exampleId: 'i', atMs: 5, sourceId: 's', label: 'cat' },
      { kind: 'gold', project: 'p', exampleId: 'i', atMs: 5, label: 2, origin: 'honeypot' },
    ];
    expect(decodeEventRecord(toBinary(EventSchema, message), undefined)).toEqual(events);
    const json = { project: 'p', exampleId: 'i', sourceId: 's', label: 'cat', gold: 2, at: '1970-01-01T00:00:00.005Z' };
    expect(decodeEventRecord(Buffer.from(JSON.stringify(json)), undefined)).toEqual(events);
  });
});

describe('what cannot be an event', () => {
  const label = { sourceId: 's', label: { case: 'classIndex' as const, value: 1 } };
  const sound = { project: 'p', exampleId: 'i', kind: { case: 'label' as const, value: label } };

  it.each([
    [{ ...sound, project: '' }, 'project: is missing'],
    [{ ...sound, project: 'a/b' }, 'project: "a/b" is not a project id'],
    [{ ...sound, exampleId: '' }, 'exampleId: is missing'],
    [{ ...sound, kind: undefined }, 'kind: is missing: one of label, retract, gold, review, rescore'],
    [{ ...sound, atMs: -1n }, 'at_ms: -1 is not within the years 1970 to 2100'],
    [{ ...sound, kind: { case: 'label' as const, value: {} } }, 'label.source_id: is missing'],
    [{ ...sound, kind: { case: 'label' as const, value: { sourceId: 's' } } }, 'label: is missing'],
    [{ ...sound, kind: { case: 'retract' as const, value: {} } }, 'retract.source_id: is missing'],
    [{ ...sound, kind: { case: 'gold' as const, value: {} } }, 'label: is missing'],
    [
      { ...sound, kind: { case: 'review' as const, value: { reviewer: 'eve' } } },
      'review.outcome: 0 is not one of unsure, undone',
    ],
    [{ ...sound, kind: { case: 'review' as const, value: { outcome: 1 } } }, 'review.reviewer: is missing'],
    [
      { ...sound, kind: { case: 'label' as const, value: { ...label, durationMs: -1 } } },
      'label.duration_ms: -1 is not a number from 0 to 2592000000',
    ],
    [
      { ...sound, kind: { case: 'label' as const, value: { ...label, text: '' } } },
      'label.text: is empty; leave it out instead',
    ],
    [
      { ...sound, kind: { case: 'label' as const, value: { ...label, text: '€'.repeat(5_462) } } },
      'has 16386 bytes, 16384 is the most',
    ],
    [
      { ...sound, kind: { case: 'gold' as const, value: { label: label.label, origin: 9 } } },
      'gold.origin: 9 is not one of honeypot, sampled, targeted',
    ],
    [
      {
        ...sound,
        kind: {
          case: 'label' as const,
          value: create(LabelSchema, { ...label, features: { case: 'float32Features', value: new Uint8Array(3) } }),
        },
      },
      'features: 3 bytes are not float32 values',
    ],
  ])('%# is refused with words', (init, message) => {
    const value = toBinary(EventSchema, create(EventSchema, init));
    expect(() => decodeEventRecord(value, 'application/x-protobuf')).toThrow(message);
  });

  it('claims nothing about gold without an origin', () => {
    const gold = { case: 'gold' as const, value: { label: label.label } };
    const value = toBinary(EventSchema, create(EventSchema, { ...sound, kind: gold }));
    expect(decodeEventRecord(value, undefined)).toEqual([
      { kind: 'gold', project: 'p', exampleId: 'i', label: 1, origin: 'targeted' },
    ]);
  });

  it('takes a default project, and says when a record is empty', () => {
    const value = toBinary(EventSchema, create(EventSchema, { ...sound, project: '' }));
    expect(decodeEventRecord(value, undefined, { project: 'q' })).toMatchObject([{ project: 'q' }]);
    expect(() => decodeEventRecord(new Uint8Array(0), undefined)).toThrow('record: is empty');
  });

  it('throws nothing but InvalidInput on random and on damaged records', () => {
    const sound = fc.oneof(
      anyEvent.map((event) => encodeEvent(event).value),
      anyEvent.map((event): Uint8Array => asJson(event)),
    );
    const bytes = fc.oneof(fc.uint8Array({ maxLength: 80 }), damaged(sound));
    const types = fc.constantFrom(undefined, 'application/json', 'application/x-protobuf');
    fc.assert(
      fc.property(bytes, types, (record, type) =>
        expectOnlyInvalidInput((value) => decodeEventRecord(value, type), record),
      ),
      { numRuns: 2_000 },
    );
  });

  it('does not believe a length that lies', () => {
    const heapBefore = process.memoryUsage().arrayBuffers;
    for (const tag of [0x0a, 0x12, 0x22, 0x32, 0x3a]) {
      const lying = Uint8Array.of(tag, 0xff, 0xff, 0xff, 0xff, 0x07, 1, 2, 3);
      expect(() => decodeEventRecord(lying, 'application/x-protobuf')).toThrow(/^record: 9 bytes are not/);
    }
    expect(process.memoryUsage().arrayBuffers - heapBefore).toBeLessThan(2 ** 20);
  });
});

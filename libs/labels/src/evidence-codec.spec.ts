import { create, fromBinary, toBinary } from '@bufbuild/protobuf';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Evidence } from './event.js';
import { packEvidence, unpackEvidence } from './evidence-codec.js';
import { EvidenceSchema } from './gen/qualm/v1/event_pb.js';

/** Log-softmax of logits, as float32. */
function logSoftmax(logits: number[]): Float32Array {
  const max = Math.max(...logits);
  const logSum = max + Math.log(logits.reduce((sum, logit) => sum + Math.exp(logit - max), 0));
  return Float32Array.from(logits, (logit) => logit - logSum);
}

const sum = (logs: Float32Array) => logs.reduce((total, log) => total + Math.exp(log), 0);
const overWire = (evidence: Evidence) =>
  unpackEvidence(fromBinary(EvidenceSchema, toBinary(EvidenceSchema, packEvidence(evidence))));
const anyLogits = (classes: number) =>
  fc.array(fc.double({ min: -20, max: 20, noNaN: true }), { minLength: classes, maxLength: classes }).map(logSoftmax);
const anyEvidence = (min: number, max: number) =>
  fc.integer({ min, max }).chain((classes) => fc.record({ model: anyLogits(classes), prototype: anyLogits(classes) }));

describe('evidence', () => {
  it('comes back exactly up to 64 classes', () => {
    fc.assert(
      fc.property(anyEvidence(1, 64), (evidence) => {
        expect(overWire(evidence)).toEqual(evidence);
      }),
    );
  });

  it('keeps the 32 most probable of each above, and sums to 1', () => {
    fc.assert(
      fc.property(anyEvidence(65, 400), (evidence) => {
        const back = overWire(evidence);
        for (const part of ['model', 'prototype'] as const) {
          expect(back[part]).toHaveLength(evidence[part].length);
          expect(sum(back[part])).toBeCloseTo(1, 4);
          const likeliest = [...evidence[part].keys()].sort((a, b) => evidence[part][b]! - evidence[part][a]!);
          for (const index of likeliest.slice(0, 32)) expect(back[part][index]).toBe(evidence[part][index]);
        }
        expect(packEvidence(evidence).kept.length).toBeLessThanOrEqual(64);
      }),
      { numRuns: 40 },
    );
  });

  it('gives every class that is not kept the same floor', () => {
    const model = logSoftmax(Array.from({ length: 100 }, (_, index) => -index / 10));
    const back = overWire({ model, prototype: model }).model;
    expect(back.slice(0, 32)).toEqual(model.slice(0, 32));
    expect(new Set(back.slice(32)).size).toBe(1);
    expect(100 * Math.exp(back[99]!)).toBeGreaterThan(0);
  });

  it('stays finite where a softmax underflows, dense and sparse', () => {
    for (const classes of [3, 100]) {
      const certain = new Float32Array(classes).fill(-Infinity);
      certain[1] = 0;
      const back = overWire({ model: certain, prototype: certain });
      expect(back.model.every(Number.isFinite)).toBe(true);
      expect(sum(back.model)).toBeCloseTo(1, 6);
    }
  });

  it('does not write into what it is given', () => {
    const model = new Float32Array(100).fill(Math.log(1 / 100));
    packEvidence({ model, prototype: model });
    expect(model).toEqual(new Float32Array(100).fill(Math.log(1 / 100)));
  });

  it('refuses to pack NaN or two lengths', () => {
    const nan = Float32Array.of(Number.NaN);
    expect(() => packEvidence({ model: nan, prototype: nan })).toThrow(RangeError);
    expect(() => packEvidence({ model: nan, prototype: new Float32Array(2) })).toThrow(RangeError);
  });

  it.each([
    [{ classes: 4_000_000_000 }, 'evidence.classes: 4000000000 is not a whole number from 1 to 10000'],
    [{ classes: 0 }, 'evidence.classes: 0 is not'],
    [{ classes: 2 }, 'evidence.model: has no values'],
    [{ classes: 2, model: new Uint8Array(4) }, 'evidence.model: 1 values for 2 classes'],
    [{ classes: 2, model: new Uint8Array(8) }, 'evidence.model: the probabilities sum to 2, not to 1'],
    [{ classes: 9, kept: [9] }, 'evidence.kept[0]: 9 is not a class above the one before (of 9)'],
    [{ classes: 9, kept: [3, 3] }, 'evidence.kept[1]: 3 is not a class above'],
  ])('%# refuses', (init, message) => expect(() => unpackEvidence(create(EvidenceSchema, init))).toThrow(message));
});

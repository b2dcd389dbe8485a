import { pack } from 'msgpackr';
import { describe, expect, it } from 'vitest';
import { toMass } from '#noise';
import { decodeExampleState, encodeExampleState, newExampleState, type ExampleState } from './example-state.js';

const full: ExampleState = {
  labels: [
    { sourceId: 'ann', given: 2, atMs: 1_790_000_000_123, settled: false, goldTested: true, published: { units: 40_000, suggested: 2, suspect: false } }, // prettier-ignore
    { sourceId: 'bob', given: 0, atMs: 5, settled: true, goldTested: false, published: { units: 0, suggested: 2, suspect: true } }, // prettier-ignore
  ],
  retracted: [{ sourceId: 'cid', goldTested: true }],
  gold: { label: 2, origin: 'sampled', reviewer: 'eve' },
  evidence: { model: Float32Array.of(-0.1, -3, -7.25), prototype: Float32Array.of(-1, -1.5, -Infinity) },
  modelVersion: 12,
  pass: 31,
  mass: toMass([0.1, 0.2, 0.7]),
  sampledWith: 0.02,
  forecast: true,
};

describe('example state', () => {
  it('comes back exactly', () => {
    expect(decodeExampleState(encodeExampleState(full))).toEqual(full);
    expect(decodeExampleState(encodeExampleState(newExampleState()))).toEqual(newExampleState());
  });

  it('keeps apart that it was not drawn for review and that nobody has drawn yet', () => {
    const notDrawn: ExampleState = { ...newExampleState(), sampledWith: 0 };
    expect(decodeExampleState(encodeExampleState(notDrawn)).sampledWith).toBe(0);
    expect(decodeExampleState(encodeExampleState(newExampleState())).sampledWith).toBeUndefined();
  });

  it('comes back from a Buffer that shares its memory, at any alignment', () => {
    const bytes = encodeExampleState(full);
    const shared = Buffer.alloc(bytes.length + 8, 0xff);
    for (const offset of [0, 1, 3]) {
      shared.set(bytes, offset);
      expect(decodeExampleState(shared.subarray(offset, offset + bytes.length))).toEqual(full);
    }
  });

  it('is small without evidence', () => {
    const { evidence: _, ...labelsOnly } = full;
    expect(encodeExampleState(labelsOnly).length).toBeLessThan(100);
  });

  it('refuses a format that it does not know', () => {
    expect(() => decodeExampleState(pack([99, [], null, null, 0, 0, null, []]))).toThrow('format 99');
  });

  it('keeps the most probable classes of a thousand, and changes no more when it is written again', () => {
    const logs = Float32Array.from({ length: 1_000 }, (_, k) => -((k * 37) % 1_000) / 20);
    const total = Math.log(logs.reduce((sum, log) => sum + Math.exp(log), 0));
    const model = logs.map((log) => log - total);
    const bytes = encodeExampleState({ ...newExampleState(), evidence: { model, prototype: model } });
    expect(bytes.length).toBeLessThan(500);
    const { evidence } = decodeExampleState(bytes);
    expect(evidence!.model[0]).toBe(model[0]);
    expect(evidence!.model.reduce((sum, log) => sum + Math.exp(log), 0)).toBeCloseTo(1, 4);
    expect([...encodeExampleState(decodeExampleState(bytes))]).toEqual([...bytes]);
  });
});

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { projectFrom } from './project-input.js';
import {
  anyAtMs,
  anyCount,
  anyId,
  anyProjectId,
  damaged,
  expectOnlyInvalidInput,
  frozen,
} from './testing/arbitraries.js';
import { decodeVerdict, encodeVerdict, verdictJson } from './verdict-codec.js';
import type { Reason, Verdict } from './verdict.js';

const reasons: Reason[] = ['gold', 'model', 'prototypes', 'odd', 'labels', 'source', 'duplicate', 'uninformed'];
const pets = projectFrom({ id: 'pets', classes: ['cat', 'dog', '7'] }, 0);
const three = projectFrom({ id: 'three', classes: 3 }, 0);
const anyProject = fc.constantFrom(pets, three);

const anyVerdict: fc.Arbitrary<Verdict> = fc.record({
  project: anyProjectId,
  exampleId: anyId,
  sourceId: anyId,
  label: fc.nat(2),
  quality: fc.double({ min: 0, max: 1, noNaN: true }).map(Math.abs),
  suggestedLabel: fc.nat(2),
  suspect: fc.boolean(),
  reasons: fc.subarray(reasons),
  modelVersion: fc.nat(),
  cause: fc.constantFrom('label', 'revision'),
  partition: fc.nat(1_000),
  seq: anyCount,
  atMs: anyAtMs,
});

const verdict: Verdict = {
  project: 'pets',
  exampleId: 'i1',
  sourceId: 'w7',
  label: 0,
  quality: 0.123_456_78,
  suggestedLabel: 1,
  suspect: true,
  reasons: ['model', 'labels'],
  modelVersion: 4,
  cause: 'label',
  partition: 2,
  seq: 9,
  atMs: 1_700_000_000_000,
};

describe('verdicts', () => {
  it('come back from protobuf as they were', () => {
    fc.assert(
      fc.property(anyVerdict, anyProject, (verdict, project) => {
        const { value, contentType } = encodeVerdict(frozen(verdict), project, 'protobuf');
        expect(decodeVerdict(value, project, contentType)).toEqual(verdict);
      }),
    );
  });

  it('come back from JSON with the quality rounded to 6 decimals', () => {
    fc.assert(
      fc.property(anyVerdict, anyProject, (verdict, project) => {
        const { value, contentType } = encodeVerdict(frozen(verdict), project, 'json');
        const back = decodeVerdict(value, project, contentType);
        expect(Math.abs(back.quality - verdict.quality)).toBeLessThanOrEqual(0.500_001e-6);
        expect({ ...back, quality: 0 }).toEqual({ ...verdict, quality: 0 });
      }),
    );
  });

  it('are written with the words of the project, in a fixed order', () => {
    const json = Buffer.from(encodeVerdict(verdict, pets, 'json').value).toString();
    expect(json).toBe(
      '{"exampleId":"i1","sourceId":"w7","label":"cat","quality":0.123457,"suggestedLabel":"dog","suspect":true,' +
        '"reasons":["model","labels"],"modelVersion":4,"project":"pets","cause":"label","partition":2,"seq":9,' +
        '"at":"2023-11-14T22:13:20.000Z"}',
    );
    expect(verdictJson(verdict, three)).toMatchObject({ label: 0, suggestedLabel: 1 });
  });

  it.each([
    [{ quality: 1.5 }, 'quality: 1.5 is not a number from 0 to 1'],
    [{ label: 'bird' }, 'label: "bird" is not a class of project "pets"'],
    [{ suggestedLabel: 3 }, 'suggestedLabel: 3 is not a class'],
    [{ suspect: 'yes' }, 'suspect: "yes" is not true or false'],
    [{ reasons: ['mood'] }, 'reasons[0]: "mood" is not one of gold'],
    [{ reasons: 'gold' }, 'reasons: "gold" is not a list'],
    [{ cause: 'whim' }, 'cause: "whim" is not one of label, revision'],
    [{ at: undefined }, 'at: is missing'],
  ])('%# are refused', (change, message) => {
    const record = Buffer.from(JSON.stringify({ ...verdictJson(verdict, pets), ...change }));
    expect(() => decodeVerdict(record, pets)).toThrow(message);
  });

  it('throw nothing but InvalidInput on random and on damaged records', () => {
    const sound = fc
      .tuple(anyVerdict, fc.constantFrom('json' as const, 'protobuf' as const))
      .map(([verdict, format]) => encodeVerdict(verdict, pets, format).value);
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 80 }), damaged(sound)), (record) =>
        expectOnlyInvalidInput((value) => decodeVerdict(value, pets), record),
      ),
      { numRuns: 1_000 },
    );
  });
});

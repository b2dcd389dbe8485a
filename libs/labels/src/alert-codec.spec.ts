import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alertJson, decodeAlert, encodeAlert } from './alert-codec.js';
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
import type { Alert } from './verdict.js';

const pets = projectFrom({ id: 'pets', classes: ['cat', 'dog', '7'] }, 0);
const anyProbability = fc.integer({ min: 0, max: 1_000_000 }).map((n) => n / 1_000_000);

const anyAlert = fc.record(
  {
    project: anyProjectId,
    sourceId: anyId,
    kind: fc.constantFrom('accuracy', 'confusion', 'drift'),
    state: fc.constantFrom('open', 'resolved'),
    evidence: fc.constantFrom('gold', 'model'),
    labels: anyCount,
    accuracy: anyProbability,
    line: anyProbability,
    trueClass: fc.nat(2),
    givenClass: fc.nat(2),
    eValue: fc.double({ min: 0, max: 1e300, noNaN: true }).map(Math.abs),
    bound: fc.double({ min: 1, max: 1e9, noNaN: true }),
    partition: fc.nat(1_000),
    seq: anyCount,
    offset: anyCount,
    atMs: anyAtMs,
  },
  {
    requiredKeys: [
      'project',
      'sourceId',
      'kind',
      'state',
      'evidence',
      'labels',
      'accuracy',
      'line',
      'eValue',
      'bound',
    ].concat(['partition', 'seq', 'offset', 'atMs']) as never[],
  },
) as fc.Arbitrary<Alert>;

const alert: Alert = {
  project: 'pets',
  sourceId: 'w7',
  kind: 'confusion',
  state: 'open',
  evidence: 'model',
  labels: 41,
  accuracy: 0.6,
  line: 0.8,
  trueClass: 0,
  givenClass: 1,
  eValue: Infinity,
  bound: 20,
  partition: 0,
  seq: 3,
  offset: 99,
  atMs: 0,
};

describe('alerts', () => {
  it.each(['json', 'protobuf'] as const)('come back from %s as they were', (format) => {
    fc.assert(
      fc.property(anyAlert, (alert) => {
        const { value, contentType } = encodeAlert(frozen(alert), pets, format);
        expect(decodeAlert(value, pets, contentType)).toEqual(alert);
      }),
    );
  });

  it('are written with the words of the project, in a fixed order, without infinity', () => {
    expect(JSON.stringify(alertJson(alert, pets))).toBe(
      '{"sourceId":"w7","kind":"confusion","state":"open","evidence":"model","labels":41,"accuracy":0.6,' +
        '"accuracyLine":0.8,"trueClass":"cat","givenClass":"dog","eValue":1.7976931348623157e+308,"bound":20,' +
        '"project":"pets","partition":0,"seq":3,"offset":99,"at":"1970-01-01T00:00:00.000Z"}',
    );
    expect(decodeAlert(encodeAlert(alert, pets, 'protobuf').value, pets).eValue).toBe(Infinity);
  });

  it.each([
    [{ kind: 'mood' }, 'kind: "mood" is not one of accuracy, confusion, drift'],
    [{ accuracy: -1 }, 'accuracy: -1 is not a number from 0 to 1'],
    [{ trueClass: 'bird' }, 'trueClass: "bird" is not a class of project "pets"'],
    [{ labels: 1.5 }, 'labels: 1.5 is not a whole number'],
    [{ at: null }, 'at: is missing'],
  ])('%# are refused', (change, message) => {
    const record = Buffer.from(JSON.stringify({ ...alertJson(alert, pets), ...change }));
    expect(() => decodeAlert(record, pets)).toThrow(message);
  });

  it('throw nothing but InvalidInput on random and on damaged records', () => {
    const sound = fc
      .tuple(anyAlert, fc.constantFrom('json' as const, 'protobuf' as const))
      .map(([alert, format]) => encodeAlert(alert, pets, format).value);
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 80 }), damaged(sound)), (record) =>
        expectOnlyInvalidInput((value) => decodeAlert(value, pets), record),
      ),
      { numRuns: 1_000 },
    );
  });
});

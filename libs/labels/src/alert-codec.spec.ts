import * as fc from 'fast-check';
import { fromBinary } from '@bufbuild/protobuf';
import { describe, expect, it } from 'vitest';
import { alertJson, decodeAlert, encodeAlert } from './alert-codec.js';
import { AlertSchema } from './gen/qualm/v1/alert_pb.js';
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
import type { Alert, DriftReport, Pattern } from './verdict.js';

const pets = projectFrom({ id: 'pets', classes: ['cat', 'dog', '7'] }, 0);
const anyProbability = fc.integer({ min: 0, max: 1_000_000 }).map((n) => n / 1_000_000);

const anyClass = fc.nat(2);
const anyRank = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER });

const anyDrift: fc.Arbitrary<DriftReport> = fc.record({
  label: anyRank,
  between: fc.tuple(anyRank, anyRank),
  betweenMs: fc.tuple(anyAtMs, anyAtMs),
  from: anyProbability,
  to: anyProbability,
  cells: fc.array(
    fc.record({ trueClass: anyClass, givenClass: anyClass, before: anyProbability, after: anyProbability }),
    { maxLength: 5 },
  ),
});

const anyMs = fc.double({ min: 0, max: 1e9, noNaN: true }).map(Math.abs);
const pattern = <K extends string>(kind: K) => ({ kind: fc.constant(kind) });
const anyPattern: fc.Arbitrary<Pattern> = fc.oneof(
  fc.record({ ...pattern('random'), spammerScore: anyProbability, typicalScore: anyProbability }),
  fc.record({ ...pattern('constant'), givenClass: anyClass, share: anyProbability, expectedShare: anyProbability }),
  fc.record({ ...pattern('adversary'), accuracy: anyProbability }),
  fc.record({ ...pattern('swapped'), trueClass: anyClass, givenClass: anyClass, share: anyProbability, shareBack: anyProbability }), // prettier-ignore
  fc.record({ ...pattern('fast'), medianMs: anyMs, typicalMs: anyMs }),
  fc.record({ ...pattern('copying'), sourceId: anyId, agreement: anyProbability, expected: anyProbability, examples: anyCount }), // prettier-ignore
);

const anyAlert = fc.record(
  {
    project: anyProjectId,
    sourceId: anyId,
    kind: fc.constantFrom('accuracy', 'confusion', 'drift', 'copying'),
    state: fc.constantFrom('open', 'acknowledged', 'resolved'),
    opening: fc.integer({ min: 1, max: 2 ** 32 - 1 }),
    evidence: fc.constantFrom('gold', 'model'),
    reliable: fc.boolean(),
    labels: anyCount,
    accuracy: anyProbability,
    accuracyInterval: fc.tuple(anyProbability, anyProbability),
    line: anyProbability,
    trueClass: anyClass,
    givenClass: anyClass,
    drift: anyDrift,
    patterns: fc.array(anyPattern, { maxLength: 3 }),
    by: anyId,
    note: anyId,
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
      'opening',
      'evidence',
      'reliable',
      'labels',
      'accuracy',
      'accuracyInterval',
      'patterns',
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
  opening: 1,
  evidence: 'model',
  reliable: true,
  labels: 41,
  accuracy: 0.6,
  accuracyInterval: [0.5, 0.7000000004],
  line: 0.8,
  trueClass: 0,
  givenClass: 1,
  eValue: Infinity,
  bound: 20,
  patterns: [{ kind: 'swapped', trueClass: 0, givenClass: 1, share: 0.9, shareBack: 0.8 }],
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
      '{"sourceId":"w7","kind":"confusion","state":"open","opening":1,"evidence":"model","reliable":true,"labels":41,' +
        '"accuracy":0.6,"accuracyInterval":[0.5,0.7],' +
        '"accuracyLine":0.8,"trueClass":"cat","givenClass":"dog","eValue":1.7976931348623157e+308,"bound":20,' +
        '"patterns":[{"kind":"swapped","trueClass":"cat","givenClass":"dog","share":0.9,"shareBack":0.8}],' +
        '"project":"pets","partition":0,"seq":3,"offset":99,"at":"1970-01-01T00:00:00.000Z"}',
    );
    expect(decodeAlert(encodeAlert(alert, pets, 'protobuf').value, pets).eValue).toBe(Infinity);
  });

  it.each(['json', 'protobuf'] as const)('of the whole project name no source, in %s', (format) => {
    const calibration: Alert = { ...alert, kind: 'calibration', sourceId: '', accuracyInterval: [0, 1], eValue: 21 };
    const { value, contentType } = encodeAlert(calibration, pets, format);
    expect(decodeAlert(value, pets, contentType)).toEqual(calibration);
  });

  it('are reliable when an earlier version did not say', () => {
    const record = encodeAlert({ ...alert, reliable: true }, pets, 'protobuf').value;
    expect(fromBinary(AlertSchema, record).unreliable).toBe(false);
    expect(decodeAlert(record, pets).reliable).toBe(true);
  });

  it.each([
    [{ kind: 'mood' }, 'kind: "mood" is not one of accuracy, confusion, drift, copying, calibration'],
    [{ sourceId: '' }, 'sourceId: is missing'],
    [{ opening: -1 }, 'opening: -1 is not a whole number'],
    [{ reliable: 'yes' }, 'reliable: "yes" is not true or false'],
    [{ accuracyInterval: [0] }, 'accuracyInterval: an array of 1 is not a list of 2'],
    [{ accuracyInterval: [0, 2] }, 'accuracyInterval[1]: 2 is not a number from 0 to 1'],
    [{ patterns: [{ kind: 'moody' }] }, 'patterns[0].kind: "moody" is not one of random, constant'],
    [{ patterns: [{ kind: 'fast', medianMs: 1 }] }, 'patterns[0].typicalMs: is missing'],
    [{ patterns: [{ kind: 'constant', givenClass: 'bird' }] }, 'patterns[0].givenClass: "bird" is not a class'],
    [{ drift: { between: [1] } }, 'drift.between: an array of 1 is not a list of 2'],
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

/**
 * Messages per second of the codecs: `npm run -s build && node dist/bench/codecs.js`. The best of many short rounds in
 * one thread. `of bare` is the rate relative to JSON.parse or fromBinary alone on the same bytes.
 */
import { fromBinary } from '@bufbuild/protobuf';
import Table from 'cli-table3';
import {
  decodeChange,
  decodeEventRecord,
  decodeVerdict,
  encodeChange,
  encodeEvent,
  encodeVerdict,
  projectFrom,
  type Change,
  type LabelEvent,
  type Verdict,
} from '#labels';
import { ChangeSchema } from '../libs/labels/src/gen/qualm/v1/change_pb.js';
import { EventSchema } from '../libs/labels/src/gen/qualm/v1/event_pb.js';
import { VerdictSchema } from '../libs/labels/src/gen/qualm/v1/verdict_pb.js';

const rounds = 30;
const roundMs = 30;
const project = projectFrom({ id: 'mnist', classes: 10, featureShape: [512] }, 0);
const atMs = 1_700_000_000_000;

const label: LabelEvent = {
  kind: 'label',
  project: 'mnist',
  exampleId: 'example-123456',
  sourceId: 'w17',
  label: 3,
  atMs,
};
const vector: LabelEvent = { ...label, features: Float32Array.from({ length: 512 }, (_, n) => Math.sin(n)) };
const mass = { classes: [0, 1, 2, 3, 7, 9], units: [36, 3_000, 800, 60_000, 1_500, 200] };
const change: Change = {
  project: 'mnist',
  exampleId: 'example-123456',
  partition: 3,
  seq: 123_456,
  offset: 223_456,
  atMs,
  before: mass,
  after: mass,
  labels: ['w1', 'w2', 'w3'].map((sourceId) => ({ sourceId, given: 3, atMs, effect: 'kept', belief: mass })),
};
const verdict: Verdict = {
  project: 'mnist',
  exampleId: 'example-123456',
  sourceId: 'w17',
  label: 3,
  quality: 0.123_456_7,
  suggestedLabel: 5,
  suspect: true,
  reasons: ['model', 'labels'],
  modelVersion: 12,
  cause: 'label',
  partition: 3,
  seq: 123_456,
  atMs,
};

/** A label event as a user would write it in JSON. */
function eventJson({ project, exampleId, sourceId, label, features }: LabelEvent): Buffer {
  const values = features && [...features];
  const event = { project, exampleId, sourceId, label, features: values, at: '2026-11-20T10:00:00Z' };
  return Buffer.from(JSON.stringify(event));
}

/** Calls per second in the best of the rounds. */
function rateOf(work: () => unknown): number {
  const rates = Array.from({ length: rounds }, () => {
    let calls = 0;
    const startMs = performance.now();
    while (performance.now() - startMs < roundMs) {
      for (let n = 0; n < 50; n++) work();
      calls += 50;
    }
    return (1_000 * calls) / (performance.now() - startMs);
  });
  return Math.max(...rates);
}

const table = new Table({ head: ['message', 'bytes', 'encode/s', 'decode/s', 'bare/s', 'of bare'] });
const rounded = (rate: number) => `${Math.round(rate / 1_000)}k`;

function measure(name: string, value: Uint8Array, bare: () => unknown, decode: () => unknown, encode?: () => unknown) {
  const [bareRate, decodeRate] = [rateOf(bare), rateOf(decode)];
  const encodeRate = encode === undefined ? '' : rounded(rateOf(encode));
  const share = `${Math.round((100 * decodeRate) / bareRate)} %`;
  table.push([name, value.length, encodeRate, rounded(decodeRate), rounded(bareRate), share]);
}

for (const [name, event] of [['label', label] as const, ['label, 512 float32', vector] as const]) {
  const { value } = encodeEvent(event);
  const json = eventJson(event);
  const parse = () => JSON.parse(json.toString());
  measure(`${name}, JSON`, json, parse, () => decodeEventRecord(json, 'application/json'));
  measure(
    `${name}, protobuf`,
    value,
    () => fromBinary(EventSchema, value),
    () => decodeEventRecord(value, 'application/x-protobuf'),
    () => encodeEvent(event),
  );
}

const changeBytes = encodeChange(change);
measure(
  'change, 3 labels, protobuf',
  changeBytes,
  () => fromBinary(ChangeSchema, changeBytes),
  () => decodeChange(changeBytes),
  () => encodeChange(change),
);

const verdictJsonBytes = encodeVerdict(verdict, project, 'json').value;
const verdictBytes = encodeVerdict(verdict, project, 'protobuf').value;
measure(
  'verdict, JSON',
  verdictJsonBytes,
  () => JSON.parse(Buffer.from(verdictJsonBytes).toString()),
  () => decodeVerdict(verdictJsonBytes, project),
  () => encodeVerdict(verdict, project, 'json'),
);
measure(
  'verdict, protobuf',
  verdictBytes,
  () => fromBinary(VerdictSchema, verdictBytes),
  () => decodeVerdict(verdictBytes, project),
  () => encodeVerdict(verdict, project, 'protobuf'),
);

console.log(table.toString());

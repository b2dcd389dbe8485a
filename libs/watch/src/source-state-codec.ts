import { Packr } from 'msgpackr';
import type { AlertKind, EvidenceGrade } from '#labels';
import { ByteReader, ByteWriter, NoiseCounts } from '#noise';
import { AccuracyTest, ConfusionTest, DriftDetector } from '#sequential';
import { NoiseHistory } from './noise-history.js';
import type { AlarmRecord, GradeTests, OpenAlarm, PendingLabel, SourceState } from './source-state.js';

const FORMAT = 4;
const packr = new Packr({ useRecords: false });
type PackedAlarm = [AlertKind, number, number | null, number, Uint8Array] | null;
type PackedGrade = [number, number, Uint8Array, [number, Uint8Array][], PackedAlarm];
/** Example ids, and the numbers of all labels in a row. */
type PackedPending = [string[], Uint8Array];
type Packed = [
  number,
  [number, number, number, Uint8Array][],
  number,
  PackedPending,
  PackedGrade,
  PackedGrade,
  [number, Uint8Array, PackedAlarm],
  AlarmRecord[],
  number,
  number,
];

/** Positional and versioned; wealth as raw little-endian float32. */
export function encodeSourceState(state: SourceState): Uint8Array {
  const packed: Packed = [
    FORMAT,
    state.history.buckets.map((b) => [b.fromMs, b.lastMs, b.labels, b.counts.toBytes()]),
    state.given,
    packPending(state.pending),
    packGrade(state.gold),
    packGrade(state.model),
    [state.drift.openings, floatBytes(state.drift.detector.logSums), packAlarm(state.drift.alarm)],
    state.records,
    state.firstMs,
    state.lastMs,
  ];
  return packr.pack(packed);
}

/** @throws RangeError for a format that this version does not know */
export function decodeSourceState(bytes: Uint8Array): SourceState {
  const [format, buckets, given, pending, gold, model, drift, records, firstMs, lastMs] = packr.unpack(bytes) as Packed;
  if (format !== FORMAT) throw new RangeError(`source state of format ${format}; this version reads ${FORMAT}`);
  return {
    history: new NoiseHistory(
      buckets.map(([fromMs, lastMs, labels, cells]) => {
        return { fromMs, lastMs, labels, counts: NoiseCounts.fromBytes(cells) };
      }),
    ),
    given,
    pending: unpackPending(pending),
    gold: unpackGrade('gold', gold),
    model: unpackGrade('model', model),
    drift: { openings: drift[0], detector: new DriftDetector(bytesToFloats(drift[1])), ...unpackAlarm(drift[2]) },
    records,
    firstMs,
    lastMs,
  };
}

function packPending(pending: PendingLabel[]): PackedPending {
  const writer = new ByteWriter();
  for (const { given, rank, belief } of pending) {
    writer.write(given);
    writer.write(rank);
    writer.write(belief.classes.length);
    for (let n = 0; n < belief.classes.length; n++) {
      writer.write(belief.classes[n]!);
      writer.write(belief.units[n]!);
    }
  }
  return [pending.map((p) => p.exampleId), writer.toBytes()];
}

function unpackPending([exampleIds, numbers]: PackedPending): PendingLabel[] {
  const reader = new ByteReader(numbers);
  return exampleIds.map((exampleId) => {
    const [given, rank, length] = [reader.read(), reader.read(), reader.read()];
    const belief: PendingLabel['belief'] = { classes: [], units: [] };
    for (let n = 0; n < length; n++) {
      belief.classes.push(reader.read());
      belief.units.push(reader.read());
    }
    return { exampleId, given, belief, rank };
  });
}

function packGrade(tests: GradeTests): PackedGrade {
  const confusion = [...tests.confusion.logWealth].map(([k, w]): [number, Uint8Array] => [k, floatBytes(w)]);
  return [tests.labels, tests.openings, floatBytes(tests.accuracy.logWealth), confusion, packAlarm(tests.alarm)];
}

function unpackGrade(evidence: EvidenceGrade, [labels, openings, accuracy, confusion, alarm]: PackedGrade): GradeTests {
  return {
    evidence,
    labels,
    openings,
    accuracy: new AccuracyTest('below', bytesToFloats(accuracy)),
    confusion: new ConfusionTest(new Map(confusion.map(([k, wealth]) => [k, bytesToFloats(wealth)]))),
    ...unpackAlarm(alarm),
  };
}

function packAlarm(alarm: OpenAlarm | undefined): PackedAlarm {
  if (!alarm) return null;
  const { kind, line, trueClass, openedAtMs, recovery } = alarm;
  return [kind, line, trueClass ?? null, openedAtMs, floatBytes(recovery.logSums)];
}

function unpackAlarm(packed: PackedAlarm): { alarm?: OpenAlarm } {
  if (!packed) return {};
  const [kind, line, trueClass, openedAtMs, wealth] = packed;
  return {
    alarm: {
      kind,
      line,
      ...(trueClass === null ? {} : { trueClass }),
      openedAtMs,
      recovery: new DriftDetector(bytesToFloats(wealth), 'above'),
    },
  };
}

function floatBytes(values: Float32Array): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
}

function bytesToFloats(bytes: Uint8Array): Float32Array {
  // A copy: the bytes may be a view into a pooled Buffer, at any alignment.
  return new Float32Array(new Uint8Array(bytes).buffer);
}

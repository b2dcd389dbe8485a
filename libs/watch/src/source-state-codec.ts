import { Packr } from 'msgpackr';
import type { EvidenceGrade } from '#labels';
import { NoiseCounts } from '#noise';
import { AccuracyTest, ConfusionDriftDetector, ConfusionTest, CopyingTest, DriftDetector } from '#sequential';
import { DurationHistogram } from './duration-histogram.js';
import { bytesToFloats, floatBytes } from './float-bytes.js';
import { packAlarm, unpackAlarm, type PackedAlarm } from './alarm-codec.js';
import { NoiseHistory } from './noise-history.js';
import { packPending, unpackPending, type PackedPending } from './pending-codec.js';
import { RecentLabels } from './recent-labels.js';
import type { AlarmRecord, CopyTest, DriftTest, GradeTests, SourceState } from './source-state.js';

const FORMAT = 5;
const packr = new Packr({ useRecords: false });
type PackedWealth = [number, Uint8Array][];
type PackedGrade = [number, number, Uint8Array, PackedWealth, PackedAlarm];
type PackedDrift = [
  number,
  number,
  [number, number] | null,
  Uint8Array,
  [number, PackedWealth][],
  Uint8Array,
  PackedAlarm,
];
type PackedPartner = [string, number, number, number, number, Uint8Array];
type PackedCopying = [number, number, PackedPartner[], PackedAlarm];
type PackedWaiting = [string, number, number, number, number | null];
type Packed = [
  number,
  [number, number, number, Uint8Array][],
  number,
  PackedPending,
  PackedWaiting[],
  [number, number],
  PackedGrade,
  PackedGrade,
  PackedDrift,
  PackedCopying,
  [number, number][],
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
    state.waiting.map((w) => [w.exampleId, w.given, w.rank, w.sinceMs, w.truth ?? null]),
    [state.goldLabels, state.goldRight],
    packGrade(state.gold),
    packGrade(state.model),
    packDrift(state.drift),
    packCopying(state.copying),
    [...state.durations.bins].sort((a, b) => a[0] - b[0]),
    state.records,
    state.firstMs,
    state.lastMs,
  ];
  return packr.pack(packed);
}

/** @throws RangeError for a format that this version does not know */
export function decodeSourceState(bytes: Uint8Array): SourceState {
  const packed = packr.unpack(bytes) as Packed;
  if (packed[0] !== FORMAT) {
    throw new RangeError(`source state of format ${packed[0]}; this version reads ${FORMAT}`);
  }
  const [, buckets, given, pending, waiting, goldCounts, gold, model, drift, copying, durations, ...rest] = packed;
  const [records, firstMs, lastMs] = rest;
  return {
    history: new NoiseHistory(
      buckets.map(([fromMs, lastMs, labels, cells]) => {
        return { fromMs, lastMs, labels, counts: NoiseCounts.fromBytes(cells) };
      }),
    ),
    given,
    pending: unpackPending(pending),
    waiting: waiting.map(([exampleId, label, rank, sinceMs, truth]) => {
      return { exampleId, given: label, rank, sinceMs, ...(truth !== null && { truth }) };
    }),
    goldLabels: goldCounts[0],
    goldRight: goldCounts[1],
    gold: unpackGrade('gold', gold),
    model: unpackGrade('model', model),
    drift: unpackDrift(drift),
    copying: unpackCopying(copying),
    durations: new DurationHistogram(new Map(durations)),
    records,
    firstMs,
    lastMs,
  };
}

function packGrade(tests: GradeTests): PackedGrade {
  const { labels, openings, accuracy, confusion } = tests;
  return [labels, openings, floatBytes(accuracy.logWealth), packWealth(confusion.logWealth), packAlarm(tests.alarm)];
}

function unpackGrade(evidence: EvidenceGrade, [labels, openings, accuracy, confusion, alarm]: PackedGrade): GradeTests {
  return {
    evidence,
    labels,
    openings,
    accuracy: new AccuracyTest('below', bytesToFloats(accuracy)),
    confusion: new ConfusionTest(unpackWealth(confusion)),
    ...unpackAlarm(alarm),
  };
}

function packDrift({ openings, sinceMs, before, detector, cells, recent, alarm }: DriftTest): PackedDrift {
  const rows = [...cells.cells].map(([i, row]): [number, PackedWealth] => [i, packWealth(row)]);
  const held: [number, number] | null = before ? [before.accuracy, before.baseline] : null;
  return [openings, sinceMs, held, floatBytes(detector.logSums), rows, recent.toBytes(), packAlarm(alarm)];
}

function unpackDrift([openings, sinceMs, held, sums, rows, recent, alarm]: PackedDrift): DriftTest {
  return {
    openings,
    sinceMs,
    ...(held && { before: { accuracy: held[0], baseline: held[1] } }),
    detector: new DriftDetector(bytesToFloats(sums)),
    cells: new ConfusionDriftDetector(new Map(rows.map(([i, row]) => [i, unpackWealth(row)]))),
    recent: RecentLabels.fromBytes(recent),
    ...unpackAlarm(alarm),
  };
}

function packCopying({ openings, test, alarm }: CopyTest): PackedCopying {
  const partners = [...test.partners].map(([id, p]): PackedPartner => {
    return [id, p.order, p.labels, p.agreements, p.expectedAgreements, floatBytes(p.logWealth)];
  });
  return [openings, test.partnersMet, partners, packAlarm(alarm)];
}

function unpackCopying([openings, met, partners, alarm]: PackedCopying): CopyTest {
  const states = partners.map(([id, order, labels, agreements, expectedAgreements, wealth]) => {
    return [id, { order, labels, agreements, expectedAgreements, logWealth: bytesToFloats(wealth) }] as const;
  });
  return { openings, test: new CopyingTest(new Map(states), met), ...unpackAlarm(alarm) };
}

function packWealth(wealth: Map<number, Float32Array>): PackedWealth {
  return [...wealth].map(([k, values]) => [k, floatBytes(values)]);
}

function unpackWealth(packed: PackedWealth): Map<number, Float32Array> {
  return new Map(packed.map(([k, bytes]) => [k, bytesToFloats(bytes)]));
}

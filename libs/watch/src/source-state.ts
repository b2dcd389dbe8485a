import { Packr } from 'msgpackr';
import type { AlertKind, EvidenceGrade, Mass } from '#labels';
import { NoiseCounts } from '#noise';
import { AccuracyTest, ConfusionTest, DriftDetector } from '#sequential';
import { NoiseHistory } from './noise-history.js';

/** A label that has not entered the model test yet, with the newest belief about it. */
export interface PendingLabel {
  exampleId: string;
  given: number;
  belief: Mass;
  /** How many labels the source had given when it gave this one. */
  rank: number;
}

export interface OpenAlarm {
  kind: AlertKind;
  /** Line of the test that opened it: accuracy, or recall of `trueClass`. */
  line: number;
  trueClass?: number;
  openedAtMs: number;
  /** H0 "still below the line"; the alarm closes when it is rejected. */
  recovery: AccuracyTest;
}

/** The opening test of one evidence grade, and the alarm that it opened. */
export interface GradeTests {
  evidence: EvidenceGrade;
  /** Labels that entered. */
  labels: number;
  /** Alarms opened so far; decides the level that the next one may spend. */
  openings: number;
  accuracy: AccuracyTest;
  confusion: ConfusionTest;
  alarm?: OpenAlarm;
}

export interface DriftTest {
  openings: number;
  detector: DriftDetector;
  alarm?: OpenAlarm;
}

/** What happened to a source's alarms, newest last; bounded. */
export interface AlarmRecord {
  kind: AlertKind;
  state: 'open' | 'resolved';
  evidence: EvidenceGrade;
  atMs: number;
  offset: number;
  labels: number;
  accuracy: number;
}

/** All that WATCH keeps of one source in one project. */
export interface SourceState {
  history: NoiseHistory;
  /** Labels ever given (replacements included). */
  given: number;
  pending: PendingLabel[];
  gold: GradeTests;
  model: GradeTests;
  drift: DriftTest;
  records: AlarmRecord[];
  firstMs: number;
  lastMs: number;
}

export function newSourceState(): SourceState {
  return {
    history: new NoiseHistory(),
    given: 0,
    pending: [],
    gold: newGradeTests('gold'),
    model: newGradeTests('model'),
    drift: { openings: 0, detector: new DriftDetector() },
    records: [],
    firstMs: 0,
    lastMs: 0,
  };
}

export function newGradeTests(evidence: EvidenceGrade, openings = 0): GradeTests {
  return { evidence, labels: 0, openings, accuracy: new AccuracyTest('below'), confusion: new ConfusionTest() };
}

const FORMAT = 1;
const packr = new Packr({ useRecords: false });
type PackedAlarm = [AlertKind, number, number | null, number, number[]] | null;
type PackedGrade = [number, number, number[], [number, number[]][], PackedAlarm];
type Packed = [
  number,
  [number, number, number, number[]][],
  number,
  [string, number, number[], number[], number][],
  PackedGrade,
  PackedGrade,
  [number, number[], PackedAlarm],
  AlarmRecord[],
  number,
  number,
];

export function encodeSourceState(state: SourceState): Uint8Array {
  const packed: Packed = [
    FORMAT,
    state.history.buckets.map((b) => [b.fromMs, b.lastMs, b.labels, b.counts.toTriples()]),
    state.given,
    state.pending.map((p) => [p.exampleId, p.given, p.belief.classes, p.belief.units, p.rank]),
    packGrade(state.gold),
    packGrade(state.model),
    [state.drift.openings, [...state.drift.detector.logSums], packAlarm(state.drift.alarm)],
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
      buckets.map(([fromMs, lastMs, labels, triples]) => {
        return { fromMs, lastMs, labels, counts: NoiseCounts.fromTriples(triples) };
      }),
    ),
    given,
    pending: pending.map(([exampleId, g, classes, units, rank]) => ({
      exampleId,
      given: g,
      belief: { classes, units },
      rank,
    })),
    gold: unpackGrade('gold', gold),
    model: unpackGrade('model', model),
    drift: { openings: drift[0], detector: new DriftDetector(drift[1]), ...unpackAlarm(drift[2]) },
    records,
    firstMs,
    lastMs,
  };
}

function packGrade(tests: GradeTests): PackedGrade {
  const confusion = [...tests.confusion.logWealth].map(([k, wealth]): [number, number[]] => [k, [...wealth]]);
  return [tests.labels, tests.openings, [...tests.accuracy.logWealth], confusion, packAlarm(tests.alarm)];
}

function unpackGrade(evidence: EvidenceGrade, [labels, openings, accuracy, confusion, alarm]: PackedGrade): GradeTests {
  return {
    evidence,
    labels,
    openings,
    accuracy: new AccuracyTest('below', accuracy),
    confusion: new ConfusionTest(new Map(confusion.map(([k, wealth]) => [k, Float64Array.from(wealth)]))),
    ...unpackAlarm(alarm),
  };
}

function packAlarm(alarm: OpenAlarm | undefined): PackedAlarm {
  if (!alarm) return null;
  const { kind, line, trueClass, openedAtMs, recovery } = alarm;
  return [kind, line, trueClass ?? null, openedAtMs, [...recovery.logWealth]];
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
      recovery: new AccuracyTest('above', wealth),
    },
  };
}

import { Packr } from 'msgpackr';
import { NoiseCounts } from '#noise';
import { packAlarm, unpackAlarm, type PackedAlarm } from './alarm-codec.js';
import { DurationHistogram } from './duration-histogram.js';
import type { WaitingLabel } from './gold-queue.js';
import { Bucket, NoiseHistory } from './noise-history.js';
import { readPending, writePending } from './pending-codec.js';
import type { AlarmRecord, Pause, SourceState } from './source-state.js';
import { StateReader, StateWriter, type StateParts } from './state-bytes.js';
import { readCopying, readDrift, readGrade, writeCopying, writeDrift, writeGrade } from './tests-codec.js';

const FORMAT = 7;
const packr = new Packr({ useRecords: false });
type Packed = [format: number, state: StateParts, alarms: PackedAlarm[], records: AlarmRecord[], paused: Pause | null];

/** Positional and versioned; wealth as raw little-endian float32. */
export function encodeSourceState(state: SourceState): Uint8Array {
  const { gold, model, drift, copying } = state;
  const to = new StateWriter();
  to.signed(state.firstMs);
  to.signed(state.lastMs);
  to.count(state.given, state.goldLabels, state.goldRight);
  writeHistory(to, state.history);
  writePending(to, state.pending);
  to.count(state.waiting.length);
  for (const waiting of state.waiting) writeWaiting(to, waiting);
  writeGrade(to, gold);
  writeGrade(to, model);
  writeDrift(to, drift);
  writeCopying(to, copying);
  to.count(state.durations.bins.size);
  for (const [bin, labels] of [...state.durations.bins].sort((a, b) => a[0] - b[0])) to.count(bin, labels);
  const alarms = [gold, model, drift, copying].map(({ alarm }) => packAlarm(alarm));
  const packed: Packed = [FORMAT, to.toParts(), alarms, state.records, state.paused ?? null];
  return packr.pack(packed);
}

/** @throws RangeError for a format that this version does not know */
export function decodeSourceState(bytes: Uint8Array): SourceState {
  const [format, parts, alarms, records, paused] = packr.unpack(bytes) as Packed;
  if (format !== FORMAT) throw new RangeError(`source state of format ${format}; this version reads ${FORMAT}`);
  const from = new StateReader(parts);
  const [gold, model, drift, copying] = alarms.map(unpackAlarm);
  return {
    firstMs: from.signed(),
    lastMs: from.signed(),
    given: from.count(),
    goldLabels: from.count(),
    goldRight: from.count(),
    history: readHistory(from),
    pending: readPending(from),
    waiting: from.many(() => readWaiting(from)),
    gold: { ...readGrade(from, 'gold'), ...gold },
    model: { ...readGrade(from, 'model'), ...model },
    drift: { ...readDrift(from), ...drift },
    copying: { ...readCopying(from), ...copying },
    durations: new DurationHistogram(new Map(from.many(() => [from.count(), from.count()]))),
    records,
    ...(paused && { paused }),
  };
}

function writeHistory(to: StateWriter, { buckets, past }: NoiseHistory): void {
  to.count(buckets.length);
  for (const bucket of buckets) {
    to.signed(bucket.fromMs);
    to.signed(bucket.lastMs - bucket.fromMs);
    to.count(bucket.labels);
    to.bytes(bucket.toBytes());
  }
  to.bytes(past.toBytes());
}

function readHistory(from: StateReader): NoiseHistory {
  const buckets = from.many(() => {
    const fromMs = from.signed();
    return new Bucket(fromMs, fromMs + from.signed(), from.count(), from.bytes());
  });
  return new NoiseHistory(buckets, NoiseCounts.fromBytes(from.bytes()));
}

function writeWaiting(to: StateWriter, { exampleId, given, rank, sinceMs, truth }: WaitingLabel): void {
  to.name(exampleId);
  to.count(given, rank);
  to.signed(sinceMs);
  to.count(truth === undefined ? 0 : truth + 1);
}

function readWaiting(from: StateReader): WaitingLabel {
  const waiting = { exampleId: from.name(), given: from.count(), rank: from.count(), sinceMs: from.signed() };
  const truth = from.count();
  return truth === 0 ? waiting : { ...waiting, truth: truth - 1 };
}

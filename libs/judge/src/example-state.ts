import { Packr } from 'msgpackr';
import {
  maxDense,
  packEvidence,
  unpackEvidence,
  type Evidence,
  type GoldLabel,
  type KeptKind,
  type Mass,
} from '#labels';
import { bytesToFloats, floatBytes } from '#noise';

/** What was last said to users about a label; decides whether a revision is material. */
export interface PublishedVerdict {
  /** Quality in units of 1/65536. */
  units: number;
  suggested: number;
  suspect: boolean;
}

export interface CurrentLabel {
  sourceId: string;
  /** Class index. */
  given: number;
  atMs: number;
  /** It entered the model test, or never will. */
  settled: boolean;
  /** It entered the gold test. */
  goldTested: boolean;
  published: PublishedVerdict;
}

/** A source that took its label back, so that a label which it gives later enters no test a second time. */
export interface RetractedLabel {
  sourceId: string;
  goldTested: boolean;
}

/** All that JUDGE keeps of one example. */
export interface ExampleState {
  /** At most one per source, in arrival order. */
  labels: CurrentLabel[];
  retracted: RetractedLabel[];
  gold?: GoldLabel;
  evidence?: Evidence;
  /** Version that made the evidence; 0 if none. */
  modelVersion: number;
  /** Newest rescoring pass taken; 0 if none. */
  pass: number;
  /** The posterior that is counted in WATCH; absent without labels. */
  mass?: Mass;
  /** The posterior as it is told, where that is not what is counted, see `tempered`. */
  told?: Mass;
  /** Probability with which it was drawn for review at its first label; 0: it was not; absent before. */
  sampledWith?: number;
  /** Its belief entered the test of calibration. */
  forecast: boolean;
  /** What the ledger has of it, apart from this state, so that people can be shown it; absent: nothing. */
  kept?: KeptKind[];
}

export function newExampleState(): ExampleState {
  return { labels: [], retracted: [], modelVersion: 0, pass: 0, forecast: false };
}

export const unpublished: PublishedVerdict = { units: -1, suggested: -1, suspect: false };

/** The label came with the event that is being judged. */
export function isNew(label: CurrentLabel): boolean {
  return label.published.units < 0;
}

const FORMAT = 3;
/** In the order of their bits. */
const keptKinds: readonly KeptKind[] = ['image', 'text'];
const packr = new Packr({ useRecords: false });

/** Positional and versioned; evidence as raw little-endian float32, of more than 64 classes the most probable ones. */
export function encodeExampleState(state: ExampleState): Uint8Array {
  const { labels, gold, evidence, mass, told, kept } = state;
  return packr.pack([
    FORMAT,
    labels.map((l) => [
      l.sourceId,
      l.given,
      l.atMs,
      (l.settled ? 1 : 0) | (l.goldTested ? 2 : 0) | (l.published.suspect ? 4 : 0),
      l.published.units,
      l.published.suggested,
    ]),
    gold ? [gold.label, gold.origin, gold.reviewer ?? null] : null,
    evidence ? packedEvidence(evidence) : null,
    state.modelVersion,
    state.pass,
    mass ? [mass.classes, mass.units] : null,
    state.retracted.map((r) => [r.sourceId, r.goldTested ? 1 : 0]),
    state.sampledWith ?? null,
    state.forecast ? 1 : 0,
    told ? [told.classes, told.units] : null,
    ...(kept ? [keptBits(kept)] : []),
  ]);
}

type PackedEvidence = [
  model: Uint8Array,
  prototype: Uint8Array,
  sparse?: [classes: number, kept: number[], modelFloor: number, prototypeFloor: number],
];

type Packed = [
  number,
  [string, number, number, number, number, number][],
  [number, GoldLabel['origin'], string | null] | null,
  PackedEvidence | null,
  number,
  number,
  [number[], number[]] | null,
  [sourceId: string, goldTested: number][],
  number | null,
  number,
  [number[], number[]] | null,
  /** Absent in states of before it was kept, and where nothing is. */
  number?,
];

/** @throws RangeError for a format that this version does not know */
export function decodeExampleState(bytes: Uint8Array): ExampleState {
  const [format, labels, gold, evidence, modelVersion, pass, mass, retracted, sampledWith, forecast, told, kept] =
    packr.unpack(bytes) as Packed;
  if (format !== FORMAT) throw new RangeError(`example state of format ${format}; this version reads ${FORMAT}`);
  const state: ExampleState = {
    labels: labels.map(unpackLabel),
    retracted: retracted.map(([sourceId, goldTested]) => ({ sourceId, goldTested: goldTested === 1 })),
    modelVersion,
    pass,
    forecast: forecast === 1,
  };
  if (sampledWith !== null) state.sampledWith = sampledWith;
  if (gold) state.gold = { label: gold[0], origin: gold[1], ...(gold[2] === null ? {} : { reviewer: gold[2] }) };
  if (evidence) state.evidence = unpackedEvidence(evidence);
  if (mass) state.mass = { classes: mass[0], units: mass[1] };
  if (told) state.told = { classes: told[0], units: told[1] };
  if (kept) state.kept = keptKinds.filter((_, bit) => kept & (1 << bit));
  return state;
}

function keptBits(kept: KeptKind[]): number {
  return kept.reduce((bits, kind) => bits | (1 << keptKinds.indexOf(kind)), 0);
}

function unpackLabel([sourceId, given, atMs, flags, units, suggested]: Packed[1][number]): CurrentLabel {
  const published = { units, suggested, suspect: (flags & 4) !== 0 };
  return { sourceId, given, atMs, settled: (flags & 1) !== 0, goldTested: (flags & 2) !== 0, published };
}

function packedEvidence(evidence: Evidence): PackedEvidence {
  if (evidence.model.length <= maxDense) return [floatBytes(evidence.model), floatBytes(evidence.prototype)];
  const { classes, kept, model, prototype, modelFloor, prototypeFloor } = packEvidence(evidence);
  return [model, prototype, [classes, kept, modelFloor, prototypeFloor]];
}

function unpackedEvidence([model, prototype, sparse]: PackedEvidence): Evidence {
  if (!sparse) return { model: bytesToFloats(model), prototype: bytesToFloats(prototype) };
  const [classes, kept, modelFloor, prototypeFloor] = sparse;
  return unpackEvidence({ classes, kept, model, prototype, modelFloor, prototypeFloor });
}

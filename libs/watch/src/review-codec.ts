import { Packr } from 'msgpackr';
import type { LaneTally, ReviewEntry, ReviewTally } from './review-entry.js';

const FORMAT = 1;
const TALLY_FORMAT = 2;
const packr = new Packr({ useRecords: false });
type Packed =
  | [number, 'sampled', sinceMs: number, turn: number, probability: number]
  | [number, 'targeted', sinceMs: number, turn: number, value: number]
  | [number, 'aside', sinceMs: number, turn: number, evidence: number];

export function encodeReviewEntry(entry: ReviewEntry): Uint8Array {
  const { lane, sinceMs, turn } = entry;
  switch (lane) {
    case 'sampled':
      return packr.pack([FORMAT, lane, sinceMs, turn, entry.probability]);
    case 'targeted':
      return packr.pack([FORMAT, lane, sinceMs, turn, entry.value]);
    case 'aside':
      return packr.pack([FORMAT, lane, sinceMs, turn, entry.evidence]);
    default:
      return lane satisfies never;
  }
}

/** @throws RangeError for a format that this version does not know */
export function decodeReviewEntry(bytes: Uint8Array): ReviewEntry {
  const [format, lane, sinceMs, turn, figure] = packr.unpack(bytes) as Packed;
  checkFormat('review entry', format, FORMAT);
  if (lane === 'sampled') return { lane, sinceMs, turn, probability: figure };
  if (lane === 'targeted') return { lane, sinceMs, turn, value: figure };
  return { lane, sinceMs, turn, evidence: figure };
}

const figures = [
  'waiting',
  'drawn',
  'expired',
  'withdrawn',
  'answered',
  'unsure',
  'undone',
  'suggestionRight',
  'labels',
  'labelsRight',
] as const satisfies (keyof LaneTally)[];

export function encodeReviewTally({ turns, sampled, targeted }: ReviewTally): Uint8Array {
  const pack = (lane: LaneTally) => figures.map((name) => lane[name]);
  return packr.pack([TALLY_FORMAT, turns, pack(sampled), pack(targeted)]);
}

/** @throws RangeError for a format that this version does not know */
export function decodeReviewTally(bytes: Uint8Array): ReviewTally {
  const [format, turns, sampled, targeted] = packr.unpack(bytes) as [number, number, number[], number[]];
  checkFormat('review tally', format, TALLY_FORMAT);
  const lane = (values: number[]) => Object.fromEntries(figures.map((name, n) => [name, values[n]!]));
  return { turns, sampled: lane(sampled) as unknown as LaneTally, targeted: lane(targeted) as unknown as LaneTally };
}

function checkFormat(what: string, format: number, known: number): void {
  if (format !== known) throw new RangeError(`${what} of format ${format}; this version reads ${known}`);
}

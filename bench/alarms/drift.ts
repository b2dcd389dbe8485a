import type { Transition } from '#watch';
import { seededRandom } from '../path/seeded-random.js';
import { WatchedSource } from './drift-test.js';
import { CLASSES } from './opening-test.js';
import { accurate, type Answer, errsUniformly, type Informants, SimulatedCrowd } from './simulated-crowd.js';
import { median, medianOf, printSection, printTable, shareOf } from './table.js';

const PAST_LABELS = 300;
const MODEL: Informants = [0.75, 0.8];

/** How long an unchanged source goes without an alarm, against the average run length that is promised. */
export function runLengths(sources: number): void {
  printSection(`Drift: run length without change, ${sources} sources, threshold = promised average`);
  const rows: string[][] = [];
  for (const [evidence, informants] of [
    ['gold', 'gold'],
    ['model', MODEL],
  ] as [string, Informants][]) {
    for (const [name, sourceOf] of unchanged) {
      rows.push([`${evidence}, ${name}`, ...runLengthCells(informants, sourceOf, sources)]);
    }
  }
  printTable(['unchanged source', 'threshold 1,000: mean run length (cut at 10,000)', 'threshold 10,000: alarmed within 1,000 labels (promised <= 10 %)', 'within 5,000 (<= 50 %)'], rows); // prettier-ignore
}

type SourceOf = (random: () => number, threshold: number) => { answer: Answer; watched: WatchedSource; after: number };

/** A source of .9 counts as changed below .9 less half a standard error less .02. */
const BASELINE = 0.88;

const unchanged: [string, SourceOf][] = [
  [
    `exactly at its baseline ${BASELINE}, past known without error`,
    (random, threshold) => {
      const answer = accurate(BASELINE, CLASSES, random);
      return { answer, watched: WatchedSource.withKnownPast(threshold), after: 0 };
    },
  ],
  [
    `at .9, past of ${PAST_LABELS} labels and growing`,
    (random, threshold) => {
      const answer = accurate(0.9, CLASSES, random);
      return { answer, watched: new WatchedSource(threshold), after: PAST_LABELS };
    },
  ],
];

function runLengthCells(informants: Informants, sourceOf: SourceOf, sources: number): string[] {
  const cut = 10_000;
  const runs = Array.from({ length: sources }, (_, s) => runLength(s, informants, sourceOf, 1_000, cut));
  const mean = runs.reduce((sum, n) => sum + Math.min(n, cut), 0) / sources;
  const deviation = Math.sqrt(runs.reduce((sum, n) => sum + (Math.min(n, cut) - mean) ** 2, 0) / sources);
  const long = Array.from({ length: sources }, (_, s) => runLength(s, informants, sourceOf, 10_000, 5_000));
  return [
    `>= ${mean.toFixed(0)} ± ${((1.96 * deviation) / Math.sqrt(sources)).toFixed(0)}`,
    ...[1_000, 5_000].map((labels) => shareOf(long.filter((n) => n <= labels).length, sources)),
  ];
}

/** Labels to the first alarm, those of the past included. */
function runLength(seed: number, informants: Informants, sourceOf: SourceOf, threshold: number, cut: number): number {
  const random = seededRandom(seed + 1);
  const { answer, watched, after } = sourceOf(random, threshold);
  const crowd = new SimulatedCrowd({ classCount: CLASSES, informants, random });
  for (let n = 1 - after; n <= cut; n++) {
    crowd.next();
    if (watched.take(crowd, answer(crowd.trueClass))) return n + after;
  }
  return Infinity;
}

const changes: [string, (random: () => number) => Answer][] = [
  ['.9 -> .6', (random) => accurate(0.6, CLASSES, random)],
  ['.9 -> .8', (random) => accurate(0.8, CLASSES, random)],
  ['.9 -> .9: classes 0 and 1 told apart by a coin, the others always right', flipped],
];

/** Every second label of classes 0 and 1 is given the other one: 10 % of errors over all 10 classes, as before. */
function flipped(random: () => number): Answer {
  return (trueClass) => (trueClass > 1 ? trueClass : errsUniformly(trueClass, 0.5, 2, random));
}

const THRESHOLD = 10_000;
const LONGEST = 3_000;
/** Labels kept for finding the time of the change. */
const KEPT = 256;

export function driftDelays(sources: number): void {
  printSection(
    `Drift: delay and change time, ${sources} sources, change after ${PAST_LABELS} labels, threshold 10,000`,
  );
  const rows: string[][] = [];
  for (const [evidence, informants] of [
    ['gold', 'gold'],
    ['model', MODEL],
  ] as [string, Informants][]) {
    for (const [name, after] of changes) {
      const found = Array.from({ length: sources }, (_, s) => driftOf(s, informants, after));
      rows.push([`${evidence}, ${name}`, ...delayCells(found)]);
    }
  }
  printTable(['evidence, change', 'found before it', 'delay in labels, median / 90 %', 'by accuracy / by cells', 'change time: median error', 'inside its 90 % interval', 'the same, where found within 256 labels', 'median length of the interval', 'interval reaches back before the last 256 labels'], rows); // prettier-ignore
}

interface FoundDrift {
  /** Labels since the change; negative before it, Infinity if never found. */
  delay: number;
  strongest?: 'accuracy' | 'confusion';
  /** Ends and most likely first label, in labels since the change; from -Infinity: before the labels that were kept. */
  from: number;
  to: number;
  mostLikely: number;
}

function delayCells(found: FoundDrift[]): string[] {
  const early = found.filter((d) => d.delay <= 0).length;
  const after = found.filter((d) => d.delay > 0);
  const timed = after.filter((d) => d.delay < Infinity);
  const holds = (d: FoundDrift) => d.from <= 0 && d.to >= 0;
  const recent = timed.filter((d) => d.delay <= KEPT);
  const byCells = timed.filter((d) => d.strongest === 'confusion').length;
  return [
    shareOf(early, found.length),
    medianOf(after.map((d) => d.delay)),
    `${timed.length - byCells} / ${byCells}`,
    String(median(timed.map((d) => Math.abs(d.mostLikely)))),
    shareOf(timed.filter(holds).length, timed.length),
    shareOf(recent.filter(holds).length, recent.length),
    String(median(timed.filter((d) => d.from > -Infinity).map((d) => d.to - d.from + 1))),
    shareOf(timed.filter((d) => d.from === -Infinity).length, timed.length),
  ];
}

function driftOf(seed: number, informants: Informants, after: (random: () => number) => Answer): FoundDrift {
  const random = seededRandom(seed + 1);
  const before = accurate(0.9, CLASSES, random);
  const crowd = new SimulatedCrowd({ classCount: CLASSES, informants, random });
  const watched = new WatchedSource(THRESHOLD);
  const changed = after(random);
  for (let n = 1 - PAST_LABELS; n <= LONGEST; n++) {
    crowd.next();
    const transition = watched.take(crowd, (n <= 0 ? before : changed)(crowd.trueClass));
    if (transition) return { delay: n, ...changeOf(transition) };
  }
  return { delay: Infinity, from: 0, to: 0, mostLikely: 0 };
}

/** In labels since the change, whose first label is 0. */
function changeOf({ drift, trueClass }: Transition): Omit<FoundDrift, 'delay'> {
  const since = (label: number) => label - 1 - PAST_LABELS;
  const [from, to] = drift!.between;
  return {
    strongest: trueClass === undefined ? 'accuracy' : 'confusion',
    from: from === 1 ? -Infinity : since(from),
    to: since(to),
    mostLikely: since(drift!.label),
  };
}

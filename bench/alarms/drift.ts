import { cellChangeInterval, changeInterval, type ConfusionDriftEvidence } from '#sequential';
import { seededRandom } from '../path/seeded-random.js';
import { DriftTest, evidenceOf, pastOf, type Past } from './drift-test.js';
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

/** A source and what its past showed. */
type SourceOf = (random: () => number) => { answer: Answer; past: Past };

const unchanged: [string, SourceOf][] = [
  ['exactly at its baseline .87', (random) => ({ answer: accurate(0.87, CLASSES, random), past: knownPast() })],
  [
    `at .9, past known from ${PAST_LABELS} labels`,
    (random) => {
      const answer = accurate(0.9, CLASSES, random);
      return { answer, past: pastOf(answer, PAST_LABELS) };
    },
  ],
];

/** A source of .9 whose past is known without error. */
function knownPast(): Past {
  const rateOf = (i: number, j: number) => (i === j ? 0.9 : 0.1 / (CLASSES - 1));
  return { accuracy: 0.9, baseline: 0.87, rates: { rateOf, labelsOf: () => Infinity } };
}

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

function runLength(seed: number, informants: Informants, sourceOf: SourceOf, threshold: number, cut: number): number {
  const random = seededRandom(seed + 1);
  const { answer, past } = sourceOf(random);
  const crowd = new SimulatedCrowd({ classCount: CLASSES, informants, random });
  const test = new DriftTest(past);
  for (let n = 1; n <= cut; n++) {
    crowd.next();
    if (test.update(crowd, answer(crowd.trueClass)).logEValue >= Math.log(threshold)) return n;
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
  const past = pastOf(before, PAST_LABELS);
  const crowd = new SimulatedCrowd({ classCount: CLASSES, informants, random });
  const test = new DriftTest(past);
  const labels: ConfusionDriftEvidence[] = [];
  const changed = after(random);
  for (let n = 1 - PAST_LABELS; n <= LONGEST; n++) {
    crowd.next();
    const given = (n <= 0 ? before : changed)(crowd.trueClass);
    const { logEValue, strongest } = test.update(crowd, given);
    labels.push({
      ...evidenceOf(crowd, given, past),
      classes: [...crowd.classes],
      probabilities: [...crowd.probabilities],
    });
    if (labels.length > KEPT) labels.shift();
    if (logEValue >= Math.log(THRESHOLD)) return { delay: n, strongest, ...changeOf(labels, n, strongest, test, past) };
  }
  return { delay: Infinity, from: 0, to: 0, mostLikely: 0 };
}

/** In labels since the change, whose first label is 0. */
function changeOf(
  labels: ConfusionDriftEvidence[],
  now: number,
  strongest: 'accuracy' | 'confusion',
  test: DriftTest,
  past: Past,
): Omit<FoundDrift, 'delay'> {
  const earlier = now + PAST_LABELS - labels.length;
  const { from, to, mostLikely } =
    strongest === 'accuracy'
      ? changeInterval(labels.map(beliefInGiven), past.accuracy, CLASSES, { earlier })
      : cellChangeInterval(labels, test.confusion.movedCells()[0]!, { earlier });
  const first = now - labels.length;
  return { from: from === 0 ? -Infinity : from + first, to: to + first, mostLikely: mostLikely + first };
}

function beliefInGiven({ classes, probabilities, given }: ConfusionDriftEvidence): number {
  return probabilities[Array.prototype.indexOf.call(classes, given)] ?? 0;
}

import { betaInterval } from '#noise';
import { accuracyInterval } from '#sequential';
import { seededRandom } from '../path/seeded-random.js';
import { empiricalBernsteinWidth, hedgedCapitalWidth } from './other-intervals.js';
import { printSection, printTable, shareOf } from './table.js';

const ALPHA = 0.05;
type Interval = (right: number, labels: number) => [number, number];
const anyTime: Interval = (right, labels) => accuracyInterval(right, labels, ALPHA);
const oneLook: Interval = (right, labels) => betaInterval(right + 0.5, labels - right + 0.5, 1 - ALPHA);

export function intervalCoverage(sources: number, labels: number): void {
  printSection(
    `Interval of accuracy on gold, nominal 95 %: ${sources} sources, looked at after each of ${labels} labels`,
  );
  const rows = [0.5, 0.8, 0.9, 0.95, 0.99].map((accuracy) => {
    const missed = [anyTime, oneLook].map((interval) => everMissed(interval, accuracy, sources, labels));
    return [String(accuracy), ...missed.map((count) => shareOf(sources - count, sources))];
  });
  printTable(
    ['accuracy', 'any-time interval holds it at every label', 'an interval for one look (Jeffreys) does'],
    rows,
  );
}

/** Sources whose interval misses the accuracy after some label; all go in step, so that each (right, labels) is computed once. */
function everMissed(interval: Interval, accuracy: number, sources: number, labels: number): number {
  const randoms = Array.from({ length: sources }, (_, s) => seededRandom(s + 1));
  const right = new Uint32Array(sources);
  const missed = new Uint8Array(sources);
  for (let n = 1; n <= labels; n++) {
    const misses = new Map<number, boolean>();
    for (let s = 0; s < sources; s++) {
      if (randoms[s]!() < accuracy) right[s]!++;
      if (missed[s]) continue;
      let isMissed = misses.get(right[s]!);
      if (isMissed === undefined) {
        const [low, high] = interval(right[s]!, n);
        misses.set(right[s]!, (isMissed = accuracy < low || accuracy > high));
      }
      if (isMissed) missed[s] = 1;
    }
  }
  return missed.reduce((sum, m) => sum + m, 0);
}

const LENGTHS = [20, 50, 200, 1_000];
const RUNS = 40;

export function intervalWidths(): void {
  printSection(
    `Width of the interval, mean of ${RUNS} sources`,
    'All but the last are any-time (Waudby-Smith & Ramdas 2023).',
  );
  const rows = [0.8, 0.95].flatMap((accuracy) =>
    LENGTHS.map((labels) => {
      const widths = Array.from({ length: RUNS }, (_, s) => widthsOf(accuracy, labels, seededRandom(s + 1)));
      const means = widths[0]!.map((_, k) => widths.reduce((sum, w) => sum + w[k]!, 0) / RUNS);
      return [String(accuracy), String(labels), ...means.map((mean) => mean.toFixed(3))];
    }),
  );
  printTable(['accuracy', 'labels', 'this interval (KT bets)', 'hedged capital', 'empirical Bernstein', 'for one look (Jeffreys)'], rows); // prettier-ignore
}

function widthsOf(accuracy: number, labels: number, random: () => number): number[] {
  const outcomes = Array.from({ length: labels }, () => (random() < accuracy ? 1 : 0));
  const right = outcomes.reduce<number>((sum, x) => sum + x, 0);
  const width = ([low, high]: [number, number]) => high - low;
  return [
    width(anyTime(right, labels)),
    hedgedCapitalWidth(outcomes, ALPHA),
    empiricalBernsteinWidth(outcomes, ALPHA),
    width(oneLook(right, labels)),
  ];
}

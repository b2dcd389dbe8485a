import { DriftDetector, RecoveryTest, spentLevel } from '#sequential';
import { seededRandom } from '../path/seeded-random.js';
import { CLASSES, LINE } from './opening-test.js';
import { medianOf, printSection, printTable, shareOf } from './table.js';

const LOG_BOUND = Math.log(1 / spentLevel(0.05, 0));

/** What is tested: with a level for ever, and as an average run length with the same bound. */
interface Recovery {
  update(beliefInGiven: number, line: number, classCount: number): void;
}
const tests: [string, () => Recovery & { logE(): number }][] = [
  ['e-process over all times of recovery', () => withLog(new RecoveryTest(), (test) => test.logEValue)],
  [
    'e-detector (average run length)',
    () => withLog(new DriftDetector(undefined, 'above'), (test) => test.logStatistic),
  ],
];

function withLog<T extends Recovery>(test: T, log: (test: T) => number): Recovery & { logE(): number } {
  return { update: (...label) => test.update(...label), logE: () => log(test) };
}

export function recovery(sources: number, labels: number): void {
  printSection(`Recovery on gold: ${sources} alarmed sources, line .80, level .05, first closing`);
  const rows = tests.map(([name, start]) => [
    name,
    ...[0.6, 0.75, 0.8].map((bad) => closedByMistake(start, bad, sources, labels)),
    ...[50, 300, 1_000].map((bad) =>
      medianOf(Array.from({ length: sources }, (_, s) => labelsToClose(start, bad, 0.95, seededRandom(s + 1)))),
    ),
  ]);
  const stays = [0.6, 0.75, 0.8].map((bad) => `stays at ${bad}: closed within ${labels} labels`);
  const returns = [50, 300, 1_000].map((bad) => `.6 for ${bad} labels, then .95: labels to close, median / 90 %`);
  printTable(['test', ...stays, ...returns], rows);
}

function closedByMistake(start: (typeof tests)[number][1], bad: number, sources: number, labels: number): string {
  let closed = 0;
  for (let source = 0; source < sources; source++) {
    if (closes(start(), bad, labels, seededRandom(source + 1)) < Infinity) closed++;
  }
  return shareOf(closed, sources);
}

const LONGEST = 2_000;

/** From the recovery on; a closing before it counts as 0. */
function labelsToClose(start: (typeof tests)[number][1], bad: number, good: number, random: () => number): number {
  const test = start();
  if (closes(test, 0.6, bad, random) < Infinity) return 0;
  return closes(test, good, LONGEST, random);
}

function closes(test: ReturnType<(typeof tests)[number][1]>, accuracy: number, labels: number, random: () => number) {
  for (let n = 1; n <= labels; n++) {
    test.update(random() < accuracy ? 1 : 0, LINE, CLASSES);
    if (test.logE() >= LOG_BOUND) return n;
  }
  return Infinity;
}

import { RecoveryTest, spentLevel } from '#sequential';
import { seededRandom } from '../path/seeded-random.js';
import { CLASSES, LINE } from './opening-test.js';
import { medianOf, printSection, printTable, shareOf } from './table.js';

const LOG_BOUND = Math.log(1 / spentLevel(0.05, 0));
const LONGEST = 2_000;

export function recovery(sources: number, labels: number): void {
  printSection(`Recovery on gold: ${sources} alarmed sources, line .80, level .05, first closing`);
  const stays = [0.6, 0.75, 0.8].map((accuracy) => {
    const closed = Array.from({ length: sources }, (_, s) => {
      return labelsToClose(new RecoveryTest(), accuracy, labels, seededRandom(s + 1));
    });
    return [`stays at ${accuracy}`, `closed within ${labels} labels: ${shareOf(closed.filter(isEnd).length, sources)}`];
  });
  const returns = [20, 100, 500].flatMap((bad) =>
    [0.9, 0.95, 1].map((good) => {
      const delays = Array.from({ length: sources }, (_, s) => labelsSinceRecovery(bad, good, seededRandom(s + 1)));
      return [`at .6 for ${bad} labels, then at ${good}`, `labels since, median / 90 %: ${medianOf(delays)}`];
    }),
  );
  printTable(['source', 'alarm'], [...stays, ...returns]);
}

/** A closing before the recovery counts as 0. */
function labelsSinceRecovery(bad: number, good: number, random: () => number): number {
  const test = new RecoveryTest();
  if (isEnd(labelsToClose(test, 0.6, bad, random))) return 0;
  return labelsToClose(test, good, LONGEST, random);
}

function labelsToClose(test: RecoveryTest, accuracy: number, labels: number, random: () => number): number {
  for (let n = 1; n <= labels; n++) {
    test.update(random() < accuracy ? 1 : 0, LINE, CLASSES);
    if (test.logEValue >= LOG_BOUND) return n;
  }
  return Infinity;
}

function isEnd(labels: number): boolean {
  return labels < Infinity;
}

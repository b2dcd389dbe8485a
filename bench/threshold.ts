import { AccuracyTest, spentLevel } from '#sequential';
import { seededRandom } from './path/seeded-random.js';

/**
 * Today's practice beside the e-process, on gold: how often a source of accuracy .85 is wrongly stopped when it is looked at after
 * every label, and how many labels it takes to stop one of .60. `npm run bench:threshold`
 */
const SOURCES = 2_000;
const LABELS = 200;
const FIRST_LOOK = 10;
const LINE = 0.8;
const CLASSES = 10;
const LEVEL = 0.05;
const random = seededRandom(1);

/** Label at which each rule stops the source, Infinity if never. */
function stopOne(accuracy: number): { threshold: number; eProcess: number } {
  const test = new AccuracyTest('below');
  const stopped = { threshold: Infinity, eProcess: Infinity };
  const bound = Math.log(1 / spentLevel(LEVEL, 0));
  let right = 0;
  for (let n = 1; n <= LABELS; n++) {
    const isRight = random() < accuracy;
    right += isRight ? 1 : 0;
    test.update(isRight ? 1 : 0, LINE, CLASSES);
    if (n >= FIRST_LOOK && right / n < LINE) stopped.threshold = Math.min(stopped.threshold, n);
    if (test.logEValue >= bound) stopped.eProcess = Math.min(stopped.eProcess, n);
  }
  return stopped;
}

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[values.length >> 1]!;
}

for (const accuracy of [0.85, 0.6]) {
  const runs = Array.from({ length: SOURCES }, () => stopOne(accuracy));
  for (const [rule, key] of [
    ['running accuracy below .80', 'threshold'],
    [`e-process at level ${LEVEL}`, 'eProcess'],
  ] as const) {
    const stops = runs.map((run) => run[key]);
    const share = stops.filter((n) => n < Infinity).length / SOURCES;
    console.log(
      `accuracy ${accuracy}: ${rule.padEnd(28)} stops ${(100 * share).toFixed(1).padStart(5)} % within ${LABELS} labels` +
        (share > 0.5 ? `, median after ${median(stops)}` : ''),
    );
  }
}

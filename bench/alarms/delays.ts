import { spentLevel } from '#sequential';
import { seededRandom } from '../path/seeded-random.js';
import { CLASSES, LEVELS, LINE, OpeningTest } from './opening-test.js';
import { binomialOnce, fixedThreshold, knownRates, stopOf } from './other-rules.js';
import { accurate, type Informants, SimulatedCrowd } from './simulated-crowd.js';
import { median, medianOf, printSection, printTable, shareOf } from './table.js';

const ACCURACIES = [0.75, 0.7, 0.6, 0.5, 0.1];
const LONGEST = 5_000;

/** Labels of a gold source that any valid test needs on average: Wald's bound. */
export function boundOf(accuracy: number, level: number): number {
  const kl = accuracy * Math.log(accuracy / LINE) + (1 - accuracy) * Math.log((1 - accuracy) / (1 - LINE));
  return Math.log(1 / level) / kl;
}

export function goldDelays(sources: number): void {
  printSection(`Delay on gold: ${sources} sources, labels to alarm, median (its 95 % interval) / 90 %, line .80`);
  for (const level of LEVELS) {
    const rows = ACCURACIES.map((accuracy) => goldRow(accuracy, level, sources));
    const head = ['accuracy', 'bound log(1/level) / KL', 'this test', 'median / bound', 'SPRT that knows the rate'];
    console.log(`\nLevel ${level}:\n`);
    printTable([...head, 'running accuracy below .80', 'one binomial test after 200'], rows);
  }
}

function goldRow(accuracy: number, level: number, sources: number): string[] {
  const bound = boundOf(accuracy, level);
  const stops = delaysOf('gold', accuracy, sources, { logBound: Math.log(1 / spentLevel(level, 0)) });
  const others = [knownRates(level, accuracy), fixedThreshold()].map((rule) =>
    medianOf(Array.from({ length: sources }, (_, s) => stopOf(rule, accuracy, LONGEST, seededRandom(s + 1)))),
  );
  const binomial = Array.from({ length: sources }, (_, s) => {
    return stopOf(binomialOnce(level, 200), accuracy, 200, seededRandom(s + 1));
  });
  const found = shareOf(binomial.filter((n) => n < Infinity).length, sources);
  return [
    String(accuracy),
    bound.toFixed(1),
    medianOf(stops),
    (median(stops) / bound).toFixed(2),
    ...others,
    `finds ${found}`,
  ];
}

const EVIDENCE: [string, Informants][] = [
  ['nobody', []],
  ['the model alone (75 % right)', [0.75]],
  ['the model and 1 other label', [0.75, 0.8]],
  ['the model and 2 other labels', [0.75, 0.8, 0.8]],
  ['the model and 4 other labels', [0.75, 0.8, 0.8, 0.8, 0.8]],
  ['gold', 'gold'],
];

/** By who informs the beliefs: the accuracy test alone at 1/level, and the whole test as the service runs it. */
export function modelDelays(sources: number): void {
  printSection(
    `Model evidence: ${sources} sources, 600 labels, 10 classes, line .80, level .05`,
    'Accuracy test alone, held against 1/.05, then the whole test of the service. Other labels are 80 % right.',
  );
  const rows = EVIDENCE.map(([name, informants]) => {
    const cells = [true, false].flatMap((alone) => {
      const settings = { alone, logBound: Math.log(1 / (alone ? 0.05 : spentLevel(0.05, 0))), labels: 600 };
      const alarmed = [0.85, 0.8].map((accuracy) => {
        const stops = delaysOf(informants, accuracy, sources, settings);
        return shareOf(stops.filter((n) => n < Infinity).length, sources);
      });
      return [...alarmed, medianOf(delaysOf(informants, 0.6, sources, settings))];
    });
    return [name, ...cells];
  });
  const head = ['falsely alarmed at .85', 'at .80', 'labels to alarm at .60, median / 90 %'];
  printTable(['who else informs', ...head, ...head.map((cell) => `whole test: ${cell}`)], rows);
}

interface DelaySettings {
  logBound: number;
  labels?: number;
  /** The accuracy test alone. */
  alone?: boolean;
}

function delaysOf(informants: Informants, accuracy: number, sources: number, settings: DelaySettings): number[] {
  const { logBound, labels = LONGEST, alone = false } = settings;
  return Array.from({ length: sources }, (_, source) => {
    const random = seededRandom(source + 1);
    const crowd = new SimulatedCrowd({ classCount: CLASSES, informants, random });
    const answer = accurate(accuracy, CLASSES, random);
    const test = new OpeningTest();
    for (let n = 1; n <= labels; n++) {
      crowd.next();
      const logE = test.update(crowd, answer(crowd.trueClass));
      if ((alone ? test.accuracy.logEValue : logE) >= logBound) return n;
    }
    return Infinity;
  });
}

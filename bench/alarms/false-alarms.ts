import { spentLevel } from '#sequential';
import { seededRandom } from '../path/seeded-random.js';
import { CLASSES, LEVELS, OpeningTest } from './opening-test.js';
import { binomialOnce, fixedThreshold, knownRates, type Rule, stopOf } from './other-rules.js';
import { accurate, type CrowdSettings, SimulatedCrowd } from './simulated-crowd.js';
import { printSection, printTable, shareOf } from './table.js';

/** What each arm's beliefs are made of. */
const ARMS: [string, Omit<CrowdSettings, 'random' | 'classCount'>][] = [
  ['gold', { informants: 'gold' }],
  ['model evidence, calibrated: a model 75 % right and one other label', { informants: [0.75, 0.8] }],
  ['model evidence, overconfident: the same beliefs squared', { informants: [0.75, 0.8], power: 2 }],
];
const ACCURACIES = [0.85, 0.8];

export function falseAlarms(sources: number, labels: number): void {
  printSection(`False alarms: ${sources} good sources, ${labels} labels each, line .80`);
  const rows: string[][] = [];
  for (const [name, settings] of ARMS) rows.push(row(name, (accuracy) => peaksOf(settings, accuracy, sources, labels)));
  for (const [name, ruleAt] of rules) {
    rows.push([
      name,
      ...ACCURACIES.flatMap((a) => LEVELS.map((level) => ruleShare(ruleAt(level), a, sources, labels))),
    ]);
  }
  const head = ACCURACIES.flatMap((a) => LEVELS.map((level) => `accuracy ${a}, level ${level}`));
  printTable(['ever alarmed', ...head], rows);
}

const rules: [string, (level: number) => Rule][] = [
  ['gold, running accuracy below .80 from the 10th label on', () => fixedThreshold()],
  ['gold, one binomial test after 200 labels', (level) => binomialOnce(level, 200)],
  ['gold, SPRT that knows the bad rate to be .6', (level) => knownRates(level, 0.6)],
];

function row(name: string, peaksAt: (accuracy: number) => number[]): string[] {
  const cells = ACCURACIES.flatMap((accuracy) => {
    const peaks = peaksAt(accuracy);
    return LEVELS.map((level) => {
      const bound = Math.log(1 / spentLevel(level, 0));
      return shareOf(peaks.filter((peak) => peak >= bound).length, peaks.length);
    });
  });
  return [name, ...cells];
}

/** The highest log e-value of each source. */
function peaksOf(
  settings: Omit<CrowdSettings, 'random' | 'classCount'>,
  accuracy: number,
  sources: number,
  labels: number,
): number[] {
  return Array.from({ length: sources }, (_, source) => {
    const random = seededRandom(source + 1);
    const crowd = new SimulatedCrowd({ ...settings, classCount: CLASSES, random });
    const answer = accurate(accuracy, CLASSES, random);
    const test = new OpeningTest();
    let peak = -Infinity;
    for (let n = 0; n < labels; n++) {
      crowd.next();
      peak = Math.max(peak, test.update(crowd, answer(crowd.trueClass)));
    }
    return peak;
  });
}

function ruleShare(rule: Rule, accuracy: number, sources: number, labels: number): string {
  let stopped = 0;
  for (let source = 0; source < sources; source++) {
    if (stopOf(rule, accuracy, labels, seededRandom(source + 1)) < Infinity) stopped++;
  }
  return shareOf(stopped, sources);
}

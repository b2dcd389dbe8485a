import { CopyingTest, spentLevel } from '#sequential';
import { seededRandom } from '../path/seeded-random.js';
import { CLASSES } from './opening-test.js';
import { accurate, type Informants, SimulatedCrowd } from './simulated-crowd.js';
import { medianOf, printSection, printTable, shareOf } from './table.js';

const ACCURACY = 0.8;
const LOG_BOUND = Math.log(1 / spentLevel(0.05, 0));
const PARTNERS = 5;

interface World {
  /** Share of its labels that the source copies from the first partner. */
  copied: number;
  /** Share of examples that are hard: on those everybody gives the same wrong class, every second time. */
  hard: number;
}

const worlds: [string, World][] = [
  ['independent', { copied: 0, hard: 0 }],
  ['independent, a tenth of the examples hard for everybody', { copied: 0, hard: 0.1 }],
  ['copies .2 from one of them (tolerated)', { copied: 0.2, hard: 0 }],
  ['copies .5', { copied: 0.5, hard: 0 }],
  ['copies .9', { copied: 0.9, hard: 0 }],
];

export function copying(sources: number, labels: number): void {
  printSection(
    `Copying: ${sources} sources of accuracy .8, ${PARTNERS} partners in turn, ${labels} labels on examples that one of them labeled before`,
    'Level .05, first opening. Beliefs: gold, or a model 75 % right, another label 80 % right, and the partner.',
  );
  const rows = (['gold', [0.75, 0.8]] as Informants[]).flatMap((informants) =>
    worlds.map(([name, world]) => {
      const alarms = Array.from({ length: sources }, (_, s) => alarmOf(informants, world, labels, seededRandom(s + 1)));
      const count = alarms.filter((n) => n < Infinity).length;
      return [`${informants === 'gold' ? 'gold' : 'model'}, ${name}`, shareOf(count, sources), medianOf(alarms)];
    }),
  );
  printTable(['beliefs, source', 'alarmed', 'examples shared with that partner until the alarm, median / 90 %'], rows);
}

function alarmOf(informants: Informants, { copied, hard }: World, labels: number, random: () => number): number {
  const crowd = new SimulatedCrowd({ classCount: CLASSES, informants, random });
  const answer = accurate(ACCURACY, CLASSES, random);
  const test = new CopyingTest();
  for (let n = 1; n <= labels; n++) {
    crowd.next();
    const isHard = random() < hard;
    const say = () => (isHard && random() < 0.5 ? (crowd.trueClass + 1) % CLASSES : answer(crowd.trueClass));
    const partners = say();
    const copies = n % PARTNERS === 0 && random() < copied;
    const given = copies ? partners : say();
    const probabilityOf = independentOf(crowd, informants, partners);
    test.update(String(n % PARTNERS), {
      independent: probabilityOf(given),
      independentOfPartners: probabilityOf(partners),
      agrees: given === partners,
      partnerRight: beliefIn(crowd, informants, partners),
    });
    if (test.logEValue >= LOG_BOUND) return Math.ceil(n / PARTNERS);
  }
  return Infinity;
}

/** The belief that the partner is right; its own label informs it, unless it is gold. */
function beliefIn(crowd: SimulatedCrowd, informants: Informants, partners: number): number {
  const weights = weightsOf(crowd, informants, partners);
  const n = crowd.classes.indexOf(partners);
  return n < 0 ? 0 : weights[n]! / weights.reduce((a, b) => a + b, 0);
}

/** P(given) of a source of this accuracy that looks for itself; the partner's label informs the belief, unless it is gold. */
function independentOf(crowd: SimulatedCrowd, informants: Informants, partners: number): (given: number) => number {
  const wrong = (1 - ACCURACY) / (CLASSES - 1);
  const weights = weightsOf(crowd, informants, partners);
  const sum = weights.reduce((a, b) => a + b, 0);
  return (given) => {
    return weights.reduce((p, weight, n) => p + (weight / sum) * (crowd.classes[n] === given ? ACCURACY : wrong), 0);
  };
}

function weightsOf(crowd: SimulatedCrowd, informants: Informants, partners: number): number[] {
  const wrong = (1 - ACCURACY) / (CLASSES - 1);
  return crowd.probabilities.map((p, n) => {
    return informants === 'gold' ? p : p * (crowd.classes[n] === partners ? ACCURACY : wrong);
  });
}

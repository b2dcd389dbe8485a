import {
  accuracyInterval,
  AccuracyTest,
  CalibrationTest,
  changeInterval,
  ConfusionDriftDetector,
  ConfusionTest,
  CopyingTest,
  DriftDetector,
  RecoveryTest,
} from '#sequential';
import { seededRandom } from '../path/seeded-random.js';
import { evidenceOf, pastOf } from './drift-test.js';
import { CLASSES, LINE } from './opening-test.js';
import { accurate, SimulatedCrowd } from './simulated-crowd.js';
import { printSection, printTable } from './table.js';

interface Measured {
  name: string;
  /** One label in, the statistic out. */
  step(crowd: SimulatedCrowd, given: number, n: number): number;
  /** Numbers that its state holds after all labels, in bytes. */
  bytes(): number;
}

const LABELS = 200_000;

export function cost(): void {
  printSection(
    `Cost per label, with reading the statistic, ${CLASSES} classes, ${LABELS} labels of one source`,
    'Bytes are those of the numbers in the state; beliefs over all classes (a model and one other label), source at .9.',
  );
  const crowds = crowdsOnce();
  const rows = measured().map((test) => {
    const startedMs = performance.now();
    let sum = 0;
    for (let n = 0; n < LABELS; n++) {
      const { crowd, given } = crowds[n % crowds.length]!;
      sum += test.step(crowd, given, n);
    }
    const microseconds = ((performance.now() - startedMs) * 1_000) / LABELS;
    if (Number.isNaN(sum)) throw new Error(`${test.name}: not a number`);
    return [test.name, microseconds.toFixed(2), String(test.bytes())];
  });
  printTable(['test', 'microseconds per label', 'bytes per source'], [...rows, ...readings()]);
}

/** Some labels, drawn before the clock starts. */
function crowdsOnce(): { crowd: SimulatedCrowd; given: number }[] {
  const random = seededRandom(1);
  const answer = accurate(0.9, CLASSES, random);
  return Array.from({ length: 5_000 }, () => {
    const crowd = new SimulatedCrowd({ classCount: CLASSES, informants: [0.75, 0.8], random });
    crowd.next();
    return { crowd, given: answer(crowd.trueClass) };
  });
}

function measured(): Measured[] {
  const accuracy = new AccuracyTest('below');
  const confusion = new ConfusionTest();
  const drift = new DriftDetector();
  const cells = new ConfusionDriftDetector();
  const recovery = new RecoveryTest();
  const copy = new CopyingTest();
  const calibration = new CalibrationTest();
  const past = pastOf(accurate(0.9, CLASSES, seededRandom(2)), 300);
  return [
    {
      name: 'AccuracyTest',
      step: (crowd, given) => {
        accuracy.update(crowd.beliefIn(given), LINE, CLASSES);
        return accuracy.logEValue;
      },
      bytes: () => accuracy.logWealth.byteLength,
    },
    {
      name: 'ConfusionTest',
      step: ({ classes, probabilities }, given) => {
        confusion.update({ classes, probabilities, given, classCount: CLASSES, recallOf: () => 0.9 });
        return confusion.logEValue(CLASSES);
      },
      bytes: () => [...confusion.logWealth.values()].reduce((sum, wealth) => sum + wealth.byteLength + 4, 0),
    },
    {
      name: 'DriftDetector',
      step: (crowd, given) => {
        drift.update(crowd.beliefIn(given), past.baseline, CLASSES);
        return drift.logStatistic;
      },
      bytes: () => drift.logSums.byteLength,
    },
    {
      name: 'ConfusionDriftDetector',
      step: (crowd, given) => {
        cells.update(evidenceOf(crowd, given, past));
        return cells.logStatistic(CLASSES);
      },
      bytes: () => cells.movedCells().length * (3 * 4 + 8),
    },
    {
      name: 'RecoveryTest (while an alarm is open)',
      step: (crowd, given) => {
        recovery.update(crowd.beliefIn(given), LINE, CLASSES);
        return recovery.logEValue;
      },
      bytes: () => recovery.logSums.byteLength + 8,
    },
    {
      name: 'CopyingTest, 16 partners (per label compared)',
      step: (crowd, given, n) => {
        const independent = 0.1 + 0.8 * crowd.beliefIn(given);
        const agrees = crowd.beliefIn(given) > 0.5;
        copy.update(`source ${n % 16}`, { independent, independentOfPartners: independent, agrees });
        return copy.logEValue;
      },
      bytes: () => copy.partners.size * (2 * 4 + 4 * 8),
    },
    {
      name: 'CalibrationTest (per gold example, one per project)',
      step: (crowd) => {
        calibration.update({ ...crowd, classCount: CLASSES }, crowd.trueClass);
        return calibration.logEValue;
      },
      bytes: () => Object.values(calibration.state).reduce((sum, values) => sum + values.byteLength, 0),
    },
  ];
}

/** What is computed when somebody looks, or an alarm opens. */
function readings(): string[][] {
  const beliefs = Array.from({ length: 256 }, (_, n) => (n % 7 === 0 ? 0.1 : 0.9));
  return [
    ['accuracyInterval (per reading)', timed(() => accuracyInterval(160, 200, 0.05)), '16'],
    ['changeInterval of 256 labels (per alarm)', timed(() => changeInterval(beliefs, 0.9, CLASSES)), '256 labels'],
  ];
}

function timed(read: () => unknown): string {
  const startedMs = performance.now();
  const times = 500;
  for (let n = 0; n < times; n++) read();
  return (((performance.now() - startedMs) * 1_000) / times).toFixed(1);
}

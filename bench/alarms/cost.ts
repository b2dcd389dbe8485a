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
  return [
    openingAccuracy(),
    openingConfusion(),
    driftOfAccuracy(),
    driftOfCells(),
    recovery(),
    copying(),
    calibration(),
  ];
}

function openingAccuracy(): Measured {
  const test = new AccuracyTest('below');
  const step = (crowd: SimulatedCrowd, given: number) => {
    test.update(crowd.beliefIn(given), LINE, CLASSES);
    return test.logEValue;
  };
  return { name: 'AccuracyTest', step, bytes: () => test.logWealth.byteLength };
}

function openingConfusion(): Measured {
  const test = new ConfusionTest();
  const step = ({ classes, probabilities }: SimulatedCrowd, given: number) => {
    test.update({ classes, probabilities, given, classCount: CLASSES, recallOf: () => 0.9 });
    return test.logEValue(CLASSES);
  };
  const bytes = () => [...test.logWealth.values()].reduce((sum, wealth) => sum + wealth.byteLength + 4, 0);
  return { name: 'ConfusionTest', step, bytes };
}

function driftOfAccuracy(): Measured {
  const detector = new DriftDetector();
  const step = (crowd: SimulatedCrowd, given: number) => {
    detector.update(crowd.beliefIn(given), 0.85, CLASSES);
    return detector.logStatistic;
  };
  return { name: 'DriftDetector', step, bytes: () => detector.logSums.byteLength };
}

function driftOfCells(): Measured {
  const detector = new ConfusionDriftDetector();
  const past = {
    rateOf: (i: number, j: number) => (i === j ? 0.9 : 0.1 / (CLASSES - 1)),
    labelsOf: () => 300 / CLASSES,
  };
  const step = ({ classes, probabilities }: SimulatedCrowd, given: number) => {
    detector.update({ classes, probabilities, given, classCount: CLASSES, past });
    return detector.logStatistic(CLASSES);
  };
  return { name: 'ConfusionDriftDetector', step, bytes: () => detector.movedCells().length * (3 * 4 + 8) };
}

function recovery(): Measured {
  const test = new RecoveryTest();
  const step = (crowd: SimulatedCrowd, given: number) => {
    test.update(crowd.beliefIn(given), LINE, CLASSES);
    return test.logEValue;
  };
  return { name: 'RecoveryTest (while an alarm is open)', step, bytes: () => test.logSums.byteLength + 8 };
}

function copying(): Measured {
  const test = new CopyingTest();
  const step = (crowd: SimulatedCrowd, given: number, n: number) => {
    const independent = 0.1 + 0.8 * crowd.beliefIn(given);
    const agrees = crowd.beliefIn(given) > 0.5;
    test.update(`source ${n % 16}`, { independent, independentOfPartners: independent, agrees, partnerRight: 0.1 });
    return test.logEValue;
  };
  const bytes = () => test.partners.size * (2 * 4 + 4 * 8);
  return { name: 'CopyingTest, 16 partners (per label compared)', step, bytes };
}

function calibration(): Measured {
  const test = new CalibrationTest();
  const step = (crowd: SimulatedCrowd) => {
    test.update({ ...crowd, classCount: CLASSES }, crowd.trueClass);
    return test.logEValue;
  };
  const bytes = () => Object.values(test.state).reduce((sum, values) => sum + values.byteLength, 0);
  return { name: 'CalibrationTest (per gold example, one per project)', step, bytes };
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

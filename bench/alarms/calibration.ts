import { CalibrationTest, spentLevel } from '#sequential';
import { seededRandom } from '../path/seeded-random.js';
import { CLASSES, OpeningTest } from './opening-test.js';
import { accurate, SimulatedCrowd } from './simulated-crowd.js';
import { medianOf, printSection, printTable, shareOf } from './table.js';

/** Exponents of the beliefs: how sure they are against how sure they should be. */
const POWERS = [1, 1.25, 1.5, 2, 0.7];
const INFORMANTS = [0.75, 0.8];
/** Of the calibration test, as in the service, and of the alarms. */
const CALIBRATION_LEVEL = 0.01;
const ALARM_LEVEL = 0.05;

/** How soon miscalibrated beliefs are rejected, on gold alone. */
export function calibrationDelays(projects: number, examples: number): void {
  printSection(
    `Calibration: ${projects} projects, ${examples} gold examples each, level ${CALIBRATION_LEVEL}`,
    'Beliefs from a model (75 % right) and one other label, raised to a power: above 1 they are overconfident.',
  );
  const rows = POWERS.map((power) => {
    const rejected = Array.from({ length: projects }, (_, p) => rejectedAt(power, examples, p + 1));
    const count = rejected.filter((n) => n < Infinity).length;
    return [String(power), shareOf(count, projects), medianOf(rejected)];
  });
  printTable(['power', 'rejected', 'gold examples to rejection, median / 90 %'], rows);
}

function rejectedAt(power: number, examples: number, seed: number): number {
  const random = seededRandom(seed);
  const crowd = new SimulatedCrowd({ classCount: CLASSES, informants: INFORMANTS, random, power });
  const test = new CalibrationTest();
  for (let n = 1; n <= examples; n++) {
    crowd.next();
    test.update({ ...crowd, classCount: CLASSES }, crowd.trueClass);
    if (test.logEValue >= Math.log(1 / CALIBRATION_LEVEL)) return n;
  }
  return Infinity;
}

const SOURCES = 20;

/** Good sources alarmed on model evidence: at all, and while their project's beliefs were not rejected. */
export function reliedOnAlarms(projects: number, labels: number): void {
  printSection(
    `What the calibration test does to false alarms: ${projects} projects of ${SOURCES} good sources (.85 or .80), ${labels} labels each`,
    `Model evidence, line .80, level ${ALARM_LEVEL}; a tenth of the examples are gold, and enter the calibration test of the project, level ${CALIBRATION_LEVEL}.`,
  );
  const rows = [1, 1.5, 2].flatMap((power) =>
    [0.85, 0.8].map((accuracy) => {
      const alarmed = { ever: 0, reliedOn: 0 };
      for (let project = 0; project < projects; project++) runProject(power, accuracy, labels, project + 1, alarmed);
      return [String(power), String(accuracy), ...[alarmed.ever, alarmed.reliedOn].map((n) => shareOf(n, projects * SOURCES))]; // prettier-ignore
    }),
  );
  printTable(['power of the beliefs', 'accuracy', 'alarmed on model evidence', 'not marked as unreliable'], rows);
}

function runProject(
  power: number,
  accuracy: number,
  labels: number,
  seed: number,
  alarmed: { ever: number; reliedOn: number },
): void {
  const random = seededRandom(seed);
  const crowd = new SimulatedCrowd({ classCount: CLASSES, informants: INFORMANTS, random, power });
  const answer = accurate(accuracy, CLASSES, random);
  const calibration = new CalibrationTest();
  const running = new Set(Array.from({ length: SOURCES }, () => new OpeningTest()));
  let rejected = false;
  for (let n = 0; n < labels; n++) {
    for (const test of running) {
      crowd.next();
      if (random() < 0.1) calibration.update({ ...crowd, classCount: CLASSES }, crowd.trueClass);
      rejected ||= calibration.logEValue >= Math.log(1 / CALIBRATION_LEVEL);
      if (test.update(crowd, answer(crowd.trueClass)) < Math.log(1 / spentLevel(ALARM_LEVEL, 0))) continue;
      running.delete(test);
      alarmed.ever++;
      if (!rejected) alarmed.reliedOn++;
    }
  }
}

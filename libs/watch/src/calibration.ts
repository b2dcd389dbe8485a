import type { Forecast } from '#labels';
import { CalibrationTest, type HitRate } from '#sequential';
import { probabilitiesOf } from './test-context.js';

/** Each model version's beliefs are tested at this level: P(calibrated beliefs of one version are ever rejected). */
export const CALIBRATION_LEVEL = 0.01;
/** After a rejection a newer model passes with this many gold examples of its own that speak for it. */
const PASS_EXAMPLES = 50;

/** The test of the project's beliefs, and whether they have been rejected. */
export interface Calibration {
  /** Version whose beliefs are being tested; 0: those without a model. */
  modelVersion: number;
  test: CalibrationTest;
  /** Times that beliefs were rejected after having been good. */
  openings: number;
  /** Present while alarms on model evidence are not to be relied on. */
  rejected?: { modelVersion: number; atMs: number };
}

export function newCalibration(): Calibration {
  return { modelVersion: 0, test: new CalibrationTest(), openings: 0 };
}

export interface CalibrationTransition {
  state: 'open' | 'resolved';
  opening: number;
  hitRate: HitRate;
  eValue: number;
  bound: number;
}

/**
 * One gold example enters the test of the newest version's beliefs; a forecast of an older version does not. A rejection
 * holds until a newer version (or, without a model, the beliefs of later) passes: 50 gold examples with an e-value of at most 1.
 */
export function testCalibration(
  calibration: Calibration,
  { belief, truth, modelVersion }: Forecast,
  classCount: number,
  atMs: number,
): CalibrationTransition | undefined {
  if (modelVersion < calibration.modelVersion) return undefined;
  if (modelVersion > calibration.modelVersion)
    Object.assign(calibration, { modelVersion, test: new CalibrationTest() });
  const { test } = calibration;
  test.update({ ...probabilitiesOf(belief), classCount }, truth);
  return calibration.rejected ? tryToPass(calibration) : tryToReject(calibration, atMs);
}

function tryToReject(calibration: Calibration, atMs: number): CalibrationTransition | undefined {
  const { modelVersion, test } = calibration;
  const bound = 1 / CALIBRATION_LEVEL;
  if (test.logEValue < Math.log(bound)) return undefined;
  calibration.rejected = { modelVersion, atMs };
  calibration.openings++;
  calibration.test = new CalibrationTest();
  return transition(calibration, 'open', test, bound);
}

function tryToPass(calibration: Calibration): CalibrationTransition | undefined {
  const { rejected, modelVersion, test } = calibration;
  // Rejected again: what comes after may be better.
  if (test.logEValue >= -Math.log(CALIBRATION_LEVEL)) calibration.test = new CalibrationTest();
  if (modelVersion === rejected!.modelVersion && modelVersion > 0) return undefined;
  if (test.labels < PASS_EXAMPLES || test.logEValue > 0) return undefined;
  delete calibration.rejected;
  return transition(calibration, 'resolved', test, 1);
}

function transition(
  { openings }: Calibration,
  state: CalibrationTransition['state'],
  test: CalibrationTest,
  bound: number,
): CalibrationTransition {
  return { state, opening: openings, hitRate: test.hitRates.overall, eValue: Math.exp(test.logEValue), bound };
}

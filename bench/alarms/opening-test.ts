import { AccuracyTest, ConfusionTest, openingEvidence } from '#sequential';
import type { SimulatedCrowd } from './simulated-crowd.js';

export const CLASSES = 10;
export const LINE = 0.8;
export const LEVELS = [0.05, 0.01];
/** Recall of the project's other sources on every class. */
const PROJECT_RECALL = 0.9;

/** The test that opens a source's alarm, as the service runs it: both aspects against one bound. */
export class OpeningTest {
  readonly accuracy = new AccuracyTest('below');
  readonly confusion = new ConfusionTest();

  /** @returns log of the e-value */
  update(crowd: SimulatedCrowd, given: number): number {
    this.accuracy.update(crowd.beliefIn(given), LINE, CLASSES);
    const { classes, probabilities } = crowd;
    this.confusion.update({ classes, probabilities, given, classCount: CLASSES, recallOf: () => PROJECT_RECALL });
    return openingEvidence({ accuracy: this.accuracy.logEValue, confusion: this.confusion.logEValue(CLASSES) })
      .logEValue;
  }
}

import { ConfusionDriftDetector, type ConfusionDriftEvidence, DriftDetector, driftEvidence } from '#sequential';
import { CLASSES } from './opening-test.js';
import type { Answer, SimulatedCrowd } from './simulated-crowd.js';

/** What a source's first labels showed: its accuracy less one standard error less .03, and its noise matrix. */
export interface Past {
  accuracy: number;
  baseline: number;
  rates: ConfusionDriftEvidence['past'];
}

const MARGIN = 0.03;
/** Pseudo-labels by which each row is pulled to a project in which everybody is at .9. */
const PULL = 5;
const PROJECT_ACCURACY = 0.9;

/** A past of `labels` labels whose truth is known. */
export function pastOf(answer: Answer, labels: number): Past {
  const counts = Array.from({ length: CLASSES }, () => new Float64Array(CLASSES));
  let right = 0;
  for (let n = 0; n < labels; n++) {
    const given = answer(n % CLASSES);
    counts[n % CLASSES]![given]!++;
    if (given === n % CLASSES) right++;
  }
  const accuracy = right / labels;
  const perRow = labels / CLASSES;
  const target = (i: number, j: number) => (i === j ? PROJECT_ACCURACY : (1 - PROJECT_ACCURACY) / (CLASSES - 1));
  return {
    accuracy,
    baseline: accuracy - Math.sqrt((accuracy * (1 - accuracy)) / labels) - MARGIN,
    rates: {
      rateOf: (i, j) => (counts[i]![j]! + PULL * target(i, j)) / (perRow + PULL),
      labelsOf: () => perRow,
    },
  };
}

/** The drift test as the service runs it: both aspects against one average run length. */
export class DriftTest {
  readonly accuracy = new DriftDetector();
  readonly confusion = new ConfusionDriftDetector();

  constructor(private readonly past: Past) {}

  update(crowd: SimulatedCrowd, given: number): ReturnType<typeof driftEvidence> {
    this.accuracy.update(crowd.beliefIn(given), this.past.baseline, CLASSES);
    this.confusion.update(evidenceOf(crowd, given, this.past));
    return driftEvidence({
      accuracy: this.accuracy.logStatistic,
      confusion: this.confusion.logStatistic(CLASSES),
    });
  }
}

export function evidenceOf(crowd: SimulatedCrowd, given: number, { rates }: Past): ConfusionDriftEvidence {
  const { classes, probabilities } = crowd;
  return { classes, probabilities, given, classCount: CLASSES, past: rates };
}

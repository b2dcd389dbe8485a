import { largest, logMeanExp } from './mixture.js';

/** A source's recall of a class counts as lost when it is below this share of the project's recall of that class. */
export const LOST_RECALL_SHARE = 0.6;

/** Alternatives, as shares of the line: few, because each that is far from the truth costs time. */
const shares = [0.1, 0.5];
/** A class that the example is less probably of learns nothing. */
const LEAST_BELIEF = 0.01;

/** The parts of a belief that matter for one label, and the project's recall of each class. */
export interface ConfusionEvidence {
  /** Sparse belief without the source: classes and probabilities. */
  classes: ArrayLike<number>;
  probabilities: ArrayLike<number>;
  /** What all other classes have together, the given one not among them; 0 by default. */
  others?: number;
  given: number;
  classCount: number;
  /** P(given = true | true = i) of the project. */
  recallOf: (trueClass: number) => number;
}

/**
 * E-process for H0 "on every class, this source's recall is at least 60 % of the project's": the mean over the classes
 * of one e-process each, whose likelihood ratio changes the row of that class only. It finds a source that is good
 * on most classes and lost on one, long before its overall accuracy shows it. (A mean of e-processes is an e-process;
 * a class that was never met has e-value 1.)
 */
export class ConfusionTest {
  private highest: number;

  /** @param logWealth class -> log wealth of each alternative, `[2]` */
  constructor(readonly logWealth: Map<number, Float32Array> = new Map()) {
    this.highest = largest(logWealth.values(), 0);
  }

  update(evidence: ConfusionEvidence): void {
    const { classes, probabilities, recallOf } = evidence;
    const recalls = new Float64Array(classes.length);
    const likelihoods = new Float64Array(classes.length);
    let sum = othersLikelihood(evidence);
    for (let n = 0; n < classes.length; n++) {
      recalls[n] = recallOf(classes[n]!);
      likelihoods[n] = probabilities[n]! * rowLikelihood(evidence, classes[n]!, recalls[n]!);
      sum += likelihoods[n]!;
    }
    for (let n = 0; n < classes.length; n++) {
      if (probabilities[n]! >= LEAST_BELIEF) this.updateClass(evidence, n, recalls[n]!, sum - likelihoods[n]!);
    }
  }

  /** @param rest likelihood of the other classes */
  private updateClass(evidence: ConfusionEvidence, n: number, recall: number, rest: number): void {
    const trueClass = evidence.classes[n]!;
    const probability = evidence.probabilities[n]!;
    const line = recall * LOST_RECALL_SHARE;
    const underLine = rest + probability * rowLikelihood(evidence, trueClass, line);
    let wealth = this.logWealth.get(trueClass);
    if (!wealth) this.logWealth.set(trueClass, (wealth = new Float32Array(shares.length)));
    for (let k = 0; k < shares.length; k++) {
      const alternative = rest + probability * rowLikelihood(evidence, trueClass, line * shares[k]!);
      wealth[k]! += Math.log(alternative / underLine);
      if (wealth[k]! > this.highest) this.highest = wealth[k]!;
    }
  }

  /** At least `logEValue`, whatever the classes, and cheap: no wealth has been above it. */
  get logCeiling(): number {
    return this.highest;
  }

  /** Natural log of the e-value. */
  logEValue(classCount: number): number {
    const logs = new Float64Array(classCount);
    for (const [trueClass, wealth] of this.logWealth) logs[trueClass] = logMeanExp(wealth);
    return logMeanExp(logs);
  }

  /** The class that speaks most against the source; undefined before any evidence. */
  get worstClass(): number | undefined {
    let worst: number | undefined;
    let most = -Infinity;
    for (const [trueClass, wealth] of this.logWealth) {
      const e = logMeanExp(wealth);
      if (e > most) [worst, most] = [trueClass, e];
    }
    return worst;
  }
}

/** Of true classes that are not told apart: like the given one they are called right so often, and else anything. */
function othersLikelihood({ others = 0, given, classCount, recallOf }: ConfusionEvidence): number {
  return others === 0 ? 0 : (others * (1 - recallOf(given))) / (classCount - 1);
}

function rowLikelihood({ given, classCount }: ConfusionEvidence, trueClass: number, recall: number): number {
  return given === trueClass ? recall : (1 - recall) / (classCount - 1);
}

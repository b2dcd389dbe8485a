import { logMeanExp } from './mixture.js';

/** A source's recall of a class counts as lost when it is below this share of the project's recall of that class. */
export const LOST_RECALL_SHARE = 0.6;

/** Alternatives, as shares of the line: few, because each that is far from the truth costs time. */
const shares = [0.1, 0.5];

/** The parts of a belief that matter for one label, and the project's recall of each class. */
export interface ConfusionEvidence {
  /** Sparse belief without the source: classes and probabilities. */
  classes: ArrayLike<number>;
  probabilities: ArrayLike<number>;
  given: number;
  classCount: number;
  /** P(given = true | true = i) of the project. */
  recallOf(trueClass: number): number;
}

/**
 * E-process for H0 "on every class, this source's recall is at least 60 % of the project's": the mean over the classes
 * of one e-process each, whose likelihood ratio changes the row of that class only. It finds a source that is good
 * on most classes and lost on one, long before its overall accuracy shows it. (A mean of e-processes is an e-process;
 * a class that was never met has e-value 1.)
 */
export class ConfusionTest {
  /** Class -> log wealth of each alternative, `[2]`. */
  constructor(readonly logWealth: Map<number, Float32Array> = new Map()) {}

  update(evidence: ConfusionEvidence): void {
    const likelihoods = Array.from(evidence.classes, (i, n) => {
      return evidence.probabilities[n]! * rowLikelihood(evidence, i, evidence.recallOf(i));
    });
    const sum = likelihoods.reduce((a, b) => a + b, 0);
    for (let n = 0; n < evidence.classes.length; n++) {
      const p = evidence.probabilities[n]!;
      if (p < 0.01) continue;
      this.updateClass(evidence, evidence.classes[n]!, p, sum - likelihoods[n]!);
    }
  }

  private updateClass(evidence: ConfusionEvidence, trueClass: number, probability: number, rest: number): void {
    const line = evidence.recallOf(trueClass) * LOST_RECALL_SHARE;
    const underLine = rest + probability * rowLikelihood(evidence, trueClass, line);
    let wealth = this.logWealth.get(trueClass);
    if (!wealth) this.logWealth.set(trueClass, (wealth = new Float32Array(shares.length)));
    for (let k = 0; k < shares.length; k++) {
      const alternative = rest + probability * rowLikelihood(evidence, trueClass, line * shares[k]!);
      wealth[k]! += Math.log(alternative / underLine);
    }
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

function rowLikelihood({ given, classCount }: ConfusionEvidence, trueClass: number, recall: number): number {
  return given === trueClass ? recall : (1 - recall) / (classCount - 1);
}

import { ALTERNATIVES, alternativeOf, type Direction } from './accuracy-test.js';
import { labelLikelihood } from './label-likelihood.js';
import { logAddExp } from './mixture.js';

/** What one label says: see labelLikelihood; `line` in (0, 1), computed from the past only. */
export interface LabelEvidence {
  beliefInGiven: number;
  line: number;
  classCount: number;
}

/** `R = (R + start) · L` of each alternative, in logs: the products begun at all labels so far, and at this one. */
export function extendSums(logSums: Float32Array, direction: Direction, logStart: number, label: LabelEvidence): void {
  const { beliefInGiven, line, classCount } = label;
  const underLine = labelLikelihood(beliefInGiven, line, classCount);
  for (let k = 0; k < ALTERNATIVES; k++) {
    const alternative = alternativeOf(direction, k, line);
    const ratio = labelLikelihood(beliefInGiven, alternative, classCount) / underLine;
    logSums[k] = logAddExp(logSums[k]!, logStart) + Math.log(ratio);
  }
}

export function noSums(): Float32Array {
  return new Float32Array(ALTERNATIVES).fill(-Infinity);
}

import { InvalidInput } from '#labels';
import type { Random } from '#model';

/** `[true][given]`: P(given | true); each row sums to 1. */
export type NoiseRows = number[][];

/** No label is wrong. */
export function noNoise(classCount: number): NoiseRows {
  return fromRows(classCount, () => 0);
}

/**
 * A label is wrong with probability `level`, and then each other class is as probable as any. ("Symmetric" noise.)
 *
 * @param level in [0, 1]
 */
export function uniformNoise(classCount: number, level: number): NoiseRows {
  requireLevel(level);
  return fromRows(classCount, () => level / (classCount - 1));
}

/**
 * A share of the labels is drawn anew, uniformly from all classes, the true one among them: the "uniformly random
 * labels" of Song et al. 2020 and the random labels of Zhang et al. 2018 (mixup, section 3.4). Of them 1 in K stays right.
 *
 * @param share in [0, 1]
 */
export function redrawnNoise(classCount: number, share: number): NoiseRows {
  requireLevel(share);
  return uniformNoise(classCount, share * (1 - 1 / classCount));
}

/** With probability `level` class k is given as class k + 1, the last as the first. ("Asymmetric" noise.) */
export function pairFlip(classCount: number, level: number): NoiseRows {
  requireLevel(level);
  return fromRows(classCount, (i, j) => (j === (i + 1) % classCount ? level : 0));
}

/**
 * Each true class is wrong with probability `level`; where its wrong labels go is drawn uniformly from the simplex
 * (exponential weights, normalised).
 */
export function randomNoise(classCount: number, level: number, random: Random): NoiseRows {
  requireLevel(level);
  const rows = Array.from({ length: classCount }, (_, i) => {
    const weights = Array.from({ length: classCount }, (_, j) => (i === j ? 0 : -Math.log(1 - random.next())));
    const sum = weights.reduce((a, b) => a + b, 0);
    return weights.map((weight) => (level * weight) / sum);
  });
  return fromRows(classCount, (i, j) => rows[i]![j]!);
}

/** Draws a given label for each true one. @param truth `[N]` @returns `[N]` */
export function drawLabels(truth: Int32Array, noise: NoiseRows, random: Random): Int32Array {
  return truth.map((label) => drawFrom(noise[label]!, random));
}

/** Share of labels that are wrong. */
export function noiseLevel(truth: Int32Array, given: Int32Array): number {
  return truth.reduce((wrong, label, n) => wrong + (label === given[n] ? 0 : 1), 0) / truth.length;
}

/** An index with these probabilities. */
export function drawFrom(probabilities: ArrayLike<number>, random: Random): number {
  let left = random.next();
  for (let k = 0; k < probabilities.length; k++) {
    left -= probabilities[k]!;
    if (left < 0) return k;
  }
  return lastPossible(probabilities); // what rounding left over
}

function lastPossible(probabilities: ArrayLike<number>): number {
  let last = probabilities.length - 1;
  while (last > 0 && probabilities[last] === 0) last--;
  return last;
}

/** The diagonal is what the others leave. */
function fromRows(classCount: number, offDiagonal: (i: number, j: number) => number): NoiseRows {
  return Array.from({ length: classCount }, (_, i) => {
    const row = Array.from({ length: classCount }, (_, j) => (i === j ? 0 : offDiagonal(i, j)));
    row[i] = 1 - row.reduce((a, b) => a + b, 0);
    return row;
  });
}

function requireLevel(level: number): void {
  if (!(level >= 0 && level <= 1)) throw new InvalidInput('noise', level, 'is not from 0 to 1');
}

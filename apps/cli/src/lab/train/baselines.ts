import * as tf from '@tensorflow/tfjs-core';
import { noiseLayerLosses } from '#model';
import type { Loss } from './objective.js';

/** `-Σ_j t_j log p_j` with p = softmax(logits). */
export const crossEntropy: Loss = (logits, targets) => tf.neg(tf.sum(tf.mul(targets, tf.logSoftmax(logits)), 1));

/**
 * Generalised cross-entropy (Zhang & Sabuncu 2018, Eq. 6): `(1 - p_given^q) / q`, cross-entropy at q -> 0 and the mean
 * absolute error at q = 1. The paper's truncated form is not here.
 *
 * @param q in (0, 1]; theirs is .7
 */
export function generalisedCrossEntropy(q = 0.7): Loss {
  return (logits, targets) => {
    const powers = tf.exp(tf.mul(tf.logSoftmax(logits), q)); // p^q without a root's infinite slope at 0
    return tf.sum(tf.mul(targets, tf.div(tf.sub(1, powers), q)), 1);
  };
}

/**
 * Forward correction (Patrini et al. 2017, Theorem 2): `-log Σ_i p_i Q[i][given]`, which is the noise layer's loss with a matrix
 * that is held fixed. Targets are one-hot.
 *
 * @param noise `[true][given]`, rows sum to 1 (as theirs)
 */
export function forwardCorrection(noise: number[][]): Loss {
  return (logits, targets) => noiseLayerLosses(logits, tf.tensor2d(noise), targets);
}

/**
 * Patrini et al. 2017, section 4.1: row i of the matrix is what a network that was trained on the noisy labels says of the
 * image that it takes most surely for class i. They take the 97th percentile in place of the largest where there are many classes; `percentile` is that
 * (in (0, 1]).
 *
 * @param probabilities `[N, K]` row-major @returns `[true][given]`
 */
export function noiseByAnchors(probabilities: Float32Array, classCount: number, percentile = 1): number[][] {
  const rows = Array.from({ length: probabilities.length / classCount }, (_, n) => n);
  return Array.from({ length: classCount }, (_, i) => {
    const sorted = rows.toSorted((a, b) => probabilities[a * classCount + i]! - probabilities[b * classCount + i]!);
    const anchor = sorted[Math.ceil(percentile * sorted.length) - 1]!;
    const row = Array.from(probabilities.subarray(anchor * classCount, (anchor + 1) * classCount));
    const sum = row.reduce((a, b) => a + b, 0);
    return row.map((p) => p / sum);
  });
}

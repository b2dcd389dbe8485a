import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { liveTensors, openBackend } from './backend.js';
import { registerGradients } from './gradients.js';
import { correctedLabels, jointTargets } from './self-learning.js';

const given = Int32Array.from([0, 1, 2, 2]);
const corrected = Int32Array.from([0, 2, 2, 1]);
const K = 3;

describe('corrected labels', () => {
  it('are the class with the greatest score, the first of equals', () => {
    expect(Array.from(correctedLabels(Float32Array.of(0.1, 0.3, 0.2, 0.9, -1, 0.9), K))).toEqual([1, 0]);
  });
});

describe('the joint loss', () => {
  beforeAll(async () => {
    await openBackend('cpu');
    registerGradients();
  });

  it('mixes the two labels, and is one of them at its ends', () => {
    expect(Array.from(jointTargets(given, corrected, K, 0.25))).toEqual(
      [
        [1, 0, 0],
        [0, 0.75, 0.25],
        [0, 0, 1],
        [0, 0.25, 0.75],
      ].flat(),
    );
    expect(jointTargets(given, corrected, K, 0)).toEqual(jointTargets(given, given, K, 0.3));
    expect(jointTargets(given, corrected, K, 1)).toEqual(jointTargets(corrected, corrected, K, 1));
  });

  it.each([0, 0.3, 0.5, 1])('at alpha %f is (1 - alpha) L(given) + alpha L(corrected), its gradient too', (alpha) => {
    const values = Float32Array.of(0.2, -1, 0.7, 1.5, 0, -0.3, -2, 0.4, 0.1, 0.6, 0.6, -0.9);
    const logits = tf.tensor2d(values, [4, K]);
    const lossOn = (targets: Float32Array) => (z: tf.Tensor) =>
      tf.neg(tf.sum(tf.mul(tf.tensor2d(targets, [4, K]), tf.logSoftmax(z)))) as tf.Scalar;
    const joint = lossOn(jointTargets(given, corrected, K, alpha));
    const apart = (z: tf.Tensor) =>
      tf.add(
        tf.mul(1 - alpha, lossOn(jointTargets(given, given, K, 0))(z)),
        tf.mul(alpha, lossOn(jointTargets(corrected, corrected, K, 0))(z)),
      ) as tf.Scalar;
    const valueAt = (n: number, step: number) =>
      tf.tidy(
        () =>
          apart(
            tf.tensor2d(
              values.map((z, m) => (m === n ? z + step : z)),
              [4, K],
            ),
          ).dataSync()[0]!,
      );
    tf.tidy(() => {
      expect(joint(logits).dataSync()[0]).toBeCloseTo(apart(logits).dataSync()[0]!, 5);
      const gradient = tf.grad(joint)(logits).dataSync();
      gradient.forEach((g, n) => expect(g).toBeCloseTo((valueAt(n, 0.01) - valueAt(n, -0.01)) / 0.02, 3));
    });
    logits.dispose();
    expect(liveTensors()).toBe(0);
  });
});

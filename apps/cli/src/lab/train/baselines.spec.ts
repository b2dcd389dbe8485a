import * as tf from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { liveTensors, openBackend, registerGradients } from '#model';
import { noNoise, uniformNoise } from '../noise/label-noise.js';
import { crossEntropy, forwardCorrection, generalisedCrossEntropy, noiseByAnchors } from './baselines.js';
import type { Loss } from './objective.js';

const rows = Int32Array.from([0, 1]);
const logits = [
  [1.2, -0.3, 0.4],
  [-0.8, 0.1, 2],
];
const targets = [
  [1, 0, 0],
  [0, 0.3, 0.7],
];

const given = [
  [1, 0, 0],
  [0, 0, 1],
];

function lossOf(loss: Loss, values = logits, taught = targets): number[] {
  return Array.from(tf.tidy(() => loss(tf.tensor2d(values), tf.tensor2d(taught), rows).dataSync()));
}

describe('baselines', () => {
  beforeAll(async () => {
    await openBackend('cpu');
    registerGradients();
  });
  afterEach(() => expect(liveTensors()).toBe(0));

  it.each<[string, Loss, number[][]]>([
    ['cross-entropy', crossEntropy, targets],
    ['generalised cross-entropy', generalisedCrossEntropy(0.7), targets],
    ['forward correction', forwardCorrection(uniformNoise(3, 0.4)), given],
  ])('%s: its gradient is that of central differences, to 1e-3', (_, loss, taught) => {
    const found = tf.tidy(() => {
      const onLogits = tf.grad((z) => tf.sum(loss(z as tf.Tensor2D, tf.tensor2d(taught), rows)) as tf.Scalar);
      return Array.from(onLogits(tf.tensor2d(logits)).dataSync());
    });
    found.forEach((gradient, n) => {
      const moved = (by: number) => {
        const values = logits.map((row, b) => row.map((z, k) => z + (b * 3 + k === n ? by : 0)));
        return lossOf(loss, values, taught).reduce((a, b) => a + b, 0);
      };
      expect(gradient).toBeCloseTo((moved(0.01) - moved(-0.01)) / 0.02, 3);
    });
  });

  it('generalised cross-entropy goes from cross-entropy to the absolute error', () => {
    lossOf(generalisedCrossEntropy(1e-3)).forEach((loss, n) => expect(loss).toBeCloseTo(lossOf(crossEntropy)[n]!, 2));
    const p = Math.exp(1.2) / (Math.exp(1.2) + Math.exp(-0.3) + Math.exp(0.4));
    expect(lossOf(generalisedCrossEntropy(1))[0]).toBeCloseTo(1 - p, 5);
  });

  it('forward correction predicts the given label through Q; without noise it is cross-entropy', () => {
    const noise = uniformNoise(3, 0.4);
    const found = lossOf(forwardCorrection(noise), logits, given);
    const plain = lossOf(crossEntropy, logits, given);
    logits.forEach((row, n) => {
      const powers = row.map(Math.exp);
      const sum = powers.reduce((a, b) => a + b, 0);
      const label = given[n]!.indexOf(1);
      expect(found[n]).toBeCloseTo(
        -Math.log(powers.reduce((p, power, i) => p + (power / sum) * noise[i]![label]!, 0)),
        5,
      );
    });
    lossOf(forwardCorrection(noNoise(3)), logits, given).forEach((loss, n) => expect(loss).toBeCloseTo(plain[n]!, 4));
  });

  it("finds the noise in what is said of each class's surest image", () => {
    const probabilities = Float32Array.from([0.7, 0.3, 0.1, 0.9, 0.5, 0.5]);
    const found = noiseByAnchors(probabilities, 2);
    expect(found.flat().map((q) => Number(q.toFixed(5)))).toEqual([0.7, 0.3, 0.1, 0.9]);
    expect(noiseByAnchors(probabilities, 2, 0.6)[0]![0]).toBeCloseTo(0.5);
  });
});

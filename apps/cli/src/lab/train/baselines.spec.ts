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

function lossOf(loss: Loss, values = logits): number[] {
  return Array.from(tf.tidy(() => loss(tf.tensor2d(values), tf.tensor2d(targets), rows).dataSync()));
}

describe('baselines', () => {
  beforeAll(async () => {
    await openBackend('cpu');
    registerGradients();
  });
  afterEach(() => expect(liveTensors()).toBe(0));

  it.each<[string, Loss]>([
    ['cross-entropy', crossEntropy],
    ['generalised cross-entropy', generalisedCrossEntropy(0.7)],
    ['forward correction', forwardCorrection(uniformNoise(3, 0.4))],
  ])('%s: its gradient is that of central differences, to 1e-3', (_, loss) => {
    const found = tf.tidy(() => {
      const onLogits = tf.grad((z) => tf.sum(loss(z as tf.Tensor2D, tf.tensor2d(targets), rows)) as tf.Scalar);
      return Array.from(onLogits(tf.tensor2d(logits)).dataSync());
    });
    found.forEach((gradient, n) => {
      const moved = (by: number) => {
        const values = logits.map((row, b) => row.map((z, k) => z + (b * 3 + k === n ? by : 0)));
        return lossOf(loss, values).reduce((a, b) => a + b, 0);
      };
      expect(gradient).toBeCloseTo((moved(0.01) - moved(-0.01)) / 0.02, 3);
    });
  });

  it('generalised cross-entropy goes from cross-entropy to the absolute error', () => {
    lossOf(generalisedCrossEntropy(1e-3)).forEach((loss, n) => expect(loss).toBeCloseTo(lossOf(crossEntropy)[n]!, 2));
    const p = Math.exp(1.2) / (Math.exp(1.2) + Math.exp(-0.3) + Math.exp(0.4));
    expect(lossOf(generalisedCrossEntropy(1))[0]).toBeCloseTo(1 - p, 5);
  });

  it('forward correction without noise is cross-entropy', () => {
    const plain = lossOf(crossEntropy);
    lossOf(forwardCorrection(noNoise(3))).forEach((loss, n) => expect(loss).toBeCloseTo(plain[n]!, 4));
  });

  it("finds the noise in what is said of each class's surest image", () => {
    const probabilities = Float32Array.from([0.7, 0.3, 0.1, 0.9, 0.5, 0.5]);
    const found = noiseByAnchors(probabilities, 2);
    expect(found.flat().map((q) => Number(q.toFixed(5)))).toEqual([0.7, 0.3, 0.1, 0.9]);
    expect(noiseByAnchors(probabilities, 2, 0.6)[0]![0]).toBeCloseTo(0.5);
  });
});

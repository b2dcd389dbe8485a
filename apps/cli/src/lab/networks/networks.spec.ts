import * as tf from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { liveTensors, openBackend, Random, registerGradients } from '#model';
import { madeImages } from '../testing/made-images.js';
import { crossEntropy } from '../train/baselines.js';
import { errorOf, forwardMany, imageTensor } from '../train/evaluate.js';
import { pixelScale } from '../train/batches.js';
import { oneHot, train } from '../train/train.js';
import { constant } from '../train/schedule.js';
import { headWeights, hiddenStatistics, type Forward } from './lab-network.js';
import { canTrainConvolutions, openNetwork, trainableNetwork } from './open-network.js';

const images = madeImages(24, 3, new Random(1));
const options = { image: images.shape, classCount: 3, batchNorm: true };

describe('networks', () => {
  beforeAll(async () => {
    await openBackend('cpu');
    registerGradients();
  });
  afterEach(() => expect(liveTensors()).toBe(0));

  it.each([
    ['mlp', 256],
    ['cnn', 128],
    ['wrn-10-1', 64],
  ])('%s: shapes, a last layer that makes the logits of the hidden units, and gradients for all', (name, H) => {
    const network = openNetwork(name, options, new Random(2));
    const x = imageTensor(images, [0, 1, 2, 3], pixelScale(images));
    const { before, hidden, logits } = tf.tidy(
      () => network.forward(x, false) as unknown as tf.TensorContainer,
    ) as unknown as Forward;
    expect([hidden.shape, logits.shape]).toEqual([
      [4, H],
      [4, 3],
    ]);
    if (before) expect(Array.from(tf.tidy(() => tf.relu(before).dataSync()))).toEqual(Array.from(hidden.dataSync()));
    const { kernel, bias } = headWeights(network);
    const [h, z] = [hidden.dataSync(), logits.dataSync()];
    const own = bias[2]! + kernel.reduce((sum, w, at) => (at % 3 === 2 ? sum + w * h[Math.floor(at / 3)]! : sum), 0);
    expect(z[2]).toBeCloseTo(own, 3);
    const { value, grads } = tf.variableGrads(
      () =>
        tf.mean(
          crossEntropy(network.forward(x, true).logits, tf.oneHot([0, 1, 2, 0], 3) as tf.Tensor2D, new Int32Array(4)),
        ) as tf.Scalar,
      [...network.variables],
    );
    for (const variable of network.variables) {
      expect(grads[variable.name]!.shape).toEqual(variable.shape);
      expect(tf.tidy(() => tf.max(tf.abs(grads[variable.name]!)).dataSync()[0])).toBeGreaterThan(0);
    }
    tf.dispose([x, hidden, logits, value, ...(before ? [before] : []), ...Object.values(grads)]);
    network.dispose();
  });

  it('wrn-28-10 has the 36.5 million parameters of its paper', () => {
    const options = { image: [32, 32, 3] as [number, number, number], classCount: 10, batchNorm: true };
    const count = (depth: number, width: number) => {
      const network = openNetwork(`wrn-${depth}-${width}`, options, new Random(1));
      const sum = network.variables.reduce((all, { size }) => all + size, 0);
      network.dispose();
      return sum;
    };
    // Without building it: from width 2 on the count is a parabola in the width, and a line in the depth.
    const atTen = (depth: number) => {
      const [a, b, c] = [2, 3, 4].map((width) => count(depth, width)) as [number, number, number];
      return a + 8 * (b - a) + 28 * (c - 2 * b + a);
    };
    expect(atTen(10) + 3 * (atTen(16) - atTen(10))).toBe(36_479_194);
  });

  it('batch normalisation makes what the last relu takes nearly standard normal', async () => {
    const network = openNetwork('mlp', options, new Random(3));
    const settings = { epochs: 30, batch: 24, learningRate: 1e-6, momentum: 0, weightDecay: 0, mixup: 0 } as const;
    await train({
      network,
      images,
      targets: oneHot(images.labels, 3),
      objective: { loss: crossEntropy },
      settings: { ...settings, schedule: constant, augmentation: 'none' },
      random: new Random(4),
    });
    const x = imageTensor(
      images,
      Array.from({ length: 24 }, (_, n) => n),
      pixelScale(images),
    );
    const { mean, deviation } = hiddenStatistics(network, x);
    x.dispose();
    network.dispose();
    expect(Math.max(...mean.map(Math.abs))).toBeLessThan(0.1);
    expect(Math.max(...deviation.map((d) => Math.abs(d - 1)))).toBeLessThan(0.15);
  });

  it('score in batches what they score at once', () => {
    const network = openNetwork('cnn', { ...options, batchNorm: false }, new Random(5));
    const scale = pixelScale(images);
    const { logits, hidden } = forwardMany(network, images, scale, { hidden: true });
    expect([logits.length, hidden!.length]).toEqual([24 * 3, 24 * 128]);
    expect(errorOf(logits, images.labels, 3)).toBeGreaterThan(0);
    network.dispose();
  });

  it('refuses a name that is none, and a depth that does not divide', () => {
    expect(() => openNetwork('lenet', options, new Random(1))).toThrow(/lenet/);
    expect(() => openNetwork('wrn-27-10', options, new Random(1))).toThrow(/wrn-27-10/);
    expect(liveTensors()).toBe(0);
  });

  it('are taken as they are where convolutions can be trained', () => {
    expect(canTrainConvolutions()).toBe(true);
    expect(trainableNetwork('cnn')).toEqual({ name: 'cnn' });
  });
});

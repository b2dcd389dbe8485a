import * as tf from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { liveTensors, openBackend } from './backend.js';
import { Network } from './network.js';
import { jointNoiseLosses, logColumns, NoiseLayer, noiseLayerLosses, noiseLayerTarget } from './noise-layer.js';
import { NoiseLayerOnset } from './noise-layer-onset.js';
import { Random } from './random.js';

const [rows, classes] = [5, 4];
const random = new Random(8);
const logits = Array.from({ length: rows }, () => Array.from({ length: classes }, () => random.normal()));
const noise = Array.from({ length: classes }, (_, i) => {
  const row = Array.from({ length: classes }, (_, j) => random.next() + (i === j ? 1 : 0));
  const sum = row.reduce((a, b) => a + b, 0);
  return row.map((q) => q / sum);
});
const given = [0, 3, 1, 1, 2];
const oneHot = () => tf.cast(tf.oneHot(tf.tensor1d(given, 'int32'), classes), 'float32') as tf.Tensor2D;
/** What a mean hands back to each of its terms. */
const meanOver = (count: number) => tf.div(tf.ones([count]), count);
const identity = () => noise.map((_, i) => noise.map((_, j) => Number(i === j)));

function softmax(z: number[]): number[] {
  const sum = z.reduce((total, value) => total + Math.exp(value), 0);
  return z.map((value) => Math.exp(value) / sum);
}

/** Minus Eq. 2 in double precision, straight from the paper. */
function plainLoss(z: number[][], q: number[][]): number {
  const losses = z.map((row, n) => -Math.log(softmax(row).reduce((sum, p, i) => sum + p * q[i]![given[n]!]!, 0)));
  return losses.reduce((a, b) => a + b, 0) / z.length;
}

function slope(values: number[][], n: number, k: number, loss: (moved: number[][]) => number): number {
  const at = (by: number) => loss(values.map((row, r) => row.map((v, c) => (r === n && c === k ? v + by : v))));
  return (at(1e-6) - at(-1e-6)) / 2e-6;
}

function gradients(z: number[][], q: number[][]): [number[][], number[][]] {
  return tf.tidy(() => {
    const loss = (a: tf.Tensor, b: tf.Tensor) => noiseLayerLosses(a as tf.Tensor2D, b as tf.Tensor2D, oneHot());
    const each = meanOver(rows);
    return tf
      .grads(loss)([tf.tensor2d(z), tf.tensor2d(q)], each)
      .map((g) => g.arraySync()) as [number[][], number[][]];
  });
}

beforeAll(async () => void (await openBackend('cpu')));
afterEach(() => expect(liveTensors()).toBe(0));

describe('noiseLayerLosses', () => {
  it('is minus the log of the probability of the label', () => {
    const losses = tf.tidy(() => noiseLayerLosses(tf.tensor2d(logits), tf.tensor2d(noise), oneHot()).arraySync());
    expect(losses.reduce((a, b) => a + b, 0) / rows).toBeCloseTo(plainLoss(logits, noise), 5);
  });

  // tolerance: float32 kernels against double differences
  it('has the gradients of finite differences within 1e-5, on the classifier and on Q', () => {
    const [onLogits, onNoise] = gradients(logits, noise);
    onLogits.forEach((row, n) =>
      row.forEach((g, k) => expect(Math.abs(g - slope(logits, n, k, (z) => plainLoss(z, noise)))).toBeLessThan(1e-5)),
    );
    onNoise.forEach((row, i) =>
      row.forEach((g, j) => expect(Math.abs(g - slope(noise, i, j, (q) => plainLoss(logits, q)))).toBeLessThan(1e-5)),
    );
  });

  it('is cross-entropy under the identity, where Q still has a gradient off the diagonal', () => {
    const [onLogits, onNoise] = gradients(logits, identity());
    logits.forEach((z, n) =>
      softmax(z).forEach((p, k) => expect(onLogits[n]![k]).toBeCloseTo((p - Number(k === given[n])) / rows, 6)),
    );
    const expected = -given.reduce((sum, j, n) => {
      const p = softmax(logits[n]!);
      return sum + (j === 1 ? p[0]! / p[1]! : 0);
    }, 0);
    expect(onNoise[0]![1]).toBeCloseTo(expected / rows, 5);
  });

  it('holds the ratio in the gradient on Q at its bound', () => {
    const bounded = tf.tidy(() => {
      const loss = (q: tf.Tensor) => noiseLayerLosses(tf.tensor2d(logits), q as tf.Tensor2D, oneHot(), 2);
      return tf.grad(loss)(tf.tensor2d(identity())).arraySync() as number[][];
    });
    const ratios = logits.map((z, n) => softmax(z).map((p) => Math.min(p / softmax(z)[given[n]!]!, 2)));
    bounded.forEach((row, i) =>
      row.forEach((g, j) =>
        expect(-g).toBeCloseTo(
          ratios.reduce((sum, r, n) => sum + (given[n] === j ? r[i]! : 0), 0),
          4,
        ),
      ),
    );
  });

  it('stays finite for a label that is all but impossible', () => {
    const [onLogits, onNoise] = gradients([[90, 0, 0, 0], [0, 0, 0, 0], [0, 0, 0, 0], [0, 0, 0, 0], [200, 0, 0, 0]], identity()); // prettier-ignore
    expect([...onLogits.flat(), ...onNoise.flat()].every(Number.isFinite)).toBe(true);
  });
});

describe("the service's training", () => {
  it('has the same gradient for one source: a network moves alike under either', async () => {
    const [dimension, hidden] = [6, classes];
    const network = Network.initial({ dimension, hidden, classCount: classes }, random);
    const x = tf.tensor2d(Array.from({ length: rows * dimension }, () => random.normal()), [rows, dimension]); // prettier-ignore
    const { hidden: h, logits: z } = network.forward(x);
    const [ofService, ofLab, ofJoint] = tf.tidy(() => {
      const columns = logColumns(tf.tensor2d(noise), oneHot());
      const [, , onKernel] = network.gradients(x, columns);
      const loss = (a: tf.Tensor) => noiseLayerLosses(a as tf.Tensor2D, tf.tensor2d(noise), oneHot());
      const onLogits = tf.grad(loss)(z, meanOver(rows)) as tf.Tensor2D;
      const joint = tf.grad((a: tf.Tensor) => jointNoiseLosses(a as tf.Tensor2D, columns))(z, meanOver(rows));
      const onKernels = [onKernel, ...[onLogits, joint].map((g) => tf.matMul(h, g as tf.Tensor2D, true))];
      return onKernels.map((g) => g!.arraySync());
    }) as [number[][], number[][], number[][]];
    ofService.forEach((row, a) => row.forEach((g, b) => expect(g).toBeCloseTo(ofLab[a]![b]!, 6)));
    ofService.forEach((row, a) => row.forEach((g, b) => expect(g).toBeCloseTo(ofJoint[a]![b]!, 6)));
    tf.dispose([x, h, z]);
    network.dispose();
  });

  it('aims at the posterior', () => {
    const target = tf.tidy(() => {
      return noiseLayerTarget(tf.tensor2d(logits), logColumns(tf.tensor2d(noise), oneHot())).arraySync();
    });
    target.forEach((t, n) => {
      const joint = softmax(logits[n]!).map((p, i) => p * noise[i]![given[n]!]!);
      const sum = joint.reduce((a, b) => a + b, 0);
      t.forEach((value, i) => expect(value).toBeCloseTo(joint[i]! / sum, 5));
    });
  });
});

/** A plain gradient step of Q on the mean loss and the penalty, and the projection. */
function step(layer: NoiseLayer, learningRate: number, logits?: tf.Tensor2D, given?: tf.Tensor2D): void {
  tf.tidy(() => {
    const pull = tf.variableGrads(() => layer.penalty(), [layer.matrix]).grads[layer.matrix.name]!;
    const losses = (q: tf.Tensor) => noiseLayerLosses(logits!, q as tf.Tensor2D, given!);
    const slope = logits ? tf.grad(losses)(layer.matrix, meanOver(logits.shape[0])) : tf.zeros([1]);
    layer.matrix.assign(tf.sub(layer.matrix, tf.mul(tf.add(pull, slope), learningRate)) as tf.Tensor2D);
  });
  layer.project();
}

describe('NoiseLayer', () => {
  it('has the gradient of its penalty', () => {
    const layer = new NoiseLayer(noise, { weightDecay: 0.3, trace: 0.2 });
    layer.learn();
    tf.tidy(() => {
      const { value, grads } = tf.variableGrads(() => layer.penalty(), [layer.matrix]);
      const plain = (q: number[][]) =>
        0.15 * q.flat().reduce((s, v) => s + v * v, 0) + 0.2 * q.reduce((s, r, i) => s + r[i]!, 0);
      expect(value.arraySync()).toBeCloseTo(plain(noise), 5);
      const found = grads[layer.matrix.name]!.arraySync() as number[][];
      found.forEach((row, i) => row.forEach((g, j) => expect(g).toBeCloseTo(slope(noise, i, j, plain), 5)));
    });
    layer.dispose();
  });

  it('stays a probability matrix whatever pulls at it', () => {
    const layer = NoiseLayer.identity(3);
    for (let n = 0; n < 20; n++) {
      tf.tidy(() =>
        layer.matrix.assign(tf.add(layer.matrix, tf.randomNormal([3, 3], 0, 3, 'float32', n)) as tf.Tensor2D),
      );
      layer.project();
      for (const row of layer.rows()) {
        expect(Math.min(...row)).toBeGreaterThanOrEqual(0);
        expect(row.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 5);
      }
    }
    layer.dispose();
  });

  it.each([['weightDecay' as const], ['trace' as const]])('leaves the identity under %s alone', (pull) => {
    const layer = NoiseLayer.identity(3, { [pull]: 1 });
    layer.learn();
    step(layer, 0.1);
    layer.rows().forEach((row, i) => {
      expect(row[i]).toBeLessThan(0.95);
      expect(row[(i + 1) % 3]).toBeCloseTo(row[(i + 2) % 3]!, 6);
    });
    layer.dispose();
  });

  it('learns a Q that explains the labels no worse than the true one, and lies near it', () => {
    const truth = Array.from({ length: 200 }, (_, n) => n % classes);
    const labels = truth.map((i) => {
      let left = random.next();
      return Math.max(noise[i]!.findIndex((q) => (left -= q) < 0), 0); // prettier-ignore
    });
    const layer = NoiseLayer.identity(classes);
    layer.learn();
    const hot = (of: number[]) => tf.tidy(() => tf.cast(tf.oneHot(of, classes), 'float32')) as tf.Tensor2D;
    const [isTrue, isGiven] = [hot(truth), hot(labels)];
    const nearlySure = tf.mul(isTrue, 5) as tf.Tensor2D;
    for (let n = 0; n < 150; n++) step(layer, 0.05, nearlySure, isGiven);
    const lossUnder = (q: number[][]) =>
      tf.tidy(() => tf.mean(noiseLayerLosses(nearlySure, tf.tensor2d(q), isGiven)).arraySync()) as number;
    expect(lossUnder(layer.rows())).toBeLessThan(lossUnder(noise));
    layer.rows().forEach((row, i) => row.forEach((q, j) => expect(Math.abs(q - noise[i]![j]!)).toBeLessThan(0.15)));
    tf.dispose([isTrue, isGiven, nearlySure]);
    layer.dispose();
  });
});

describe('NoiseLayerOnset', () => {
  it('begins when validation has not improved for its patience, and never ends', () => {
    const onset = new NoiseLayerOnset(2);
    const losses = [2, 1.5, 1.6, 1.4, 1.4, 1.5, 1, 0.5];
    expect(losses.map((loss) => onset.observe(loss))).toEqual([false, false, false, false, false, true, true, true]);
    expect(onset.isLearning).toBe(true);
  });

  it('begins at the first look without patience, and never with endless patience', () => {
    expect(new NoiseLayerOnset(0).observe(1)).toBe(true);
    const never = new NoiseLayerOnset(Infinity);
    for (let epoch = 0; epoch < 50; epoch++) never.observe(epoch);
    expect(never.isLearning).toBe(false);
  });
});

import * as tf from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { inverted, uniformMatrix } from '#noise';
import { liveTensors, openBackend } from './backend.js';
import { noiseLayerLosses } from './noise-layer.js';
import { reweighted } from './reweighting.js';
import { topDownLosses } from './top-down.js';

const flips = [
  [0.55, 0.45, 0],
  [0, 0.55, 0.45],
  [0.45, 0, 0.55],
];
const oneHot = (given: number[]) => tf.cast(tf.oneHot(given, 3), 'float32') as tf.Tensor2D;
type Losses = (logits: tf.Tensor2D, matrix: tf.Tensor2D, given: tf.Tensor2D) => tf.Tensor1D;

function lossesOf(losses: Losses, logits: number[][], matrix: number[][], given: number[]): number[] {
  return tf.tidy(() => losses(tf.tensor2d(logits), tf.tensor2d(matrix), oneHot(given)).arraySync());
}

/** Mean loss of one example of true class 0 over its possible labels. */
function expectedLoss(losses: Losses, logits: number[], matrix: number[][]): number {
  const each = lossesOf(losses, [logits, logits, logits], matrix, [0, 1, 2]);
  return each.reduce((sum, loss, j) => sum + flips[0]![j]! * loss, 0);
}

/** Gradient descent on the logits of one example of true class 0, its label drawn by the flips: where p settles. */
function settled(losses: Losses, matrix: number[][]): number[] {
  return tf.tidy(() => {
    const [shares, labels, q] = [tf.tensor1d(flips[0]!), tf.eye(3), tf.tensor2d(matrix)];
    const slopes = tf.grad((z: tf.Tensor) => losses(z as tf.Tensor2D, q, labels));
    let z: tf.Tensor = tf.zeros([1, 3]);
    for (let n = 0; n < 200; n++) z = tf.sub(z, tf.mul(3, tf.sum(slopes(tf.tile(z, [3, 1]), shares), 0, true)));
    return tf.softmax(tf.reshape(z, [3])).arraySync() as number[];
  });
}

beforeAll(async () => void (await openBackend('cpu')));
afterEach(() => expect(liveTensors()).toBe(0));

describe('topDownLosses', () => {
  it('has the gradients of finite differences within 1e-5: p - S[given]', () => {
    const [logits, given] = [[[0.3, -1, 0.5], [2, 0, 1]], [2, 0]]; // prettier-ignore
    const S = uniformMatrix(0.6, 3);
    const plain = (z: number[][]) =>
      z.reduce((total, row, n) => {
        const all = Math.log(row.reduce((sum, v) => sum + Math.exp(v), 0));
        return total - row.reduce((sum, v, i) => sum + S[given[n]!]![i]! * (v - all), 0);
      }, 0);
    const losses = (z: tf.Tensor) => topDownLosses(z as tf.Tensor2D, tf.tensor2d(S), oneHot(given));
    const found = tf.tidy(() =>
      tf
        .grad(losses)(tf.tensor2d(logits), tf.ones([2]))
        .arraySync(),
    ) as number[][];
    logits.forEach((row, n) =>
      row.forEach((_, k) => {
        const at = (by: number) => plain(logits.map((r, m) => r.map((v, c) => (m === n && c === k ? v + by : v))));
        expect(Math.abs(found[n]![k]! - (at(1e-6) - at(-1e-6)) / 2e-6)).toBeLessThan(1e-5);
      }),
    );
  });

  it('is cross-entropy where S = I', () => {
    const loss = (losses: Losses) => lossesOf(losses, [[0.3, -1, 0.5]], uniformMatrix(1, 3), [2])[0]!;
    expect(loss(topDownLosses)).toBeCloseTo(loss(noiseLayerLosses), 6);
  });

  it('is alpha times the cross-entropy of the label, and a pull to equal probabilities for the rest', () => {
    const logits = [0.3, -1, 0.5];
    const loss = (matrix: number[][]) => lossesOf(topDownLosses, [logits], matrix, [2])[0]!;
    const [ofLabel, ofUniform] = [loss(uniformMatrix(1, 3)), loss(uniformMatrix(0, 3))];
    expect(loss(uniformMatrix(0.2, 3))).toBeCloseTo(0.2 * ofLabel + 0.8 * ofUniform, 6);
  });

  it('does not undo flips: p settles at the flipped labels mixed with 1 / K, where the bottom-up layer finds the truth', () => {
    const mixed = flips[0]!.map((q) => 0.5 * q + 0.5 / 3);
    settled(topDownLosses, uniformMatrix(0.5, 3)).forEach((p, i) => expect(p).toBeCloseTo(mixed[i]!, 3));
    expect(settled(noiseLayerLosses, flips)[0]).toBeGreaterThan(0.95);
  });
});

describe('S = Q^-1', () => {
  const S = inverted(flips);

  it('is the clean loss in expectation', () => {
    const logits = [0.3, -1, 0.5];
    const clean = lossesOf(topDownLosses, [logits], uniformMatrix(1, 3), [0])[0]!;
    expect(expectedLoss(topDownLosses, logits, S)).toBeCloseTo(clean, 5);
  });

  it('but of one label it has no lower bound: the surer the network, the lower the loss, without end', () => {
    const j = S.findIndex((row) => Math.min(...row) < -0.5);
    const i = S[j]!.indexOf(Math.min(...S[j]!));
    const losses = [10, 100, 1000].map((sure) => {
      const logits = [0, 1, 2].map((k) => (k === i ? -sure : 0)); // against the class whose entry is below 0
      return lossesOf(topDownLosses, [logits], S, [j])[0]!;
    });
    expect(losses[0]).toBeLessThan(-1);
    expect(losses[1]! / losses[0]!).toBeGreaterThan(5);
    expect(losses[2]! / losses[1]!).toBeGreaterThan(5);
    expect(lossesOf(noiseLayerLosses, [[-1000, 0, 0]], flips, [1])[0]).toBeGreaterThan(0); // bottom-up cannot
  });

  it('and its entries grow without end as Q nears a matrix without inverse', () => {
    const largest = [0.5, 0.1, 0.01].map((alpha) => Math.max(...inverted(uniformMatrix(alpha, 3)).flat()));
    expect(largest[1]! / largest[0]!).toBeGreaterThan(4);
    expect(largest[2]! / largest[1]!).toBeGreaterThan(9);
  });
});

describe('reweighted', () => {
  it('counts the noisy ones for gamma', () => {
    expect(Array.from(reweighted([0, 1, 0, 1], 0.25))).toEqual([1, 0.25, 1, 0.25]);
    expect(() => reweighted([0], -1)).toThrow('-1');
  });
});

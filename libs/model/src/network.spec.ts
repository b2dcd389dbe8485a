import * as tf from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { liveTensors, openBackend } from './backend.js';
import { Network, sideBySide, type NetworkWeights } from './network.js';
import { Random } from './random.js';

const shape = { dimension: 5, hidden: 7, classCount: 3 };

function batch(random: Random) {
  const x = Float32Array.from({ length: 4 * 5 }, () => random.normal());
  const likelihood = Float32Array.from({ length: 4 * 3 }, () => 2 * random.normal());
  return { x, likelihood };
}

/** Mean of -log Σ_i p_i exp(logLikelihood_i), in plain arithmetic. */
function loss(weights: NetworkWeights, x: Float32Array, likelihood: Float32Array): number {
  let total = 0;
  for (let b = 0; b < 4; b++) {
    const hidden = Array.from({ length: 7 }, (_, h) => {
      let z = weights.inputBias[h]!;
      for (let d = 0; d < 5; d++) z += x[b * 5 + d]! * weights.inputKernel[d * 7 + h]!;
      return Math.max(0, z);
    });
    const logits = Array.from({ length: 3 }, (_, i) =>
      hidden.reduce((sum, value, h) => sum + value * weights.outputKernel[h * 3 + i]!, weights.outputBias[i]!),
    );
    const all = Math.log(logits.reduce((sum, z) => sum + Math.exp(z), 0));
    total -= Math.log(logits.reduce((sum, z, i) => sum + Math.exp(z - all + likelihood[b * 3 + i]!), 0));
  }
  return total / 4;
}

describe('Network', () => {
  beforeAll(async () => void (await openBackend('wasm')));
  afterEach(() => expect(liveTensors()).toBe(0));

  it('has the gradients of the joint noise-layer loss, by finite differences', async () => {
    const random = new Random(3);
    const network = Network.initial(shape, random);
    const { x, likelihood } = batch(random);
    const [xs, ls] = [tf.tensor2d(x, [4, 5]), tf.tensor2d(likelihood, [4, 3])];
    const gradients = network.gradients(xs, ls);
    const weights = await network.weights();
    const names = ['inputKernel', 'inputBias', 'outputKernel', 'outputBias'] as const;
    names.forEach((name, p) => {
      const found = gradients[p]!.dataSync();
      for (let n = 0; n < found.length; n++) {
        const moved = (by: number) => {
          const values = Float32Array.from(weights[name]);
          values[n]! += by;
          return loss({ ...weights, [name]: values }, x, likelihood);
        };
        expect(found[n]!).toBeCloseTo((moved(1e-3) - moved(-1e-3)) / 2e-3, 3);
      }
    });
    tf.dispose([xs, ls, ...gradients]);
    network.dispose();
  });

  it('learns the class that the labels make certain', () => {
    const random = new Random(4);
    const network = Network.initial(shape, random);
    const xs = tf.tensor2d(
      Float32Array.from({ length: 10 }, () => random.normal()),
      [2, 5],
    );
    const ls = tf.tensor2d([0, -1e4, -1e4, -1e4, -1e4, 0], [2, 3]);
    for (let n = 0; n < 200; n++) network.step(xs, ls, { learningRate: 0.1, momentum: 0.9, weightDecay: 0 });
    const { hidden, logits } = network.forward(xs);
    expect(Array.from(tf.tidy(() => tf.argMax(logits, 1).dataSync()))).toEqual([0, 2]);
    tf.dispose([xs, ls, hidden, logits]);
    network.dispose();
  });

  it('side by side computes the mean of the logits', async () => {
    const random = new Random(5);
    const networks = [Network.initial(shape, random), Network.initial(shape, random)];
    const wide = new Network(
      { ...shape, hidden: 14 },
      sideBySide(await Promise.all(networks.map((n) => n.weights())), shape),
    );
    const xs = tf.tensor2d(batch(random).x, [4, 5]);
    const logits = [...networks, wide].map((network) => {
      const result = network.forward(xs);
      const values = Array.from(result.logits.dataSync());
      tf.dispose([result.hidden, result.logits]);
      network.dispose();
      return values;
    });
    logits[2]!.forEach((z, n) => expect(z).toBeCloseTo((logits[0]![n]! + logits[1]![n]!) / 2, 5));
    xs.dispose();
  });
});

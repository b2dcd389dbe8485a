import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { openBackend } from './backend.js';
import { Network } from './network.js';
import { Random } from './random.js';

const shape = { dimension: 20, hidden: 16, classCount: 4 };

/** Gradients of one batch on a backend, flat. */
async function gradientsOn(name: 'wasm' | 'cpu'): Promise<number[]> {
  expect((await openBackend(name)).name).toBe(name);
  const random = new Random(11);
  const network = Network.initial(shape, random);
  const x = tf.tensor2d(
    Float32Array.from({ length: 32 * 20 }, () => random.normal()),
    [32, 20],
  );
  const likelihood = tf.tensor2d(
    Float32Array.from({ length: 32 * 4 }, () => random.normal()),
    [32, 4],
  );
  const gradients = network.gradients(x, likelihood);
  const flat = gradients.flatMap((gradient) => Array.from(gradient.dataSync()));
  tf.dispose([x, likelihood, ...gradients]);
  network.dispose();
  return flat;
}

describe('backends', () => {
  it('agree on the gradients', async () => {
    const [wasm, cpu] = [await gradientsOn('wasm'), await gradientsOn('cpu')];
    expect(wasm.length).toBe(20 * 16 + 16 + 16 * 4 + 4);
    wasm.forEach((gradient, n) => expect(Math.abs(gradient - cpu[n]!)).toBeLessThan(1e-5));
  });

  it('multiplies transposed matrices on wasm as on cpu, also in batches', async () => {
    const products: number[][] = [];
    for (const name of ['wasm', 'cpu'] as const) {
      await openBackend(name);
      const random = new Random(2);
      const draw = (shape: number[]) =>
        tf.tensor(
          Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => random.normal()),
          shape,
        );
      const result = tf.tidy(() => {
        const both = tf.matMul(draw([3, 5, 4]), draw([3, 6, 5]), true, true); // [3, 4, 6]
        return Array.from(both.dataSync());
      });
      products.push(result);
    }
    products[0]!.forEach((value, n) => expect(value).toBeCloseTo(products[1]![n]!, 5));
  });
});

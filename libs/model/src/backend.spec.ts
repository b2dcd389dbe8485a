import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { openBackend } from './backend.js';
import { Random } from './random.js';

describe('openBackend', () => {
  it('opens what is asked for, without a word', async () => {
    expect(await openBackend('cpu')).toMatchObject({ name: 'cpu', notes: [] });
    expect(await openBackend()).toMatchObject({ name: 'wasm', notes: [] });
    expect(await openBackend('onnx', 'scoring')).toMatchObject({ name: 'onnx', notes: [] });
  });

  it('takes the next for what the backend cannot do, and says so in one line', async () => {
    const opened = await openBackend('onnx', 'training');
    expect(opened).toMatchObject({ name: 'wasm', notes: ['backend onnx scores but does not train'] });
  });

  it('takes by itself what is the fastest here: onnx comes with npm', async () => {
    expect(await openBackend('auto', 'scoring')).toMatchObject({ name: 'onnx', notes: [] });
    const training = await openBackend('auto', 'training');
    expect(['native', 'wasm']).toContain(training.name);
    expect(training.notes).toEqual([]);
  });
});

describe('wasm', () => {
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

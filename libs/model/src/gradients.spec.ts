import * as tf from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { liveTensors, openBackend } from './backend.js';
import { registerGradients } from './gradients.js';
import { Random } from './random.js';

type Op = (a: tf.Tensor, b: tf.Tensor) => tf.Tensor;

/** Shapes of a and b, and what is made of them. Values lie in (.5, 2), apart from each other, so that nothing has a kink near. */
const ops: Record<string, [number[], number[], Op]> = {
  add: [[2, 3], [3], tf.add],
  sub: [[2, 3], [2, 1], tf.sub],
  mul: [[2, 3], [1, 3], tf.mul],
  div: [[2, 3], [3], tf.div],
  maximum: [[2, 3], [3], tf.maximum],
  neg: [[2, 3], [1], (a) => tf.neg(a)],
  exp: [[2, 3], [1], (a, b) => tf.exp(tf.mul(a, b))],
  log: [[2, 3], [1], (a, b) => tf.log(tf.add(a, b))],
  sqrt: [[2, 3], [1], (a) => tf.sqrt(a)],
  square: [[2, 3], [1], (a) => tf.square(a)],
  abs: [[2, 3], [1], (a) => tf.abs(tf.sub(a, 1.01))],
  relu: [[2, 3], [1], (a) => tf.relu(tf.sub(a, 1.01))],
  sum: [[2, 3, 2], [2, 2], (a, b) => tf.mul(tf.sum(a, 1), b)],
  mean: [[2, 3, 2], [2, 1, 1], (a, b) => tf.mul(tf.mean(a, [1, 2], true), b)],
  reshape: [[2, 3], [3, 2], (a, b) => tf.mul(tf.reshape(a, [3, 2]), b)],
  expandDims: [[2, 3], [2, 1, 3], (a, b) => tf.mul(tf.expandDims(a, 1), b)],
  transpose: [[2, 3, 1], [3, 1, 2], (a, b) => tf.mul(tf.transpose(a, [1, 2, 0]), b)],
  softmax: [[2, 3], [2, 3], (a, b) => tf.mul(tf.softmax(a), b)],
  logSoftmax: [[2, 3], [2, 3], (a, b) => tf.mul(tf.logSoftmax(a), b)],
  'matMul a b': [[2, 3], [3, 2], (a, b) => tf.square(tf.matMul(a, b))],
  "matMul a' b": [[3, 2], [3, 2], (a, b) => tf.square(tf.matMul(a, b, true, false))],
  "matMul a b'": [[2, 3], [2, 3], (a, b) => tf.square(tf.matMul(a, b, false, true))],
  "matMul a' b'": [[3, 2], [2, 3], (a, b) => tf.square(tf.matMul(a, b, true, true))],
  conv2d: [[1, 4, 4, 2], [3, 3, 2, 2], (a, b) => tf.square(tf.conv2d(a as tf.Tensor4D, b as tf.Tensor4D, 2, 'same'))],
  maxPool: [[1, 4, 4, 1], [1], (a) => tf.square(tf.maxPool(a as tf.Tensor4D, 2, 2, 'same'))],
  moments: [[4, 3], [3], (a, b) => tf.mul(tf.moments(a, 0).variance, b)],
};

describe('gradients', () => {
  beforeAll(async () => {
    await openBackend('cpu');
    registerGradients();
  });
  afterEach(() => expect(liveTensors()).toBe(0));

  it.each(Object.entries(ops))('%s: central differences agree to 1 %%', (_, [aShape, bShape, op]) => {
    const random = new Random(7);
    const value = (a: Float32Array, b: Float32Array) =>
      tf.tidy(() => tf.sum(op(tf.tensor(a, aShape), tf.tensor(b, bShape))).dataSync()[0]!);
    const draw = (shape: number[]) => {
      const size = shape.reduce((x, y) => x * y, 1);
      return Float32Array.from(random.shuffle(Array.from({ length: size }, (_, n) => 0.5 + (1.5 * (n + 0.5)) / size)));
    };
    const inputs: [Float32Array, Float32Array] = [draw(aShape), draw(bShape)];
    const found = tf.tidy(() => {
      const grads = tf.grads((a, b) => tf.sum(tf.add(op(a!, b!), tf.mul(tf.sum(b!), 0))) as tf.Scalar);
      return grads([tf.tensor(inputs[0], aShape), tf.tensor(inputs[1], bShape)]).map((g) =>
        Float32Array.from(g.dataSync()),
      );
    });
    found.forEach((gradient, which) => {
      gradient.forEach((g, n) => {
        const moved = (by: number) => {
          const copies = inputs.map((values) => Float32Array.from(values)) as [Float32Array, Float32Array];
          copies[which]![n]! += by;
          return value(...copies);
        };
        const difference = (moved(0.01) - moved(-0.01)) / 0.02;
        expect(Math.abs(g - difference)).toBeLessThan(0.01 * Math.max(1, Math.abs(difference)));
      });
    });
  });
});

import * as tf from '@tensorflow/tfjs-core';
import type { ImageShape, Random } from '#model';
import { pixelsPer } from '../data/image-set.js';
import type { LabNetwork } from './lab-network.js';
import { Parameters } from './parameters.js';

export interface NetworkOptions {
  image: ImageShape;
  classCount: number;
  /** Batch normalisation before each relu: what makes the last layer's input nearly relu(N(0, I)). */
  batchNorm: boolean;
}

const HIDDEN = [256, 256];

/** Two hidden layers of 256 units on the pixels. */
export function mlp({ image, classCount, batchNorm }: NetworkOptions, random: Random): LabNetwork {
  const parameters = new Parameters(random);
  let inputs = pixelsPer(image);
  const layers = HIDDEN.map((units) => {
    const kernel = parameters.kernel([inputs, units]);
    const shift = batchNorm ? parameters.batchNorm(units) : bias(parameters.zeros(units));
    inputs = units;
    return { kernel, shift };
  });
  const head = { kernel: parameters.kernel([inputs, classCount], 0.5), bias: parameters.zeros(classCount) };
  return {
    name: 'mlp',
    classCount,
    variables: parameters.variables,
    kernels: parameters.kernels,
    head,
    forward(x, training) {
      let hidden = tf.reshape(x, [x.shape[0], -1]);
      let before = hidden;
      for (const { kernel, shift } of layers) {
        before = shift(tf.matMul(hidden, kernel), training) as tf.Tensor2D;
        hidden = tf.relu(before);
      }
      const logits = tf.add(tf.matMul(hidden, head.kernel), head.bias) as tf.Tensor2D;
      return { before: before as tf.Tensor2D, hidden: hidden as tf.Tensor2D, logits };
    },
    dispose: () => parameters.dispose(),
  };
}

/** What stands in the place of batch normalisation. */
export function bias(values: tf.Variable): (x: tf.Tensor) => tf.Tensor {
  return (x) => tf.add(x, values);
}

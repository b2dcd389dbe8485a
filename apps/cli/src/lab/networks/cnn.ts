import * as tf from '@tensorflow/tfjs-core';
import type { Random } from '#model';
import type { LabNetwork } from './lab-network.js';
import { bias, type NetworkOptions } from './mlp.js';
import { Parameters } from './parameters.js';

const FILTERS = [16, 32, 64];
const HIDDEN = 128;

/** Three layers of a 3 x 3 convolution, relu and 2 x 2 maximum, then 128 hidden units. */
export function cnn({ image, classCount, batchNorm }: NetworkOptions, random: Random): LabNetwork {
  const parameters = new Parameters(random);
  const shift = (size: number) => (batchNorm ? parameters.batchNorm(size) : bias(parameters.zeros(size)));
  let channels: number = image[2];
  const layers = FILTERS.map((filters) => {
    const layer = { kernel: parameters.kernel([3, 3, channels, filters]), shift: shift(filters) };
    channels = filters;
    return layer;
  });
  const side = (size: number) => FILTERS.reduce((left) => Math.ceil(left / 2), size);
  const dense = {
    kernel: parameters.kernel([side(image[0]) * side(image[1]) * channels, HIDDEN]),
    shift: shift(HIDDEN),
  };
  const head = { kernel: parameters.kernel([HIDDEN, classCount], 0.5), bias: parameters.zeros(classCount) };
  return {
    name: 'cnn',
    classCount,
    variables: parameters.variables,
    kernels: parameters.kernels,
    head,
    forward(x, training) {
      let image4d = x;
      for (const { kernel, shift } of layers) {
        const convolved = tf.conv2d(image4d, kernel as unknown as tf.Tensor4D, 1, 'same');
        image4d = tf.maxPool(tf.relu(shift(convolved, training)) as tf.Tensor4D, 2, 2, 'same');
      }
      const flat = tf.reshape(image4d, [x.shape[0], -1]);
      const before = dense.shift(tf.matMul(flat, dense.kernel), training) as tf.Tensor2D;
      const hidden = tf.relu(before);
      return { before, hidden, logits: tf.add(tf.matMul(hidden, head.kernel), head.bias) as tf.Tensor2D };
    },
    dispose: () => parameters.dispose(),
  };
}

import * as tf from '@tensorflow/tfjs-core';
import type { Random } from '#model';
import type { LabNetwork } from './lab-network.js';
import type { NetworkOptions } from './mlp.js';
import { Parameters } from './parameters.js';

type Layer = (x: tf.Tensor4D, training: boolean) => tf.Tensor4D;

const STEM = 16;
const GROUP_FILTERS = [16, 32, 64];

/**
 * Wide residual network (Zagoruyko & Komodakis 2016): three groups of pre-activation blocks (batch normalisation, relu,
 * 3 x 3 convolution, twice), then batch normalisation, relu, the mean over all places, and the last layer.
 *
 * @param depth 6 n + 4, n blocks per group @param width times 16, 32 and 64 filters @throws RangeError on another depth
 */
export function wideResnet(
  { image, classCount }: NetworkOptions,
  depth: number,
  width: number,
  random: Random,
): LabNetwork {
  const blocks = (depth - 4) / 6;
  if (!Number.isInteger(blocks) || blocks < 1) throw new RangeError(`depth ${depth} is not 6 n + 4`);
  const parameters = new Parameters(random);
  const stem = convolution(parameters, image[2], STEM, 1);
  const layers = residualBlocks(parameters, blocks, width);
  const inputs = GROUP_FILTERS.at(-1)! * width;
  const last = parameters.batchNorm(inputs);
  const head = { kernel: parameters.kernel([inputs, classCount], 0.5), bias: parameters.zeros(classCount) };
  return {
    name: `wrn-${depth}-${width}`,
    classCount,
    variables: parameters.variables,
    kernels: parameters.kernels,
    head,
    forward(x, training) {
      // Tidied one by one: the whole of it would hold a test batch's every layer at once.
      const deep = layers.reduce((input, layer) => tf.tidy(() => layer(input, training)), stem(x, training));
      const hidden = tf.mean(tf.relu(last(deep, training)), [1, 2]) as tf.Tensor2D;
      return { hidden, logits: tf.add(tf.matMul(hidden, head.kernel), head.bias) as tf.Tensor2D };
    },
    dispose: () => parameters.dispose(),
  };
}

/** All groups, one after the other; each but the first halves the sides. */
function residualBlocks(parameters: Parameters, blocks: number, width: number): Layer[] {
  let inputs = STEM;
  return GROUP_FILTERS.flatMap((filters, group) =>
    Array.from({ length: blocks }, (_, n) => {
      const outputs = filters * width;
      const layer = residualBlock(parameters, inputs, outputs, n === 0 && group > 0 ? 2 : 1);
      inputs = outputs;
      return layer;
    }),
  );
}

function residualBlock(parameters: Parameters, inputs: number, outputs: number, stride: number): Layer {
  const first = parameters.batchNorm(inputs);
  const into = convolution(parameters, inputs, outputs, stride);
  const second = parameters.batchNorm(outputs);
  const out = convolution(parameters, outputs, outputs, 1);
  const isChanged = inputs !== outputs || stride !== 1;
  const shortcut = isChanged ? convolution(parameters, inputs, outputs, stride, 1) : undefined;
  return (x, training) => {
    const active = tf.relu(first(x, training)) as tf.Tensor4D;
    const middle = tf.relu(second(into(active, training), training)) as tf.Tensor4D;
    return tf.add(out(middle, training), shortcut ? shortcut(active, training) : x);
  };
}

function convolution(parameters: Parameters, inputs: number, outputs: number, stride: number, side = 3): Layer {
  const kernel = parameters.kernel([side, side, inputs, outputs]) as unknown as tf.Tensor4D;
  return (x) => tf.conv2d(x, kernel, stride, 'same');
}

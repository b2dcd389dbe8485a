import { setImmediate as nextTurn } from 'node:timers/promises';
import * as tf from '@tensorflow/tfjs-core';
import { copyOf, onDevice } from './backends/device.js';
import {
  bodyDimension,
  bodyLayers,
  ConvBody,
  filters,
  initialBody,
  kernelShapes,
  type BodyWeights,
  type ImageShape,
  type LayerOutput,
} from './conv-body.js';
import { fitStandardisation } from './features.js';
import type { StepSettings } from './network.js';
import type { Random } from './random.js';

export interface BodyData {
  /** `[M, height · width · channels]` standardised pixels */
  x: Float32Array;
  image: ImageShape;
  /** Rows that this body may learn from. */
  rows: Int32Array;
  /** `[M, K]` log-likelihood of each row's labels under each true class, any offset per row. */
  logLikelihood: Float32Array;
  classCount: number;
}

export interface BodySettings {
  /** Passes over the rows, and steps where there are few rows: whichever is more. */
  minEpochs: number;
  minSteps: number;
  batch: number;
  /** At the first step; falls to a twentieth along a half cosine. */
  learningRate: number;
  momentum: number;
  weightDecay: number;
}

const MAX_SHIFT = 2;

const defaultBodySettings: BodySettings = {
  minEpochs: 4,
  minSteps: 600,
  batch: 64,
  learningRate: 0.05,
  momentum: 0.9,
  weightDecay: 1e-3,
};

/**
 * Trains a body by SGD with momentum against softmax(log-likelihood of the labels), with a linear head that is thrown
 * away. Lets the event loop turn after each batch, so that an abort is heard.
 *
 * @throws the signal's reason when aborted
 */
export async function trainBody(
  data: BodyData,
  random: Random,
  options: { signal?: AbortSignal | undefined; settings?: Partial<BodySettings> } = {},
): Promise<BodyWeights> {
  const settings = { ...defaultBodySettings, ...options.settings };
  const { minEpochs, minSteps, batch } = settings;
  const trainer = new BodyTrainer(data.image, data.classCount, random);
  try {
    const stepsPerEpoch = Math.ceil(data.rows.length / batch);
    const epochs = Math.max(minEpochs, Math.ceil(minSteps / stepsPerEpoch));
    const steps = epochs * stepsPerEpoch;
    for (let epoch = 0, step = 0; epoch < epochs; epoch++) {
      const order = random.shuffle(Int32Array.from(data.rows));
      for (let from = 0; from < order.length; from += batch, step++) {
        const learningRate = settings.learningRate * (0.05 + 0.475 * (1 + Math.cos((Math.PI * step) / steps)));
        const [x, logLikelihood] = batchOf(data, order.subarray(from, from + batch));
        trainer.step(shifted(x, data.image, random), logLikelihood, { ...settings, learningRate });
        await nextTurn();
        options.signal?.throwIfAborted();
      }
    }
    return await standardised(data, await trainer.weights());
  } finally {
    trainer.dispose();
  }
}

function batchOf(data: BodyData, rows: Int32Array): [x: Float32Array, logLikelihood: Float32Array] {
  const D = data.image.reduce((a, b) => a * b, 1);
  const K = data.classCount;
  const x = new Float32Array(rows.length * D);
  const logLikelihood = new Float32Array(rows.length * K);
  rows.forEach((row, b) => {
    x.set(data.x.subarray(row * D, (row + 1) * D), b * D);
    logLikelihood.set(data.logLikelihood.subarray(row * K, (row + 1) * K), b * K);
  });
  return [x, logLikelihood];
}

/** Each image moved by up to two places in each direction, its edge repeated: what it is does not change. */
function shifted(x: Float32Array, [height, width, channels]: ImageShape, random: Random): Float32Array {
  const out = new Float32Array(x.length);
  const size = height * width * channels;
  for (let from = 0; from < x.length; from += size) {
    const [down, right] = [random.below(2 * MAX_SHIFT + 1) - MAX_SHIFT, random.below(2 * MAX_SHIFT + 1) - MAX_SHIFT];
    for (let at = 0; at < height * width; at++) {
      const row = Math.min(height - 1, Math.max(0, Math.floor(at / width) + down));
      const column = Math.min(width - 1, Math.max(0, (at % width) + right));
      const source = from + (row * width + column) * channels;
      for (let c = 0; c < channels; c++) out[from + at * channels + c] = x[source + c]!;
    }
  }
  return out;
}

/** With the mean and deviation of its output over (at most a thousand of) the rows that it learned from. */
async function standardised(data: BodyData, weights: Pick<BodyWeights, 'kernels' | 'biases'>): Promise<BodyWeights> {
  const dimension = bodyDimension(data.image);
  const identity = { mean: new Float32Array(dimension), deviation: new Float32Array(dimension).fill(1) };
  const raw = new ConvBody(data.image, { ...weights, ...identity });
  const values = await raw.forwardMany(batchOf(data, data.rows.subarray(0, 1000))[0]);
  raw.dispose();
  return { ...weights, ...fitStandardisation({ values, dimension }) };
}

/** Kernels and biases of the layers, then the head's. Owns tensors until `dispose`. */
export class BodyTrainer {
  private parameters: tf.Tensor[];
  private velocity: tf.Tensor[];

  constructor(
    private readonly image: ImageShape,
    private readonly classCount: number,
    random: Random,
  ) {
    const { kernels, biases } = initialBody(image, random);
    const shapes = kernelShapes(image);
    const head = tf.zeros([bodyDimension(image), classCount]);
    this.parameters = [
      ...kernels.map((values, layer) => tf.tensor4d(values, shapes[layer])),
      ...biases.map((values) => tf.tensor1d(values)),
      head,
      tf.zeros([classCount]),
    ];
    this.velocity = onDevice(() => this.parameters.map((p) => tf.zerosLike(p)));
  }

  /** @param x `[B, height · width · channels]` @param logLikelihood `[B, K]` */
  step(x: Float32Array, logLikelihood: Float32Array, settings: StepSettings): void {
    const { learningRate, momentum, weightDecay } = settings;
    const rows = logLikelihood.length / this.classCount;
    const inputs = [
      tf.tensor2d(x, [rows, x.length / rows]),
      tf.tensor2d(logLikelihood, [rows, this.classCount]),
    ] as const;
    const old = [...this.parameters, ...this.velocity];
    const [parameters, velocity] = onDevice(() =>
      tf.tidy(() => {
        const gradients = this.gradients(...inputs);
        const moved = gradients.map((g, n) => {
          const pull = tf.add(g, tf.mul(this.parameters[n]!, weightDecay));
          return tf.add(tf.mul(this.velocity[n]!, momentum), pull);
        });
        return [this.parameters.map((p, n) => tf.sub(p, tf.mul(moved[n]!, learningRate))), moved] as const;
      }),
    );
    tf.dispose([...inputs, ...old]);
    [this.parameters, this.velocity] = [[...parameters], [...velocity]];
  }

  /**
   * Gradients of the mean cross-entropy of the head with softmax(logLikelihood), in the order of the parameters. Called
   * within tidy.
   */
  gradients(x: tf.Tensor2D, logLikelihood: tf.Tensor2D): tf.Tensor[] {
    const [kernels, biases] = this.layers();
    const [head, headBias] = this.parameters.slice(-2) as [tf.Tensor2D, tf.Tensor1D];
    const layers = bodyLayers(x, this.image, kernels, biases);
    const last = layers.at(-1)!.pooled;
    const flat = tf.reshape(last, [x.shape[0], -1]) as tf.Tensor2D;
    const p = tf.softmax(tf.add(tf.matMul(flat, head), headBias));
    const onLogits = tf.div(tf.sub(p, tf.softmax(logLikelihood)), x.shape[0]) as tf.Tensor2D;
    let onPooled = tf.reshape(tf.matMul(onLogits, head, false, true), last.shape) as tf.Tensor;
    const onKernels: tf.Tensor[] = [];
    const onBiases: tf.Tensor[] = [];
    for (let layer = layers.length - 1; layer >= 0; layer--) {
      const onConvolved = throughPool(onPooled, layers[layer]!);
      onBiases.unshift(tf.sum(onConvolved, [0, 1, 2]));
      onKernels.unshift(ontoKernel(onConvolved, layers[layer]!, kernels[layer]!));
      if (layer > 0) onPooled = ontoInput(onConvolved, layers[layer]!, kernels[layer]!);
    }
    return [...onKernels, ...onBiases, tf.matMul(flat, onLogits, true, false), tf.sum(onLogits, 0)];
  }

  async weights(): Promise<Pick<BodyWeights, 'kernels' | 'biases'>> {
    const [kernels, biases] = this.layers();
    return { kernels: await Promise.all(kernels.map(copyOf)), biases: await Promise.all(biases.map(copyOf)) };
  }

  dispose(): void {
    tf.dispose([...this.parameters, ...this.velocity]);
  }

  private layers(): [kernels: tf.Tensor4D[], biases: tf.Tensor1D[]] {
    const count = filters.length;
    return [this.parameters.slice(0, count) as tf.Tensor4D[], this.parameters.slice(count, 2 * count) as tf.Tensor1D[]];
  }
}

const convolution = { strides: [1, 1], pad: 'same', dataFormat: 'NHWC', dimRoundingMode: undefined };

/** Back through the maximum and the relu. */
function throughPool(dy: tf.Tensor, { convolved, pooled }: LayerOutput): tf.Tensor4D {
  const attrs = { filterSize: [2, 2], strides: [2, 2], pad: 'same' };
  const grad = kernel(tf.MaxPoolGrad, { dy, input: convolved, output: pooled }, attrs);
  return tf.mul(grad, tf.step(convolved)) as tf.Tensor4D;
}

function ontoKernel(dy: tf.Tensor, { input }: LayerOutput, filter: tf.Tensor4D): tf.Tensor {
  return kernel(tf.Conv2DBackpropFilter, { x: input, dy }, { ...convolution, filterShape: filter.shape });
}

function ontoInput(dy: tf.Tensor, { input }: LayerOutput, filter: tf.Tensor4D): tf.Tensor {
  return kernel(tf.Conv2DBackpropInput, { dy, filter }, { ...convolution, inputShape: input.shape });
}

function kernel(name: string, inputs: Record<string, tf.Tensor>, attrs: object): tf.Tensor {
  return tf.engine().runKernel(name, inputs, attrs as tf.NamedAttrMap) as tf.Tensor;
}

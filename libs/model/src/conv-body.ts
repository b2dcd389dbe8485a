import * as tf from '@tensorflow/tfjs-core';
import { copyOf, onDevice } from './backends/device.js';
import type { Random } from './random.js';

/** Of images as rows of features, row-major: `[height, width, channels]`. */
export type ImageShape = [height: number, width: number, channels: number];

/** Plain copies of a body's parameters. */
export interface BodyWeights {
  /** Per layer `[3, 3, in, out]` */
  kernels: Float32Array[];
  /** Per layer `[out]` */
  biases: Float32Array[];
  /** What standardises its output, `[D]` each. */
  mean: Float32Array;
  deviation: Float32Array;
}

/** What one layer computed: before and after pooling. */
export interface LayerOutput {
  input: tf.Tensor4D;
  convolved: tf.Tensor4D;
  pooled: tf.Tensor4D;
}

/** Channels after each layer. */
export const filters = [8, 16, 32];
const KERNEL = 3;
const POOL = 2;
const CUT = 8;

/** Smaller images say as much as rows of numbers. */
const MIN_SIDE = 8;
const MAX_CHANNELS = 4;

/** The shape when features are images that a body is for. */
export function imageShape(shape: readonly number[] | undefined): ImageShape | undefined {
  if (shape === undefined || shape.length < 2 || shape.length > 3) return undefined;
  const [height, width, channels = 1] = shape as [number, number, number?];
  return Math.min(height, width) >= MIN_SIDE && channels <= MAX_CHANNELS ? [height, width, channels] : undefined;
}

/** Numbers of one example after the body. */
export function bodyDimension([height, width]: ImageShape): number {
  const side = (size: number) => filters.reduce((left) => Math.ceil(left / POOL), size);
  return side(height) * side(width) * filters.at(-1)!;
}

/** `[3, 3, in, out]` of each layer. */
export function kernelShapes([, , channels]: ImageShape): [number, number, number, number][] {
  return filters.map((out, layer) => [KERNEL, KERNEL, layer === 0 ? channels : filters[layer - 1]!, out]);
}

/** Scaled normal kernels (He et al. 2015), zero biases. */
export function initialBody(image: ImageShape, random: Random): Pick<BodyWeights, 'kernels' | 'biases'> {
  const kernels = kernelShapes(image).map(([height, width, input, output]) => {
    const deviation = Math.sqrt(2 / (height * width * input));
    return Float32Array.from({ length: height * width * input * output }, () => random.normal() * deviation);
  });
  return { kernels, biases: filters.map((size) => new Float32Array(size)) };
}

/**
 * Whether the backend of this thread's networks can train a body: wasm has no gradient of a convolution, and plain
 * JavaScript would take hours.
 */
export function canTrainBody(): boolean {
  return onDevice(() => {
    const name = tf.getBackend();
    return name !== 'cpu' && tf.getKernel(tf.Conv2DBackpropFilter, name) !== undefined;
  });
}

/**
 * Layers of a 3 x 3 convolution, relu and 2 x 2 maximum each.
 *
 * @param x `[B, height · width · channels]` @returns per layer; the caller disposes, or calls within tidy
 */
export function bodyLayers(
  x: tf.Tensor2D,
  image: ImageShape,
  kernels: tf.Tensor4D[],
  biases: tf.Tensor1D[],
): LayerOutput[] {
  let input = tf.reshape(x, [-1, ...image]) as tf.Tensor4D;
  return kernels.map((filter, layer) => {
    const convolved = tf.fused.conv2d({
      x: input,
      filter,
      strides: 1,
      pad: 'same',
      bias: biases[layer]!,
      activation: 'relu',
    });
    const pooled = tf.maxPool(convolved, POOL, POOL, 'same');
    const output = { input, convolved, pooled };
    input = pooled;
    return output;
  });
}

/** A trained body that scores: images in, standardised features for a network out. Owns tensors until `dispose`. */
export class ConvBody {
  private readonly kernels: tf.Tensor4D[];
  private readonly biases: tf.Tensor1D[];
  private readonly mean: tf.Tensor1D;
  private readonly deviation: tf.Tensor1D;

  constructor(
    private readonly image: ImageShape,
    weights: BodyWeights,
  ) {
    const shapes = kernelShapes(image);
    this.kernels = weights.kernels.map((values, layer) => tf.tensor4d(values, shapes[layer]));
    this.biases = weights.biases.map((values) => tf.tensor1d(values));
    this.mean = tf.tensor1d(weights.mean);
    this.deviation = tf.tensor1d(weights.deviation);
  }

  /** @param x `[B, height · width · channels]` standardised pixels @returns `[B, D]`; the caller disposes */
  forward(x: tf.Tensor2D): tf.Tensor2D {
    return onDevice(() =>
      tf.tidy(() => {
        const { pooled } = bodyLayers(x, this.image, this.kernels, this.biases).at(-1)!;
        const flat = tf.reshape(pooled, [x.shape[0], -1]);
        return tf.clipByValue(tf.div(tf.sub(flat, this.mean), this.deviation), -CUT, CUT) as tf.Tensor2D;
      }),
    );
  }

  /** The same of plain arrays. @param x `[N, height · width · channels]` @returns `[N, D]`; in batches */
  async forwardMany(x: Float32Array): Promise<Float32Array> {
    const BATCH = 256;
    const pixels = this.image.reduce((a, b) => a * b, 1);
    const dimension = bodyDimension(this.image);
    const rows = x.length / pixels;
    const out = new Float32Array(rows * dimension);
    for (let from = 0; from < rows; from += BATCH) {
      const batch = x.subarray(from * pixels, Math.min(rows, from + BATCH) * pixels);
      const input = tf.tensor2d(batch, [batch.length / pixels, pixels]);
      const features = this.forward(input);
      out.set(await copyOf(features), from * dimension);
      tf.dispose([input, features]);
    }
    return out;
  }

  dispose(): void {
    tf.dispose([...this.kernels, ...this.biases, this.mean, this.deviation]);
  }
}

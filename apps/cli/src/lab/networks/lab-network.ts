import * as tf from '@tensorflow/tfjs-core';
import type { HiddenStatistics } from '#model';

/** What a network makes of a batch; within tidy, or the caller disposes. */
export interface Forward {
  /** `[B, H]` before the relu in front of the last layer; absent where something stands between them (a ResNet's mean). */
  before?: tf.Tensor2D;
  /** `[B, H]` (>= 0) what the last layer takes: the deep features of an example */
  hidden: tf.Tensor2D;
  /** `[B, K]` */
  logits: tf.Tensor2D;
}

/** A classifier that ends in relu and one linear layer. Owns tensors until `dispose`. */
export interface LabNetwork {
  /** As in `--network`. */
  readonly name: string;
  readonly classCount: number;
  /** Everything that is learned. */
  readonly variables: readonly tf.Variable[];
  /** Those that weight decay holds back: kernels, not biases nor the scales of batch normalisation. */
  readonly kernels: ReadonlySet<tf.Variable>;
  /** Kernel `[H, K]` and bias `[K]` of the last layer. */
  readonly head: { kernel: tf.Variable; bias: tf.Variable };
  /** @param x `[B, height, width, channels]` standardised @param training batch normalisation takes the batch's moments, and learns from them */
  forward(x: tf.Tensor4D, training: boolean): Forward;
  dispose(): void;
}

/** The last layer of a network, out of the backend. */
export interface HeadWeights {
  /** `[H, K]` */
  kernel: Float32Array;
  /** `[K]` */
  bias: Float32Array;
  hidden: number;
  classCount: number;
}

export function headWeights({ head, classCount }: LabNetwork): HeadWeights {
  const kernel = Float32Array.from(head.kernel.dataSync());
  const bias = Float32Array.from(head.bias.dataSync());
  return { kernel, bias, hidden: head.kernel.shape[0]!, classCount };
}

/** Mean and deviation of each hidden unit over a batch, before the relu where it stands right before the last layer. */
export function hiddenStatistics(network: LabNetwork, x: tf.Tensor4D): HiddenStatistics {
  const [mean, variance] = tf.tidy(() => {
    const { before, hidden } = network.forward(x, false);
    const moments = tf.moments(before ?? hidden, 0);
    return [moments.mean, moments.variance];
  });
  const statistics = {
    mean: Float32Array.from(mean!.dataSync()),
    deviation: Float32Array.from(variance!.dataSync(), Math.sqrt),
  };
  tf.dispose([mean!, variance!]);
  return statistics;
}

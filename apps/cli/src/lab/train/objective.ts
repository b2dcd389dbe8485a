import type * as tf from '@tensorflow/tfjs-core';

/**
 * Loss of each example of a batch, within a tape.
 *
 * @param logits `[B, K]` @param targets `[B, K]` probabilities of the given label: one-hot, or mixed by mixup
 * @param rows `[B]` which training examples these are (with mixup, the first of each pair) @returns `[B]`
 */
export type Loss = (logits: tf.Tensor2D, targets: tf.Tensor2D, rows: Int32Array) => tf.Tensor1D;

/** What training makes small: the mean of the losses (each times its example's weight), and the penalty. */
export interface Objective {
  loss: Loss;
  /** Learned beside the network's, with the same steps but without weight decay (a noise layer's matrix). */
  variables?: readonly tf.Variable[];
  /** Added to the mean loss; within the tape. */
  penalty?(): tf.Scalar;
  /** After every update (a projection back to probabilities). */
  afterStep?(): void;
}

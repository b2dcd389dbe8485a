import * as tf from '@tensorflow/tfjs-core';
import { projectToSimplex, uniformMatrix } from '#noise';

/** Stands for log 0: certain enough, and finite. */
const LOG_ZERO = -1e4;
/** Finite in float32, so that a label that was taken for impossible moves Q far, not to infinity. */
const LARGEST_RATIO = 1e13;

/**
 * The target that the noise layer sets a classifier, `t = softmax(ownBelief · logits + logLikelihood)`: at `ownBelief` 1 the
 * posterior under the network's own p. The gradient of `-log Σ_i softmax(logits)_i · exp(logLikelihood_i)` on the logits is
 * `softmax(logits) - t`. The lab's single Q and the service's several sources are trained through this one function.
 *
 * @param logits `[B, K]` @param logLikelihood `[B, K]` log P(labels | true = i), any offset per row
 * @returns `[B, K]`, rows sum to 1; the caller disposes
 */
export function noiseLayerTarget(logits: tf.Tensor2D, logLikelihood: tf.Tensor2D, ownBelief = 1): tf.Tensor2D {
  return tf.tidy(() => tf.softmax(tf.add(tf.mul(logits, ownBelief), logLikelihood)) as tf.Tensor2D);
}

/**
 * The bottom-up noise layer's loss per example (Sukhbaatar & Fergus 2014, "Learning from noisy labels with deep neural networks",
 * section 3.1): `P(given | x) = Σ_i Q[i][given] · p(i | x)` (Eq. 1: a linear layer on the softmax, without bias, weights in [0, 1]),
 * and `-log P(given | x)`, whose mean over a batch is minus Eq. 2. The paper writes `q_ji` with columns that sum to 1: transposed here.
 * Has a gradient on both: on the logits `p - t`, t as in `noiseLayerTarget`; on the matrix
 * `dQ[i][j] = -Σ_{n: given_n = j} p(i | x_n) / P(given_n | x_n)`, also where an entry is 0 (which Q = I needs to begin to learn).
 *
 * @param logits `[B, K]` of the classifier @param matrix `[K, J]` `Q[true][given]`, rows sum to 1; J labels, K where there is no
 *   class of outliers @param given `[B, J]` one-hot
 * @param maxRatio bound of p / P in the gradient on Q. Near Q = I a network that is sure of another class makes it as large as one
 *   likes, and Q then jumps from corner to corner of the simplex: a Q that learns wants about 10. Ours, not the paper's
 * @returns `[B]`; the caller disposes
 */
export function noiseLayerLosses(
  logits: tf.Tensor2D,
  matrix: tf.Tensor2D,
  given: tf.Tensor2D,
  maxRatio = LARGEST_RATIO,
): tf.Tensor1D {
  const losses = tf.customGrad((...inputs) => {
    const [z, q, save] = inputs as unknown as [tf.Tensor2D, tf.Tensor2D, tf.GradSaveFunc];
    const logP = tf.logSoftmax(z) as tf.Tensor2D;
    const logLikelihood = logColumns(q, given);
    const value = tf.neg(tf.logSumExp(tf.add(logP, logLikelihood), 1));
    save([logP, logLikelihood, value, given]);
    const gradFunc = (dy: tf.Tensor, saved: tf.Tensor[]) => gradients(dy, saved, maxRatio);
    return { value, gradFunc };
  });
  return tf.tidy(() => losses(logits, matrix) as tf.Tensor1D);
}

/**
 * The same of several labels per example, each by its source's own Q, which the service trains with (not in the paper):
 * `-log Σ_i p(i | x) · exp(logLikelihood_i)`. Has the gradient on the logits.
 *
 * @param logits `[B, K]` @param logLikelihood `[B, K]` log Π_s Q_s[i][given_s], any offset per row
 * @returns `[B]`, up to the offsets; the caller disposes
 */
export function jointNoiseLosses(logits: tf.Tensor2D, logLikelihood: tf.Tensor2D): tf.Tensor1D {
  const losses = tf.customGrad((...inputs) => {
    const [z, save] = inputs as unknown as [tf.Tensor2D, tf.GradSaveFunc];
    const logP = tf.logSoftmax(z) as tf.Tensor2D;
    save([tf.sub(tf.exp(logP), noiseLayerTarget(logP, logLikelihood))]);
    const gradFunc = (dy: tf.Tensor, [onLogits]: tf.Tensor[]) => tf.mul(tf.reshape(dy, [-1, 1]), onLogits!);
    return { value: tf.neg(tf.logSumExp(tf.add(logP, logLikelihood), 1)), gradFunc };
  });
  return tf.tidy(() => losses(logits) as tf.Tensor1D);
}

/**
 * `[B, K]` log Q[i][given] of each true class i: what the service calls the log-likelihood of a row's labels.
 *
 * @param given `[B, J]` one-hot
 */
export function logColumns(matrix: tf.Tensor2D, given: tf.Tensor2D): tf.Tensor2D {
  // By a product: gathering has no gradient kernel on every backend, and products are fast on all.
  return tf.tidy(() => {
    const columns = tf.matMul(given, matrix, false, true);
    return tf.where(tf.greater(columns, 0), tf.log(tf.maximum(columns, 1e-38)), LOG_ZERO);
  });
}

function gradients(dy: tf.Tensor, saved: tf.Tensor[], maxRatio: number): [onLogits: tf.Tensor, onMatrix: tf.Tensor] {
  const [logP, logLikelihood, loss, given] = saved as [tf.Tensor2D, tf.Tensor2D, tf.Tensor1D, tf.Tensor2D];
  const perRow = tf.reshape(dy, [-1, 1]);
  const onLogits = tf.mul(perRow, tf.sub(tf.exp(logP), noiseLayerTarget(logP, logLikelihood)));
  const ratio = tf.exp(tf.minimum(tf.add(logP, tf.reshape(loss, [-1, 1])), Math.log(maxRatio))); // p_i / P(given) [B, K]
  const onMatrix = tf.neg(tf.matMul(tf.mul(perRow, ratio) as tf.Tensor2D, given, true, false)); // [K, J]
  return [onLogits, onMatrix];
}

/** What pulls a learned Q off the identity. */
export interface NoiseLayerPull {
  /** Adds `weightDecay / 2 · Σ_ij Q[i][j]^2` to the loss: what the paper's experiments use. */
  weightDecay?: number;
  /** Adds `trace · Σ_i Q[i][i]` to the loss: what the paper's theory asks for. */
  trace?: number;
}

/**
 * The noise matrix of a network's last layer. It is fixed (Q as given, or as estimated) until it `learns`, together with the network
 * and by the same optimiser (section 3.3): each step is then followed by `project`, every row to the probability simplex. Which
 * projection is open in the paper's equations; this is the nearest point. Owns its tensor until `dispose`.
 */
export class NoiseLayer {
  /** `Q[true][given]` `[K, J]`, rows sum to 1. `trainable` says whether it learns. */
  readonly matrix: tf.Variable<tf.Rank.R2>;

  /** @param rows `[K][J]`, each sums to 1 */
  constructor(
    rows: ArrayLike<number>[],
    private readonly pull: NoiseLayerPull = {},
  ) {
    const values = rows.map((row) => Array.from(row));
    this.matrix = tf.tidy(() => tf.variable(tf.tensor2d(values), false));
  }

  /** Where learning begins: Q = I, under which the layer does nothing. */
  static identity(classCount: number, pull: NoiseLayerPull = {}): NoiseLayer {
    return new NoiseLayer(uniformMatrix(1, classCount), pull);
  }

  /** From now on Q is learned. */
  learn(): void {
    this.matrix.trainable = true;
  }

  /** `weightDecay / 2 · |Q|^2 + trace · tr(Q)`, to be added to the mean loss, with its gradient on Q. The caller disposes. */
  penalty(): tf.Scalar {
    const { weightDecay = 0, trace = 0 } = this.pull;
    const value = tf.customGrad((...inputs) => {
      const [q, save] = inputs as unknown as [tf.Tensor2D, tf.GradSaveFunc];
      const diagonal = tf.eye(q.shape[0], q.shape[1]);
      save([tf.add(tf.mul(q, weightDecay), tf.mul(diagonal, trace))]);
      const squares = tf.mul(tf.sum(tf.square(q)), weightDecay / 2);
      const gradFunc = (dy: tf.Tensor, [onMatrix]: tf.Tensor[]) => tf.mul(dy, onMatrix!);
      return { value: tf.add(squares, tf.mul(tf.sum(tf.mul(q, diagonal)), trace)), gradFunc };
    });
    return tf.tidy(() => value(this.matrix) as tf.Scalar);
  }

  /** Every row to the nearest distribution. */
  project(): void {
    const rows = this.rows().map((row) => Array.from(projectToSimplex(row)));
    tf.tidy(() => this.matrix.assign(tf.tensor2d(rows)));
  }

  /** A copy, `[K][J]`. */
  rows(): number[][] {
    return this.matrix.arraySync();
  }

  dispose(): void {
    this.matrix.dispose();
  }
}

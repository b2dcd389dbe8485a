import * as tf from '@tensorflow/tfjs-core';

/**
 * The top-down noise layer's loss per example (Sukhbaatar & Fergus 2014, section 3.5, Eq. 6): the label is turned into a belief about
 * the truth, and the network learns that belief: `-Σ_i S[given][i] · log p(i | x)`, whose mean is minus Eq. 6. S is transposed here
 * as Q is: the paper's columns are our rows. The paper takes `S = alpha I + (1 - alpha) / K · 1` (`uniformMatrix`), which fits
 * outliers and random labels. The loss is then `alpha · CE(given) + (1 - alpha) · CE(1 / K)`, CE being cross-entropy: the label counts
 * for alpha, as under `reweighted` with gamma = alpha, and a pull to equal probabilities is added to every noisy example.
 *
 * It cannot undo flips: the best p is then `Σ_j Q[i][j] · S[j]`, which has the same order of classes as without S. Only `S = Q^-1`
 * would undo them (in expectation over the labels it is the clean loss), but it has entries below 0: the loss of one example then
 * has no lower bound, and its variance grows with the inverse's entries.
 *
 * Has a gradient on the logits, `p - S[given]`.
 *
 * @param logits `[B, K]` @param matrix `[J, K]` `S[given][true]`, rows sum to 1 @param given `[B, J]` one-hot
 * @returns `[B]`; the caller disposes
 */
export function topDownLosses(logits: tf.Tensor2D, matrix: tf.Tensor2D, given: tf.Tensor2D): tf.Tensor1D {
  const losses = tf.customGrad((...inputs) => {
    const [z, save] = inputs as unknown as [tf.Tensor2D, tf.GradSaveFunc];
    const logP = tf.logSoftmax(z);
    const belief = tf.matMul(given, matrix); // [B, K], rows sum to 1
    save([logP, belief]);
    const gradFunc = (dy: tf.Tensor, saved: tf.Tensor[]) =>
      tf.mul(tf.reshape(dy, [-1, 1]), tf.sub(tf.exp(saved[0]!), saved[1]!));
    return { value: tf.neg(tf.sum(tf.mul(belief, logP), 1)), gradFunc };
  });
  return tf.tidy(() => losses(logits) as tf.Tensor1D);
}

import * as tf from '@tensorflow/tfjs-core';

export const EPSILON = 1e-5;

/** `[C]` each, over all axes but the last; the variance is divided by the number of values. */
export interface Moments {
  mean: tf.Tensor1D;
  variance: tf.Tensor1D;
}

/**
 * Batch normalisation with the batch's own moments (Ioffe & Szegedy 2015, Algorithm 1): `scale (x - mean) / sqrt(variance + ε) +
 * offset`. One operation on the tape, which keeps `x` and nothing else of its size: with tfjs's single operations a forward pass of
 * WRN-28-10 held 173 MB per image of CIFAR-10, 22 GB for a batch of 128; now 52 MB and 6.7 GB.
 * Has a gradient on all three, through the moments too; with n = (x - mean) / sqrt(variance + ε) it is
 * `scale / sqrt(variance + ε) (dy - mean(dy) - n mean(dy n))`, `Σ dy n` and `Σ dy`.
 *
 * @param x `[..., C]` @param scale `[C]` @param offset `[C]` @param onMoments sees them within the operation, and keeps nothing
 * @returns the shape of x; the caller disposes
 */
export function normaliseBatch<T extends tf.Tensor>(
  x: T,
  scale: tf.Tensor1D,
  offset: tf.Tensor1D,
  onMoments: (moments: Moments) => void,
): T {
  const axes = x.shape.map((_, axis) => axis).slice(0, -1);
  const operation = tf.customGrad((...inputs) => {
    const [x, scale, offset, save] = inputs as unknown as [T, tf.Tensor1D, tf.Tensor1D, tf.GradSaveFunc];
    const moments = tf.moments(x, axes) as Moments;
    onMoments(moments);
    const { mean, variance } = moments;
    save([x, scale, mean, variance]);
    return { value: tf.batchNorm(x, mean, variance, offset, scale, EPSILON), gradFunc };
  });
  const gradFunc = (dy: tf.Tensor, saved: tf.Tensor[]) =>
    tf.tidy(() => gradients(dy, saved as [T, tf.Tensor1D, tf.Tensor1D, tf.Tensor1D], axes));
  return operation(x, scale, offset) as T;
}

function gradients(
  dy: tf.Tensor,
  [x, scale, mean, variance]: [tf.Tensor, tf.Tensor1D, tf.Tensor1D, tf.Tensor1D],
  axes: number[],
): [onX: tf.Tensor, onScale: tf.Tensor, onOffset: tf.Tensor] {
  const inverse = tf.div(1, tf.sqrt(tf.add(variance, EPSILON)));
  const normal = tf.mul(tf.sub(x, mean), inverse);
  const onScale = tf.sum(tf.mul(dy, normal), axes);
  const onOffset = tf.sum(dy, axes);
  const count = x.size / mean.size;
  const centred = tf.sub(tf.sub(dy, tf.div(onOffset, count)), tf.mul(normal, tf.div(onScale, count)));
  return [tf.mul(centred, tf.mul(scale, inverse)), onScale, onOffset];
}

import * as tf from '@tensorflow/tfjs-core';
import { logSoftmaxRows } from '#model';
import { argmaxOfRows } from '#noise';
import type { Images } from '../data/image-set.js';
import type { LabNetwork } from '../networks/lab-network.js';
import { gatherPixels, type PixelScale } from './batches.js';

/** WRN-28-10 takes 10 MB for each image of 32 x 32. */
const BATCH = 200;

/** Images as `[B, height, width, channels]`, standardised; the caller disposes. */
export function imageTensor(images: Images, rows: ArrayLike<number>, scale: PixelScale): tf.Tensor4D {
  return tf.tensor4d(gatherPixels(images, rows, scale), [rows.length, ...images.shape]);
}

/** `[N, K]` logits of all images, in batches, and their deep features where asked for. */
export interface Outputs {
  logits: Float32Array;
  /** `[N, H]` */
  hidden?: Float32Array;
}

export function forwardMany(
  network: LabNetwork,
  images: Images,
  scale: PixelScale,
  wants: { hidden?: boolean } = {},
): Outputs {
  const H = network.head.kernel.shape[0]!;
  const logits = new Float32Array(images.count * network.classCount);
  const hidden = wants.hidden ? new Float32Array(images.count * H) : undefined;
  for (let from = 0; from < images.count; from += BATCH) {
    const rows = Array.from({ length: Math.min(BATCH, images.count - from) }, (_, n) => from + n);
    const [z, h] = tf.tidy(() => {
      const forward = network.forward(imageTensor(images, rows, scale), false);
      return [forward.logits, forward.hidden];
    });
    logits.set(z!.dataSync(), from * network.classCount);
    hidden?.set(h!.dataSync(), from * H);
    tf.dispose([z!, h!]);
  }
  return { logits, ...(hidden && { hidden }) };
}

/** `[N, K]` log-probabilities. */
export function logProbabilities(network: LabNetwork, images: Images, scale: PixelScale): Float32Array {
  return logSoftmaxRows(forwardMany(network, images, scale).logits, network.classCount, 1);
}

/** Share of rows whose largest entry is not the label. @param scores `[N, K]` @param labels `[N]` */
export function errorOf(scores: Float32Array, labels: ArrayLike<number>, classCount: number): number {
  const likeliest = argmaxOfRows(scores, classCount);
  return likeliest.filter((best, n) => best !== labels[n]).length / likeliest.length;
}

import * as tf from '@tensorflow/tfjs-core';
import { NoiseLayer, noiseLayerLosses } from '#model';
import type { Images } from '../../data/image-set.js';
import type { LabNetwork } from '../../networks/lab-network.js';
import type { PixelScale } from '../../train/batches.js';
import { forwardMany } from '../../train/evaluate.js';
import type { Objective } from '../../train/objective.js';
import { oneHot } from '../../train/train.js';

/** Of p / P in the gradient on Q: without a bound a Q that learns collapses under 50 % noise (all classes into a few). */
const MAX_RATIO = 10;

/** Training through a noise layer: Eq. 2, and after each update of a Q that learns the projection. */
export function noiseLayerObjective(layer: NoiseLayer): Objective {
  return {
    loss: (logits, targets) => noiseLayerLosses(logits, layer.matrix, targets, MAX_RATIO),
    variables: [layer.matrix],
    penalty: () => layer.penalty(),
    afterStep: () => {
      if (layer.matrix.trainable) layer.project();
    },
  };
}

/** Mean loss on noisy labels: validation keeps the layer (3.3). */
export function noisyLoss(network: LabNetwork, images: Images, scale: PixelScale, layer: NoiseLayer): number {
  const { classCount } = network;
  const { logits } = forwardMany(network, images, scale);
  return tf.tidy(() => {
    const given = tf.tensor2d(oneHot(images.labels, classCount), [images.count, classCount]);
    const losses = noiseLayerLosses(tf.tensor2d(logits, [images.count, classCount]), layer.matrix, given);
    return tf.mean(losses).dataSync()[0]!;
  });
}

/** Mean over true classes of `Σ_j |Q[i][j] - true Q[i][j]|`, in [0, 2]. */
export function noiseDistance(found: number[][], expected: number[][]): number {
  const rows = found.map((row, i) => row.reduce((sum, q, j) => sum + Math.abs(q - expected[i]![j]!), 0));
  return rows.reduce((a, b) => a + b, 0) / rows.length;
}

import * as tf from '@tensorflow/tfjs-core';
import { noiseLayerLosses, Random, reweighted, topDownLosses } from '#model';
import { uniformMatrix } from '#noise';
import { openNetwork } from '../../networks/open-network.js';
import type { Figures, RunContext } from '../../run/recipe.js';
import { crossEntropy } from '../../train/baselines.js';
import type { Loss } from '../../train/objective.js';
import { bestEpoch, oneHot, train } from '../../train/train.js';
import { cleanOnly, drawWithOutliers, OUTLIER_SHARE, type OutlierKind } from './with-outliers.js';

/** What the noisy images are learned through; the clean ones always by cross-entropy. */
export type NoisyLayer = 'none' | 'bottom-up' | 'top-down';

export interface OutlierSettings {
  /** undefined: only the clean images */
  gamma?: number;
  layer: NoisyLayer;
  outliers: OutlierKind;
  /** Of outliers among the noisy images. */
  share?: number;
  /** Share of right images as the layers are told it; the true one where absent. */
  alpha?: number;
}

const layers: Record<NoisyLayer, (matrix: tf.Tensor2D) => Loss> = {
  none: () => crossEntropy,
  'bottom-up': (matrix) => (logits, targets) => noiseLayerLosses(logits, matrix, targets),
  'top-down': (matrix) => (logits, targets) => topDownLosses(logits, matrix, targets),
};

/** Clean and noisy images together (Eq. 7). Every job makes as many updates. */
export async function trainWithOutliers(
  { gamma, layer, outliers, share = OUTLIER_SHARE, alpha = 1 - share }: OutlierSettings,
  context: RunContext,
): Promise<Figures> {
  const all = await drawWithOutliers(context, outliers, share);
  const { classCount: K, images, isNoisy, validation, test } = gamma === undefined ? cleanOnly(all) : all;
  const { settings, seed } = context;
  const epochs = Math.round((settings.training.epochs * all.images.count) / images.count);
  const options = { image: images.shape, classCount: K, batchNorm: false };
  const network = openNetwork(settings.network, options, new Random(seed + 0x11));
  const matrix = tf.tensor2d(uniformMatrix(alpha, K));
  try {
    const figures = await train({
      network,
      images,
      targets: oneHot(images.labels, K),
      objective: { loss: onNoisy(layers[layer](matrix), isNoisy) },
      settings: { ...settings.training, epochs },
      random: new Random(seed + 0x22),
      measured: { validation, test },
      beforeEpoch: ({ epoch, weights }) => {
        if (epoch === 0) weights.set(reweighted(isNoisy, gamma ?? 1));
      },
      onProgress: context.progress,
    });
    return { test: figures.at(-1)!.errors['test']!, stopped: bestEpoch(figures).errors['test']!, epochs: figures };
  } finally {
    network.dispose();
    matrix.dispose();
  }
}

/** The layer's loss where the label is noisy, cross-entropy where it is clean. */
function onNoisy(layered: Loss, isNoisy: Uint8Array): Loss {
  if (layered === crossEntropy) return crossEntropy;
  return (logits, targets, rows) => {
    const noisy = tf.tensor1d(Float32Array.from(rows, (row) => isNoisy[row]!));
    const clean = tf.mul(crossEntropy(logits, targets, rows), tf.sub(1, noisy));
    return tf.add(clean, tf.mul(layered(logits, targets, rows), noisy));
  };
}

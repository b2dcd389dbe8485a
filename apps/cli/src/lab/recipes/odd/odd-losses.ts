import * as tf from '@tensorflow/tfjs-core';
import {
  logSoftmaxRows,
  lossAtPercentile,
  oddLoss,
  oddThreshold,
  Random,
  randomLosses,
  randomLossesOfRows,
  standardStatistics,
  type HiddenStatistics,
} from '#model';
import { headWeights, hiddenStatistics, type LabNetwork } from '../../networks/lab-network.js';
import { imageTensor, logProbabilities } from '../../train/evaluate.js';
import type { TrainState } from '../../train/train.js';

/**
 * Where the losses of uniformly random labels come from. `paper`: inputs of the last layer from relu(N(0, I)), p-th percentile of all random labels. `service`: each hidden unit with
 * its own mean and deviation, p-th percentile of the wrong ones. `rows`: random labels for the examples themselves, the same
 * percentile. All in libs/model/src/odd.ts.
 */
export const simulations = ['paper', 'service', 'rows'] as const;
export type Simulation = (typeof simulations)[number];

/** What is looked at: a network in training, or a trained one. */
export type Looked = Pick<TrainState, 'network' | 'images' | 'scale'>;

const STATISTICS_IMAGES = 1_000;

/** `[S]` ascending: losses that uniformly random labels have under this network, simulated from its last layer. */
export function simulate(simulation: Simulation, looked: Looked, seed: number): Float64Array {
  const { network, images, scale } = looked;
  const random = new Random(seed);
  if (simulation === 'rows')
    return randomLossesOfRows(logProbabilities(network, images, scale), network.classCount, random);
  const statistics = simulation === 'paper' ? standardStatistics(network.head.kernel.shape[0]!) : ownStatistics(looked);
  return randomLosses(statistics, network.classCount, headLogProbabilities(network), random);
}

/** @param losses of `simulate` @param share p / 100 */
export function thresholdOf(simulation: Simulation, losses: Float64Array, classCount: number, share: number): number {
  return simulation === 'paper' ? lossAtPercentile(losses, share) : oddThreshold(losses, classCount, share);
}

/**
 * Loss of each example's given label under the network as it is now, batch normalisation with its running moments. `[N]`
 * One pass over the images; the paper does not say whether it takes this or what each batch's loss was when it was
 * learned, which would cost nothing and be up to an epoch old.
 */
export function givenLossesNow({ network, images, scale }: Looked, given: Int32Array): Float64Array {
  const K = network.classCount;
  const logP = logProbabilities(network, images, scale);
  return Float64Array.from(given, (label, n) => oddLoss(logP.subarray(n * K, (n + 1) * K), label));
}

function ownStatistics({ network, images, scale }: Looked): HiddenStatistics {
  const x = imageTensor(
    images,
    Array.from({ length: Math.min(images.count, STATISTICS_IMAGES) }, (_, n) => n),
    scale,
  );
  const statistics = hiddenStatistics(network, x);
  x.dispose();
  return statistics;
}

/** The last layer alone: hidden units `[S, H]` to log p `[S, K]`. */
function headLogProbabilities(network: LabNetwork): (hidden: Float32Array, rows: number) => Float32Array {
  const { kernel, bias, hidden: H, classCount: K } = headWeights(network);
  return (hidden, rows) => {
    const logits = tf.tidy(() => tf.add(tf.matMul(tf.tensor2d(hidden, [rows, H]), tf.tensor2d(kernel, [H, K])), bias));
    const values = Float32Array.from(logits.dataSync());
    logits.dispose();
    return logSoftmaxRows(values, K, 1);
  };
}

/** How well a filter tells wrong labels from right ones. Numbers are NaN where there is nothing to divide by. */
export type FilterFigures = {
  threshold: number;
  /** Share of all examples that it removes. */
  removed: number;
  /** Of those, share that is wrong. */
  precision: number;
  /** Share of the wrong ones that it removes. */
  recall: number;
  /** Share of wrong labels among those that stay. */
  wrongLeft: number;
};

/** @param losses `[N]` @param isWrong `[N]` */
export function filterFigures(losses: Float64Array, isWrong: Uint8Array, threshold: number): FilterFigures {
  let [removed, removedWrong, wrong] = [0, 0, 0];
  losses.forEach((loss, n) => {
    wrong += isWrong[n]!;
    if (loss <= threshold) return;
    removed++;
    removedWrong += isWrong[n]!;
  });
  const left = losses.length - removed;
  return {
    threshold,
    removed: removed / losses.length,
    precision: removedWrong / removed,
    recall: removedWrong / wrong,
    wrongLeft: (wrong - removedWrong) / left,
  };
}

export function wrongLabels(truth: Int32Array, given: Int32Array): Uint8Array {
  return Uint8Array.from(given, (label, n) => Number(label !== truth[n]));
}

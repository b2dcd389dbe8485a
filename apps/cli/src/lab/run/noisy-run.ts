import { Random } from '#model';
import { drawExamples, type DrawnExamples } from '../data/draw-examples.js';
import { joinImages } from '../data/image-set.js';
import { openNetwork } from '../networks/open-network.js';
import type { LabNetwork } from '../networks/lab-network.js';
import { makeNoise, type NoiseKind, type NoisyLabels } from '../noise/make-noise.js';
import { oneHot, train, type EpochFigures, type TrainTask } from '../train/train.js';
import type { RunContext } from './recipe.js';

/** Parts of a set with noise in the training labels. `train.labels` stay the true ones; `validation.labels` are noisy. */
export interface NoisyExamples extends DrawnExamples, NoisyLabels {}

/** Jobs of one seed that ask for the same noise get the same images and labels. */
export function drawNoisy(context: RunContext, noise: NoiseKind): NoisyExamples {
  const random = new Random(context.seed);
  const { settings, set } = context;
  const drawn = drawExamples(set, settings.sizes, random);
  const K = set.classes.length;
  const { train, validation } = drawn;
  // One draw, so that a random matrix is the same for both.
  const both = makeNoise(joinImages(train, validation), K, noise, random);
  return {
    ...drawn,
    noise: both.noise,
    given: both.given.slice(0, train.count),
    validation: { ...validation, labels: both.given.slice(train.count) },
  };
}

export type TrainOn = Pick<TrainTask, 'objective'> & Partial<TrainTask> & { batchNorm?: boolean };

/**
 * Trains a new network on noisy examples, with the errors on validation (noisy labels) and test (true ones) after each
 * epoch. Jobs of one seed begin with the same weights.
 *
 * @param use is called with the trained network before it is disposed
 */
export async function trainOn<T>(
  context: RunContext,
  examples: NoisyExamples,
  { batchNorm = false, ...task }: TrainOn,
  use: (network: LabNetwork) => T | Promise<T>,
): Promise<{ epochs: EpochFigures[]; used: T }> {
  const { settings, set } = context;
  const classCount = set.classes.length;
  const options = { image: examples.train.shape, classCount, batchNorm };
  const network = openNetwork(settings.network, options, new Random(context.seed + 0x11));
  try {
    const epochs = await train({
      network,
      images: examples.train,
      targets: oneHot(examples.given, classCount),
      settings: settings.training,
      random: new Random(context.seed + 0x22),
      measured: { validation: examples.validation, test: examples.test },
      onProgress: (share) => context.progress(share),
      ...task,
    });
    return { epochs, used: await use(network) };
  } finally {
    network.dispose();
  }
}

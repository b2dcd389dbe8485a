import { argmaxOfRows, noiseFromClean } from '#noise';
import type { Images } from '../../data/image-set.js';
import type { LabNetwork } from '../../networks/lab-network.js';
import type { NoisyExamples } from '../../run/noisy-run.js';
import { trainOn } from '../../run/noisy-run.js';
import type { RunContext } from '../../run/recipe.js';
import { crossEntropy } from '../../train/baselines.js';
import { pixelScale, type PixelScale } from '../../train/batches.js';
import { errorOf, forwardMany } from '../../train/evaluate.js';

/**
 * Q by clean data (section 3.4): a network learns the noisy labels as they are; C* is counted on the clean images and C~ on
 * the noisy validation images, neither of which it learned from. It is read at the epoch that predicts noisy validation labels best
 * (the paper does not say when), because a network that knows its labels by heart predicts neither. The clean images serve nothing
 * else: the paper's rows are of networks that learned from noisy labels.
 *
 * @param penalty of the sparse form (Eq. 5); absent: the plain one
 */
export async function estimateNoise(
  context: RunContext,
  examples: NoisyExamples,
  penalty?: number,
): Promise<number[][]> {
  const classCount = context.set.classes.length;
  const scale = pixelScale(examples.train);
  const best = { error: Infinity, validation: new Float32Array(), clean: new Float32Array() };
  const look = (network: LabNetwork) => {
    const validation = scores(network, examples.validation, scale);
    const error = errorOf(validation, examples.validation.labels, classCount);
    if (error < best.error) Object.assign(best, { error, validation, clean: scores(network, examples.clean, scale) });
  };
  const task = {
    objective: { loss: crossEntropy },
    beforeEpoch: ({ epoch, network }: { epoch: number; network: LabNetwork }) => {
      if (epoch > 0) look(network);
    },
    onProgress: (share: number) => context.progress(share / 2),
  };
  await trainOn(context, examples, task, look);
  const clean = { truth: examples.clean.labels, predicted: argmaxOfRows(best.clean, classCount) };
  const noisy = { given: examples.validation.labels, predicted: argmaxOfRows(best.validation, classCount) };
  return noiseFromClean({ classCount, clean, noisy }, penalty);
}

function scores(network: LabNetwork, images: Images, scale: PixelScale): Float32Array {
  return forwardMany(network, images, scale).logits;
}

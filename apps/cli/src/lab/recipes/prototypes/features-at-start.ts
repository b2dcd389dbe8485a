import { logSoftmaxRows } from '#model';
import { argmaxOfRows } from '#noise';
import { trainOn, type NoisyExamples } from '../../run/noisy-run.js';
import type { RunContext } from '../../run/recipe.js';
import { crossEntropy } from '../../train/baselines.js';
import { forwardMany, type Outputs } from '../../train/evaluate.js';
import type { TrainState } from '../../train/train.js';
import { usualSelfLearning } from './self-learning-settings.js';
import { startEpoch } from './self-learning-training.js';

/** What a network that was trained on the given labels until the start epoch makes of the training images. */
export async function featuresAtStart(context: RunContext, examples: NoisyExamples): Promise<Required<Outputs>> {
  const start = startEpoch(context, usualSelfLearning(context.scale));
  const found: Outputs[] = [];
  const beforeEpoch = (state: TrainState) => {
    if (state.epoch === start) found.push(forwardMany(state.network, state.images, state.scale, { hidden: true }));
    state.isOver = state.epoch === start;
  };
  await trainOn(context, examples, { objective: { loss: crossEntropy }, measured: {}, beforeEpoch }, () => undefined);
  return found[0]! as Required<Outputs>;
}

/**
 * Candidates as the service takes them: of each class those images that the network itself takes for it, the surest first. (The
 * service's network has not learned from them, and their labels speak too; see the recipe `service`.)
 *
 * @param logits `[N, K]` @returns up to `most` rows per class
 */
export function surest(logits: Float32Array, classCount: number, most: number): Int32Array[] {
  const logP = logSoftmaxRows(Float32Array.from(logits), classCount, 1);
  const likeliest = argmaxOfRows(logP, classCount);
  const rows = [...likeliest.keys()];
  return Array.from({ length: classCount }, (_, label) => {
    const own = rows.filter((n) => likeliest[n] === label);
    return Int32Array.from(own.sort((a, b) => logP[b * classCount + label]! - logP[a * classCount + label]!)).subarray(
      0,
      most,
    );
  });
}

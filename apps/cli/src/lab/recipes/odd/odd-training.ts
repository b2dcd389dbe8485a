import { pixelScale } from '../../train/batches.js';
import { crossEntropy } from '../../train/baselines.js';
import { trainOn, type NoisyExamples } from '../../run/noisy-run.js';
import type { Figures, RunContext } from '../../run/recipe.js';
import { scaleSettings, type Scale, type ScaleSettings } from '../../run/scales.js';
import { steps } from '../../train/schedule.js';
import type { TrainState } from '../../train/train.js';
import type { Looked } from './odd-losses.js';
import { oddRemover, type OddSettings } from './odd-remover.js';

/** p = 10 after three eighths of the epochs, while the rate is at its first value. Both are our choice. */
export const usualOdd: OddSettings = { simulation: 'paper', share: 0.1, at: 0.375, treatment: 'remove' };

/** Shares of the epochs after which the rate falls to a tenth. */
export const RATE_FALLS = [0.5, 0.75];

/**
 * The rate stays high for half of the training: high enough, with enough weight decay, that wrong labels are not learned
 * by heart meanwhile, which is what the paper rests on. 5,000 images without augmentation are easily learned by heart, so
 * that the smaller scales need more weight decay than WRN-28-10 on CIFAR-10.
 */
export function oddScale(scale: Scale): Partial<ScaleSettings> {
  const { training } = scaleSettings[scale];
  const rates = { learningRate: 0.1, schedule: steps(RATE_FALLS) };
  if (scale !== 'paper') return { training: { ...training, ...rates, weightDecay: 1e-2 } };
  return { training: { ...training, ...rates }, sizes: { train: 50_000, validation: 0, clean: 0, test: 10_000 } };
}

export interface OddOptions {
  odd?: OddSettings;
  /** alpha; 0: none */
  mixup?: number;
  batchNorm?: boolean;
}

/** Trains with or without ODD; test accuracy after the last epoch, and what was removed. */
export async function trainOdd(context: RunContext, examples: NoisyExamples, options: OddOptions): Promise<Figures> {
  const { odd, mixup = 0, batchNorm = true } = options;
  const remover = odd && oddRemover(context, examples, odd);
  const task = {
    objective: { loss: crossEntropy },
    settings: { ...context.settings.training, mixup },
    batchNorm,
    ...(remover && { beforeEpoch: remover.beforeEpoch }),
  };
  const { epochs } = await trainOn(context, examples, task, () => undefined);
  return { accuracy: 1 - epochs.at(-1)!.errors['test']!, odd: remover?.report() ?? null, epochs };
}

/**
 * Trains without ODD and looks at the network after so many epochs; ends with the last look.
 *
 * @param after ascending, each >= 1 @returns what each look gave
 */
export async function trainAndLook<T>(
  context: RunContext,
  examples: NoisyExamples,
  { after, batchNorm = true }: { after: number[]; batchNorm?: boolean },
  look: (looked: Looked) => T,
): Promise<T[]> {
  const found: T[] = [];
  const { epochs } = context.settings.training;
  const task = {
    objective: { loss: crossEntropy },
    batchNorm,
    measured: {},
    beforeEpoch: (state: TrainState) => {
      if (after.includes(state.epoch)) found.push(look(state));
      state.isOver = state.epoch === after.at(-1);
    },
  };
  await trainOn(context, examples, task, (network) => {
    if (after.at(-1) !== epochs) return;
    found.push(look({ network, images: examples.train, scale: pixelScale(examples.train) }));
  });
  return found;
}

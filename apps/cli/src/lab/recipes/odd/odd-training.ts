import { crossEntropy } from '../../train/baselines.js';
import { trainOn, type NoisyExamples } from '../../run/noisy-run.js';
import type { Figures, RunContext } from '../../run/recipe.js';
import { scaleSettings, type Scale, type ScaleSettings } from '../../run/scales.js';
import { steps } from '../../train/schedule.js';
import type { TrainState } from '../../train/train.js';
import {
  filterFigures,
  givenLossesNow,
  simulate,
  thresholdOf,
  wrongLabels,
  type FilterFigures,
  type Simulation,
} from './odd-removal.js';

/**
 * What is done to examples beyond the threshold: `remove`; `weaken`: their loss counts a fifth. Or to all of them,
 * `p-value`: a loss counts as much as the share of random labels that have a greater one.
 */
export type Treatment = 'remove' | 'weaken' | 'p-value';

export interface OddSettings {
  simulation: Simulation;
  /** p / 100; smaller removes more. */
  share: number;
  /** When, once: share of the epochs that are over, in [0, 1). */
  at: number;
  treatment: Treatment;
}

/** p = 10 after three eighths of the epochs, while the rate is at its first value. Both are our choice. */
export const usualOdd: OddSettings = { simulation: 'paper', share: 0.1, at: 0.375, treatment: 'remove' };

const WEAKENED = 0.2;
/** Shares of the epochs after which the rate falls to a tenth. */
export const RATE_FALLS = [0.5, 0.75];

/**
 * The rate stays high for half of the training: high enough, with enough weight decay, that wrong labels are not learned
 * by heart meanwhile, which is what the paper rests on. 5,000 images without augmentation are easily learned by heart, so
 * that the smaller scales need more weight decay than WRN-28-10 on CIFAR-10.
 */
export function oddScale(scale: Scale): Partial<ScaleSettings> {
  const { training } = scaleSettings[scale];
  const weightDecay = scale === 'paper' ? training.weightDecay : 1e-2;
  return { training: { ...training, learningRate: 0.1, weightDecay, schedule: steps(RATE_FALLS) } };
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

type OddReport = FilterFigures & {
  epoch: number;
  /** What it cost: a pass over the images, and the simulation. */
  lossSeconds: number;
  simulationSeconds: number;
};

interface Remover {
  beforeEpoch(state: TrainState): void;
  report(): OddReport | undefined;
}

function oddRemover(context: RunContext, { train, given }: NoisyExamples, odd: OddSettings): Remover {
  const { epochs } = context.settings.training;
  const epoch = Math.min(epochs - 1, Math.round(odd.at * epochs));
  let report: OddReport | undefined;
  const beforeEpoch = (state: TrainState) => {
    if (state.epoch !== epoch) return;
    const began = performance.now();
    const losses = givenLossesNow(state, given);
    const measured = performance.now();
    const random = simulate(odd.simulation, state, context.seed + 0x33);
    const threshold = thresholdOf(odd.simulation, random, state.network.classCount, odd.share);
    const simulated = performance.now();
    treatments[odd.treatment](state, losses, threshold, random);
    report = {
      ...filterFigures(losses, wrongLabels(train.labels, given), threshold),
      epoch,
      lossSeconds: (measured - began) / 1_000,
      simulationSeconds: (simulated - measured) / 1_000,
    };
  };
  return { beforeEpoch, report: () => report };
}

type Treat = (state: TrainState, losses: Float64Array, threshold: number, random: Float64Array) => void;

const treatments: Record<Treatment, Treat> = {
  remove: (state, losses, threshold) => {
    state.rows = state.rows.filter((row) => losses[row]! <= threshold);
  },
  weaken: ({ weights }, losses, threshold) => {
    losses.forEach((loss, n) => (weights[n] = loss > threshold ? WEAKENED : 1));
  },
  'p-value': ({ weights }, losses, _, random) => {
    losses.forEach((loss, n) => (weights[n] = 1 - shareBelow(random, loss)));
  },
};

/** Share of the (ascending) values that are below one. */
export function shareBelow(values: Float64Array, value: number): number {
  let [low, high] = [0, values.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (values[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low / values.length;
}

import { Random } from '#model';
import type { NoisyExamples } from '../../run/noisy-run.js';
import type { RunContext } from '../../run/recipe.js';
import type { TrainState } from '../../train/train.js';
import {
  filterFigures,
  givenLossesNow,
  simulate,
  thresholdOf,
  wrongLabels,
  type FilterFigures,
  type Simulation,
} from './odd-losses.js';

/**
 * What is done to examples beyond the threshold: `remove`; `weaken`: their loss counts a fifth; `random`: as many are removed,
 * whichever. Or to all of them, `p-value`: a loss counts as much as the share of random labels that have a greater one.
 */
export type Treatment = 'remove' | 'weaken' | 'random' | 'p-value';

export interface OddSettings {
  simulation: Simulation;
  /** p / 100; smaller removes more. */
  share: number;
  /** When, once: share of the epochs that are over, in [0, 1). */
  at: number;
  treatment: Treatment;
}

const WEAKENED = 0.2;
type OddReport = FilterFigures & { epoch: number };

interface Remover {
  beforeEpoch(state: TrainState): void;
  report(): OddReport | undefined;
}

/** A hook for `train` that removes (or weakens) once, and says what it did. */
export function oddRemover(context: RunContext, { train, given }: NoisyExamples, odd: OddSettings): Remover {
  const { epochs } = context.settings.training;
  const epoch = Math.min(epochs - 1, Math.round(odd.at * epochs));
  let report: OddReport | undefined;
  const beforeEpoch = (state: TrainState) => {
    if (state.epoch !== epoch) return;
    const losses = givenLossesNow(state, given);
    const random = simulate(odd.simulation, state, context.seed + 0x33);
    const threshold = thresholdOf(odd.simulation, random, state.network.classCount, odd.share);
    treatments[odd.treatment](state, losses, threshold, { random, seed: context.seed + 0x55 });
    report = { ...filterFigures(losses, wrongLabels(train.labels, given), threshold), epoch };
  };
  return { beforeEpoch, report: () => report };
}

/** Losses of random labels, ascending, and the seed of what is drawn. */
interface Drawn {
  random: Float64Array;
  seed: number;
}
type Treat = (state: TrainState, losses: Float64Array, threshold: number, drawn: Drawn) => void;

const treatments: Record<Treatment, Treat> = {
  remove: (state, losses, threshold) => {
    state.rows = state.rows.filter((row) => losses[row]! <= threshold);
  },
  weaken: ({ weights }, losses, threshold) => {
    losses.forEach((loss, n) => (weights[n] = loss > threshold ? WEAKENED : 1));
  },
  random: (state, losses, threshold, { seed }) => {
    const kept = losses.filter((loss) => loss <= threshold).length;
    state.rows = new Random(seed).shuffle(Int32Array.from(state.rows)).subarray(0, kept);
  },
  'p-value': ({ weights }, losses, _, { random }) => {
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

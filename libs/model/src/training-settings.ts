import type { PosteriorSettings } from '#noise';

/** How versions are trained. One default serves all projects; the bench varies them to measure each part. */
export interface TrainingSettings {
  hidden: number;
  /** Rounds of: train the members, judge the buffer, estimate the noise matrices anew. */
  rounds: number;
  /** Passes over the buffer per round, before the budget. */
  epochs: number;
  batch: number;
  learningRate: number;
  momentum: number;
  weightDecay: number;
  inputDropout: number;
  /**
   * Let the out-of-fold evidence of the round before (and the class frequencies) speak beside the labels in the noise
   * layer's likelihood, as one more witness: it keeps a member from believing what only it memorised.
   */
  evidenceInTraining: boolean;
  /** Exponent of a member's own belief in its target, see `Network.gradients`. */
  ownBelief: number;
  /** false: every member learns from all examples, and scores what it has learned from. */
  crossFitting: boolean;
  /** false: members learn from each example's likeliest class in place of its labels' likelihood. */
  noiseLayer: boolean;
  /** Leave examples all of whose labels are odd out of the early epochs. */
  oddFilter: boolean;
  /** Networks of how many last rounds a member averages (each round starts from new weights). */
  averagedRounds: number;
  /** Steps of training that convolutions get at least, where features are images and the backend can train them. */
  bodySteps: number;
  /** Multiply-adds that one fine-tune may spend on training: it bounds the epochs on big buffers. */
  budget: number;
  /** Fixed posterior settings, for measuring what their fit is worth; absent: fitted. */
  settings?: Partial<PosteriorSettings>;
}

export const defaultTrainingSettings: TrainingSettings = {
  hidden: 64,
  rounds: 10,
  epochs: 30,
  batch: 64,
  learningRate: 0.1,
  momentum: 0.9,
  weightDecay: 0.01,
  inputDropout: 0.2,
  evidenceInTraining: true,
  ownBelief: 0.25,
  crossFitting: true,
  noiseLayer: true,
  oddFilter: true,
  averagedRounds: 2,
  bodySteps: 600,
  budget: 6e10,
};

/** Rounds are given up before epochs down to this many. */
const MIN_ROUNDS = 4;

/** Rounds, and epochs in each, within the budget; at least one epoch. @param rows of all members together */
export function roundsWithin(
  settings: TrainingSettings,
  rows: number,
  dimension: number,
  classCount: number,
): { rounds: number; epochs: number } {
  const perEpoch = 3 * rows * settings.hidden * (dimension + classCount);
  const epochsInAll = settings.budget / perEpoch;
  const rounds = Math.min(settings.rounds, Math.max(MIN_ROUNDS, Math.floor(epochsInAll / settings.epochs)));
  return { rounds, epochs: Math.max(1, Math.min(settings.epochs, Math.floor(epochsInAll / rounds))) };
}

import type { ShrinkageSettings } from './noise-matrix.js';

/**
 * What a project's posterior is made with. Fitted without gold by predicting each label before it is used, and
 * published with each model version.
 */
export interface PosteriorSettings extends ShrinkageSettings {
  /** a: exponent of the softmax head's probabilities. >= 0 */
  modelWeight: number;
  /** b: exponent of the prototype head's probabilities. >= 0 */
  prototypeWeight: number;
  /** Exponent of the class frequencies where the example has evidence of its own (1 where it has none). >= 0 */
  priorWeight: number;
  /** rho: how much labels of one example repeat each other. >= 0 */
  correlation: number;
  /** w: exponent of the votes of an example without evidence, see `logVotes`. >= 0 */
  voteWeight: number;
  /** T: what is told of an example is its posterior to the power of 1 / T, see `tempered`. >= 1 */
  temperature: number;
}

/** Before the first fit. */
export const defaultPosteriorSettings: PosteriorSettings = {
  modelWeight: 0.5,
  prototypeWeight: 0.5,
  priorWeight: 0,
  correlation: 0,
  voteWeight: 0.75,
  temperature: 1,
  rowShrinkage: 8,
  skillShrinkage: 16,
};

/** Log-probabilities `[K]` of one example from the two heads. */
export interface HeadEvidence {
  model: ArrayLike<number>;
  prototype: ArrayLike<number>;
}

/**
 * `log p(i | x) = a · log p_model + b · log p_prototype + c · log prior`; without evidence the log class prior.
 *
 * @param classPrior `[K]`, each > 0
 * @returns `[K]`, not normalised
 */
export function logEvidence(
  evidence: HeadEvidence | undefined,
  classPrior: ArrayLike<number>,
  settings: PosteriorSettings,
): Float64Array {
  // Plain loops: Float64Array.from walks an iterator, which costs more than the logarithms.
  const logs = new Float64Array(classPrior.length);
  for (let i = 0; i < logs.length; i++) logs[i] = Math.log(classPrior[i]!);
  if (!evidence) return logs;
  const { modelWeight, prototypeWeight, priorWeight } = settings;
  const { model, prototype } = evidence;
  for (let i = 0; i < logs.length; i++) {
    logs[i] = modelWeight * finite(model[i]) + prototypeWeight * finite(prototype[i]) + priorWeight * logs[i]!;
  }
  return logs;
}

/** Log-probability of a class that was added to the project after the evidence was made. */
const UNSEEN = Math.log(1e-4);

/** A weight of 0 times an impossible class must be 0, not NaN. */
const LOWEST = -1_000;

function finite(log: number | undefined): number {
  return Math.max(log ?? UNSEEN, LOWEST);
}

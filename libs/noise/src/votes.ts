import { labelDiscount } from './posterior.js';
import type { PosteriorSettings } from './posterior-settings.js';

/** Stands in the place of a label that is no vote. */
export const NO_VOTE = -1;

/** Votes that every class has before the first. */
const PRIOR_VOTES = 0.5;

/**
 * The votes of an example without evidence as one more witness, `[K]`, to be added to log p(i | x):
 * `beta(n) · w · (n - 1) / n · log(1 + votes[i] / .5)`.
 *
 * Matrices that were estimated from labels alone can settle on what large groups of sources share rather than on the
 * truth. Votes cannot, so they hold an example that has no evidence of its own; a single label is no vote.
 *
 * @param given the example's labels, each in [0, K) or NO_VOTE
 */
export function logVotes(
  given: ArrayLike<number>,
  classCount: number,
  { voteWeight, correlation }: Pick<PosteriorSettings, 'voteWeight' | 'correlation'>,
): Float64Array {
  const logs = new Float64Array(classCount);
  let n = 0;
  for (let l = 0; l < given.length; l++) {
    if (given[l] === NO_VOTE) continue;
    logs[given[l]!]!++;
    n++;
  }
  if (n < 2) return logs.fill(0);
  const weight = (labelDiscount(n, correlation) * voteWeight * (n - 1)) / n;
  for (let i = 0; i < classCount; i++) if (logs[i]! > 0) logs[i] = weight * Math.log1p(logs[i]! / PRIOR_VOTES);
  return logs;
}

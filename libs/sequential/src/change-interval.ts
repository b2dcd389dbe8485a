import { ALTERNATIVES, alternativeOf } from './accuracy-test.js';
import { labelLikelihood } from './label-likelihood.js';
import { logMeanExp } from './mixture.js';

export interface ChangeInterval {
  /** Index of the first label after the change: the most likely one, and the ends of the interval that holds it. */
  mostLikely: number;
  from: number;
  to: number;
  /** Expected accuracy since. */
  accuracyAfter: number;
}

/**
 * When a source fell below its baseline: the posterior over the first label after the change, given that it came within
 * these labels, under the drift detector's own mixture. A start s weighs `mean_k Π_{n >= s} L_n^k`; the interval leaves (1 -
 * coverage) / 2 of the weight on either side. It is a posterior under a uniform prior on the start, read when an alarm
 * has opened: no any-time claim.
 *
 * @param beliefs b[given] of the last tested labels, oldest first, `[n]`, n >= 1
 * @param baseline in (0, 1): the one at which the alarm opened
 * @param coverage in (0, 1)
 */
export function changeInterval(
  beliefs: ArrayLike<number>,
  baseline: number,
  classCount: number,
  coverage = 0.9,
): ChangeInterval {
  const logProducts = productsSince(beliefs, baseline, classCount);
  const logWeights = logProducts.map((products) => logMeanExp(products));
  const logTotal = logMeanExp(logWeights) + Math.log(logWeights.length);
  const posterior = logWeights.map((log) => Math.exp(log - logTotal));
  const tail = (1 - coverage) / 2;
  return {
    mostLikely: posterior.indexOf(Math.max(...posterior)),
    from: quantile(posterior, tail),
    to: quantile(posterior, 1 - tail),
    accuracyAfter: expectedAlternative(logProducts, logTotal) * baseline,
  };
}

/** `[n][12]`: log of the likelihood-ratio product from each start to the end, of each alternative. */
function productsSince(beliefs: ArrayLike<number>, baseline: number, classCount: number): Float64Array[] {
  let since = new Float64Array(ALTERNATIVES.length);
  const products: Float64Array[] = [];
  for (let n = beliefs.length - 1; n >= 0; n--) {
    const under = labelLikelihood(beliefs[n]!, baseline, classCount);
    since = since.map((log, k) => {
      const alternative = alternativeOf('below', ALTERNATIVES[k]!, baseline);
      return log + Math.log(labelLikelihood(beliefs[n]!, alternative, classCount) / under);
    });
    products.unshift(since);
  }
  return products;
}

/** Posterior mean of the alternative, as a share of the baseline. */
function expectedAlternative(logProducts: Float64Array[], logTotal: number): number {
  let sum = 0;
  for (const products of logProducts) {
    products.forEach((log, k) => (sum += (Math.exp(log - logTotal) / ALTERNATIVES.length) * ALTERNATIVES[k]!));
  }
  return sum;
}

function quantile(posterior: number[], share: number): number {
  let sum = 0;
  const index = posterior.findIndex((weight) => (sum += weight) >= share);
  return index < 0 ? posterior.length - 1 : index;
}

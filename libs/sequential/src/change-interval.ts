import { ALTERNATIVES, alternativeOf } from './accuracy-test.js';
import { labelLikelihood } from './label-likelihood.js';
import { logMeanExp } from './mixture.js';

export interface ChangeInterval {
  /** Index of the first label after the change: the most likely one, and the ends of the interval that holds it. */
  mostLikely: number;
  from: number;
  to: number;
}

export interface ChangeSearch {
  /** Of the interval, in (0, 1). */
  coverage?: number;
  /** Labels tested before these: a change among them counts as one at index 0. */
  earlier?: number;
}

/**
 * When a source fell below its past accuracy, and to what: see changeTime.
 *
 * @param beliefs b[given] of the last tested labels, oldest first, `[n]`, n >= 1
 * @param before its accuracy before the change, in (0, 1): the best estimate, without the detector's margin
 */
export function changeInterval(
  beliefs: ArrayLike<number>,
  before: number,
  classCount: number,
  search: ChangeSearch = {},
): ChangeInterval & { accuracyAfter: number } {
  const logRatios = Array.from(beliefs, (belief) => {
    const unchanged = labelLikelihood(belief, before, classCount);
    return Float64Array.from({ length: ALTERNATIVES }, (_, k) => {
      return Math.log(labelLikelihood(belief, alternativeOf('below', k, before), classCount) / unchanged);
    });
  });
  const { interval, alternatives } = changeTime(logRatios, search);
  const accuracyAfter = alternatives.reduce((sum, weight, k) => sum + weight * alternativeOf('below', k, before), 0);
  return { ...interval, accuracyAfter };
}

/**
 * Posterior over the first label after a change, given that there was one, under an e-detector's own mixture: a start s weighs
 * `mean_k Π_{n >= s} L_n^k`, the first label as many times as there were earlier ones (they are taken to have said nothing); the
 * interval leaves (1 - coverage) / 2 of the weight on either side. It is a posterior under a uniform prior on the start, read when
 * an alarm has opened: no any-time claim.
 *
 * @param logRatios log L of each label and alternative, oldest label first, `[n][m]`, n >= 1
 * @returns the interval, and the posterior of the alternatives, `[m]`, sums to 1
 */
export function changeTime(
  logRatios: Float64Array[],
  { coverage = 0.9, earlier = 0 }: ChangeSearch,
): { interval: ChangeInterval; alternatives: Float64Array } {
  const logProducts = productsSince(logRatios);
  logProducts[0] = logProducts[0]!.map((log) => log + Math.log1p(earlier));
  const logWeights = logProducts.map((products) => logMeanExp(products));
  const logTotal = logMeanExp(logWeights) + Math.log(logWeights.length);
  const posterior = logWeights.map((log) => Math.exp(log - logTotal));
  const tail = (1 - coverage) / 2;
  const alternatives = new Float64Array(logProducts[0]!.length);
  for (const products of logProducts) {
    products.forEach((log, k) => (alternatives[k]! += Math.exp(log - logTotal) / alternatives.length));
  }
  const mostLikely = posterior.indexOf(Math.max(...posterior));
  return { interval: { mostLikely, from: quantile(posterior, tail), to: quantile(posterior, 1 - tail) }, alternatives };
}

/** `[n][m]`: log of the product of each alternative from each label to the end. */
function productsSince(logRatios: Float64Array[]): Float64Array[] {
  const products = logRatios.map((ratios) => Float64Array.from(ratios));
  for (let n = products.length - 2; n >= 0; n--) {
    products[n]!.forEach((_, k) => (products[n]![k]! += products[n + 1]![k]!));
  }
  return products;
}

function quantile(posterior: number[], share: number): number {
  let sum = 0;
  const index = posterior.findIndex((weight) => (sum += weight) >= share);
  return index < 0 ? posterior.length - 1 : index;
}

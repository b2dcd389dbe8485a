import type { BufferCrowd } from './buffer-crowd.js';

/**
 * Mean over labels of `-log Σ_i p(i) Q_s[i][given]`: how badly evidence alone predicts the labels, without looking at the
 * example's other labels; `-log p(gold)` where gold is known. Own counts are taken out of Q. Only rows with evidence count.
 *
 * @param logP `[N, K]` normalised log-probabilities, NaN rows where there are none
 */
export function headLoss(crowd: BufferCrowd, examples: Int32Array, logP: ArrayLike<number>): number {
  return mean(labelLosses(crowd, examples, logP));
}

/** So that one impossible label does not decide. */
const MAX_LOSS = 27;

/** One per label of the examples with evidence, in order; gold in place of the labels where it is known. */
function labelLosses(crowd: BufferCrowd, examples: Int32Array, logP: ArrayLike<number>): number[] {
  const K = crowd.classCount;
  const column = new Float64Array(K);
  const losses: number[] = [];
  for (const n of examples) {
    if (Number.isNaN(logP[n * K]!)) continue;
    const gold = crowd.goldOf(n);
    if (gold >= 0) losses.push(Math.min(-logP[n * K + gold]!, MAX_LOSS));
    const [from, to] = gold >= 0 ? [0, 0] : crowd.labelsOf(n);
    for (let l = from; l < to; l++) {
      crowd.writeLogColumn(n, l, column, 0);
      let p = 0;
      for (let i = 0; i < K; i++) p += Math.exp(logP[n * K + i]! + column[i]!);
      losses.push(Math.min(-Math.log(p), MAX_LOSS));
    }
  }
  return losses;
}

/**
 * What evidence gains over the class frequencies on the labels of the examples that have it: nats per label, and the standard
 * error of that mean.
 */
export function gainOverFrequencies(
  crowd: BufferCrowd,
  examples: Int32Array,
  logP: ArrayLike<number>,
): { gain: number; standardError: number } {
  const K = crowd.classCount;
  const withEvidence = examples.filter((n) => !Number.isNaN(logP[n * K]!));
  const frequencies = labelLosses(crowd, withEvidence, frequencyRows(crowd, withEvidence));
  const gains = labelLosses(crowd, withEvidence, logP).map((loss, l) => frequencies[l]! - loss);
  const gain = mean(gains);
  const squares = gains.reduce((sum, g) => sum + (g - gain) ** 2, 0);
  return { gain, standardError: gains.length > 1 ? Math.sqrt(squares / (gains.length - 1) / gains.length) : Infinity };
}

function mean(values: number[]): number {
  return values.length > 0 ? values.reduce((a, b) => a + b, 0) / values.length : 0;
}

/** `[N, K]` log class frequencies in the rows of the examples. */
function frequencyRows(crowd: BufferCrowd, examples: Int32Array): Float64Array {
  const rows = new Float64Array(crowd.exampleCount * crowd.classCount);
  for (const n of examples) rows.set(crowd.logPrior, n * crowd.classCount);
  return rows;
}

/** The same for the class frequencies, as if every example had them for evidence. */
export function classPriorLoss(crowd: BufferCrowd, examples: Int32Array): number {
  return headLoss(crowd, examples, frequencyRows(crowd, examples));
}

const CANDIDATES = {
  model: [0.2, 0.25, 0.35, 0.5, 0.7, 1, 1.4, 2, 2.8, 4, 5.6, 8],
  prototype: [0.014, 0.02, 0.03, 0.045, 0.07, 0.1, 0.15, 0.22, 0.35],
};

/** The temperature with the lowest `headLoss`. @param logP head at a temperature, `[N, K]` */
export function fitTemperature(
  head: 'model' | 'prototype',
  crowd: BufferCrowd,
  examples: Int32Array,
  logP: (temperature: number) => Float32Array,
): number {
  let best = { temperature: 1, loss: Infinity };
  for (const temperature of CANDIDATES[head]) {
    const loss = headLoss(crowd, examples, logP(temperature));
    if (loss < best.loss) best = { temperature, loss };
  }
  return best.temperature;
}

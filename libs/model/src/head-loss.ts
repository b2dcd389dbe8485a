import type { BufferCrowd } from './buffer-crowd.js';

/**
 * Mean over labels of `-log Σ_i p(i) Q_s[i][given]`: how badly evidence alone predicts the labels, without looking at the
 * example's other labels. Own counts are taken out of Q. Only rows with evidence count.
 *
 * @param logP `[N, K]` normalised log-probabilities, NaN rows where there are none
 */
export function headLoss(crowd: BufferCrowd, examples: Int32Array, logP: ArrayLike<number>): number {
  const K = crowd.classCount;
  const column = new Float64Array(K);
  let total = 0;
  let labels = 0;
  for (const n of examples) {
    if (Number.isNaN(logP[n * K]!)) continue;
    const [from, to] = crowd.labelsOf(n);
    for (let l = from; l < to; l++, labels++) {
      crowd.writeLogColumn(n, l, column, 0);
      let p = 0;
      for (let i = 0; i < K; i++) p += Math.exp(logP[n * K + i]! + column[i]!);
      total -= Math.log(Math.max(p, 1e-12));
    }
  }
  return labels > 0 ? total / labels : 0;
}

/** The same for the class frequencies, as if every example had them for evidence. */
export function classPriorLoss(crowd: BufferCrowd, examples: Int32Array): number {
  const K = crowd.classCount;
  const rows = new Float64Array(crowd.exampleCount * K);
  for (const n of examples) rows.set(crowd.logPrior, n * K);
  return headLoss(crowd, examples, rows);
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

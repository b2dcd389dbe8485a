/**
 * `beta(n) = 1 / (1 + rho (n - 1))`: n labels of one example are not independent (hard examples fool several sources),
 * so each counts for less the more there are. 1 for n <= 1.
 */
export function labelDiscount(labels: number, correlation: number): number {
  return labels <= 1 ? 1 : 1 / (1 + correlation * (labels - 1));
}

/**
 * Posterior over the true label of one example: `t[i] ∝ p(i | x) · Π_s Q_s[i][given_s]^beta(n)`.
 *
 * @param logPrior `[K]` log p(i | x), or log class prior where there are no features; need not be normalised
 * @param columns one `[K]` per label: P(given_s | true = i), each > 0
 * @param correlation rho >= 0
 * @returns `[K]`, sums to 1
 */
export function posterior(
  logPrior: ArrayLike<number>,
  columns: ArrayLike<number>[],
  correlation: number,
): Float64Array {
  return posteriorOfLogs(logPrior, columns.map(logOf), correlation);
}

/** The same from log columns, for who needs several posteriors of one example. */
export function posteriorOfLogs(
  logPrior: ArrayLike<number>,
  logColumns: ArrayLike<number>[],
  correlation: number,
): Float64Array {
  const beta = labelDiscount(logColumns.length, correlation);
  const logits = new Float64Array(logPrior);
  for (const column of logColumns) for (let i = 0; i < logits.length; i++) logits[i]! += beta * column[i]!;
  return softmaxInPlace(logits);
}

/**
 * A posterior as it is told: each class to the power of 1 / T, normalised (temperature scaling, Guo et al. 2017, "On Calibration
 * of Modern Neural Networks"). Labels of one example are not independent, so a posterior is surer than it is right; the
 * order of the classes stays. Where no label speaks there is nothing to temper: evidence has temperatures of its own.
 *
 * @param distribution `[K]`, sums to 1 @param temperature >= 1 @returns `[K]`, sums to 1; the same array where T is 1
 */
export function tempered(distribution: Float64Array, temperature: number): Float64Array {
  if (temperature === 1) return distribution;
  const powers = distribution.map((p) => p ** (1 / temperature));
  const sum = powers.reduce((a, b) => a + b, 0);
  return powers.map((p) => p / sum);
}

/** Natural logarithm of each entry. */
export function logOf(values: ArrayLike<number>): Float64Array {
  const logs = new Float64Array(values.length);
  for (let i = 0; i < logs.length; i++) logs[i] = Math.log(values[i]!);
  return logs;
}

/** In place, for natural-log values of any offset. @returns the same array, summing to 1 */
export function softmaxInPlace(logits: Float64Array): Float64Array {
  let max = -Infinity;
  for (const value of logits) if (value > max) max = value;
  let sum = 0;
  for (let i = 0; i < logits.length; i++) sum += logits[i] = Math.exp(logits[i]! - max);
  for (let i = 0; i < logits.length; i++) logits[i]! /= sum;
  return logits;
}

/** Index of the largest entry; ties to the lower index. */
export function argmax(values: ArrayLike<number>): number {
  let best = 0;
  for (let i = 1; i < values.length; i++) if (values[i]! > values[best]!) best = i;
  return best;
}

/** `argmax` of each row. @param values `[N, K]`, row-major @returns `[N]` */
export function argmaxOfRows(values: Float32Array, columns: number): Int32Array {
  return Int32Array.from({ length: values.length / columns }, (_, n) =>
    argmax(values.subarray(n * columns, (n + 1) * columns)),
  );
}

/** Log of the mean of exponentials, stable. */
export function logMeanExp(logs: ArrayLike<number>): number {
  let max = -Infinity;
  for (let k = 0; k < logs.length; k++) if (logs[k]! > max) max = logs[k]!;
  if (max === -Infinity) return -Infinity;
  let sum = 0;
  for (let k = 0; k < logs.length; k++) sum += Math.exp(logs[k]! - max);
  return max + Math.log(sum / logs.length);
}

/** log(exp(a) + exp(b)), stable. */
export function logAddExp(a: number, b: number): number {
  const [low, high] = a < b ? [a, b] : [b, a];
  return low === -Infinity ? high : high + Math.log1p(Math.exp(low - high));
}

/**
 * Alternatives of a mixture, as shares of the line in (0, 1), ascending: quantiles of the density `2.5 x^1.5`, at the
 * midpoints of `count` equal parts. More of them lie near the line than far from it, because what is far from the line is found
 * within a few labels whatever its weight is, and what is near it is not.
 */
export function sharesOfLine(count: number): Float64Array {
  return Float64Array.from({ length: count }, (_, k) => ((k + 0.5) / count) ** 0.4);
}

/** Log of the mean of exponentials, stable. */
export function logMeanExp(logs: ArrayLike<number>): number {
  let max = -Infinity;
  for (let k = 0; k < logs.length; k++) if (logs[k]! > max) max = logs[k]!;
  if (max === -Infinity) return -Infinity;
  let sum = 0;
  for (let k = 0; k < logs.length; k++) sum += Math.exp(logs[k]! - max);
  return max + Math.log(sum / logs.length);
}

/** The largest of many logs; of none, -Infinity. */
export function largest(logs: Iterable<ArrayLike<number>>, atLeast = -Infinity): number {
  let most = atLeast;
  for (const values of logs) {
    for (let k = 0; k < values.length; k++) if (values[k]! > most) most = values[k]!;
  }
  return most;
}

/** log(exp(a) + exp(b)), stable. */
export function logAddExp(a: number, b: number): number {
  const low = a < b ? a : b;
  const high = a < b ? b : a;
  return low === -Infinity ? high : high + Math.log1p(Math.exp(low - high));
}

/** `[count]`: midpoints of equal parts of (0, 1), ascending. */
export function midpoints(count: number): Float64Array {
  return Float64Array.from({ length: count }, (_, k) => (k + 0.5) / count);
}

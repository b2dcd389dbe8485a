/**
 * Average precision `Σ (R_n - R_{n-1}) P_n` of a ranking that puts low values first; equal values enter together.
 *
 * @param values `[N]` @param isWrong `[N]` 1 where it should be found
 */
export function averagePrecision(values: ArrayLike<number>, isWrong: ArrayLike<number>): number {
  const order = Array.from({ length: values.length }, (_, n) => n).sort((a, b) => values[a]! - values[b]!);
  let [found, sum, before] = [0, 0, 0];
  order.forEach((n, rank) => {
    found += isWrong[n]!;
    const isTied = rank + 1 < order.length && values[order[rank + 1]!] === values[n];
    if (isTied) return;
    sum += (found - before) * (found / (rank + 1));
    before = found;
  });
  return sum / found;
}

/** Harmonic mean of precision and recall. @param flagged `[N]` @param isWrong `[N]` 1 where it should be flagged */
export function f1(flagged: ArrayLike<boolean>, isWrong: ArrayLike<number>): number {
  let [hits, total] = [0, 0];
  for (let n = 0; n < flagged.length; n++) {
    hits += flagged[n] && isWrong[n] ? 1 : 0;
    total += (flagged[n] ? 1 : 0) + isWrong[n]!;
  }
  return total > 0 ? (2 * hits) / total : NaN;
}

/**
 * Mean over the true classes that occur of `Σ_j |Q[i][j] - Qtrue[i][j]|`, in [0, 2].
 *
 * @param noiseMatrix `[K][K]`, rows sum to 1 @param truth `[N]` @param given `[N]`
 */
export function rowDistance(noiseMatrix: number[][], truth: ArrayLike<number>, given: ArrayLike<number>): number {
  const counts = noiseMatrix.map((row) => row.map(() => 0));
  for (let n = 0; n < truth.length; n++) counts[truth[n]!]![given[n]!]!++;
  const distances = counts.flatMap((row, i) => {
    const labels = row.reduce((a, b) => a + b, 0);
    return labels > 0 ? [row.reduce((sum, c, j) => sum + Math.abs(c / labels - noiseMatrix[i]![j]!), 0)] : [];
  });
  return distances.reduce((a, b) => a + b, 0) / distances.length;
}

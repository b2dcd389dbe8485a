/**
 * Probability that a positive scores higher than a negative, ties counted half (Mann-Whitney).
 *
 * @returns NaN where one kind is missing
 */
export function auroc(scores: ArrayLike<number>, isPositive: ArrayLike<boolean | number>): number {
  const ranks = midRanks(scores);
  let positives = 0;
  let sum = 0;
  for (let n = 0; n < ranks.length; n++) {
    if (!isPositive[n]) continue;
    positives++;
    sum += ranks[n]!;
  }
  const negatives = ranks.length - positives;
  return positives && negatives ? (sum - (positives * (positives + 1)) / 2) / (positives * negatives) : NaN;
}

/** Rank correlation, ties at their mean rank. */
export function spearman(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const [ra, rb] = [midRanks(a), midRanks(b)];
  const mean = (ra.length + 1) / 2;
  let cross = 0;
  let squareA = 0;
  let squareB = 0;
  for (let n = 0; n < ra.length; n++) {
    cross += (ra[n]! - mean) * (rb[n]! - mean);
    squareA += (ra[n]! - mean) ** 2;
    squareB += (rb[n]! - mean) ** 2;
  }
  return cross / Math.sqrt(squareA * squareB);
}

/** Ranks from 1; equal values share their mean rank. */
function midRanks(values: ArrayLike<number>): Float64Array {
  const order = Array.from({ length: values.length }, (_, n) => n).sort((a, b) => values[a]! - values[b]!);
  const ranks = new Float64Array(values.length);
  for (let from = 0; from < order.length;) {
    let to = from;
    while (to + 1 < order.length && values[order[to + 1]!] === values[order[from]!]) to++;
    for (let n = from; n <= to; n++) ranks[order[n]!] = (from + to) / 2 + 1;
    from = to + 1;
  }
  return ranks;
}

export function meanAndDeviation(values: number[]): { mean: number; deviation: number } {
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  const squares = values.reduce((sum, v) => sum + (v - mean) ** 2, 0);
  return { mean, deviation: values.length > 1 ? Math.sqrt(squares / (values.length - 1)) : 0 };
}

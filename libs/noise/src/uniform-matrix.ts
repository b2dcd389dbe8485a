/**
 * `alpha I + (1 - alpha) / K · 1` (Sukhbaatar & Fergus 2014, section 3.5): a label is kept in a share alpha of the examples and
 * says nothing in the rest. Symmetric, so it reads the same as `Q[true][given]` (labels of outliers are random) and as
 * `S[given][true]` (the top-down layer).
 *
 * @param alpha in [0, 1] @returns `[K][K]`, rows and columns sum to 1
 */
export function uniformMatrix(alpha: number, classCount: number): number[][] {
  if (!(alpha >= 0 && alpha <= 1)) throw new RangeError(`alpha is ${alpha}, not in [0, 1]`);
  const classes = Array.from({ length: classCount }, (_, k) => k);
  return classes.map((i) => classes.map((j) => (i === j ? alpha : 0) + (1 - alpha) / classCount));
}

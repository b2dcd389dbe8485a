/**
 * The nearest point (Euclid) of the probability simplex: `max(v_i - c, 0)` with the one c that makes the sum 1 (Duchi et al.
 * 2008, "Efficient Projections onto the l1-Ball for Learning in High Dimensions", Fig. 1).
 *
 * @param values `[K]`, finite @returns `[K]`, each in [0, 1], sums to 1
 */
export function projectToSimplex(values: ArrayLike<number>): Float64Array {
  const sorted = Float64Array.from(values).sort().reverse();
  let sum = 0;
  let cut = 0;
  for (let n = 0; n < sorted.length; n++) {
    sum += sorted[n]!;
    const next = (sum - 1) / (n + 1);
    if (sorted[n]! <= next) break;
    cut = next;
  }
  return Float64Array.from(values, (value) => Math.max(value - cut, 0));
}

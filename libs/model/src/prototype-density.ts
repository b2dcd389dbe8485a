/**
 * Density of each candidate of a class (Han et al. 2019, "Deep Self-Learning From Noisy Labels", Eq. 6):
 * `rho_i = Σ_j sign(S_ij - S_c)`, how many candidates are more similar to it than the cut, minus how many are less.
 *
 * @param similarity `[m, m]` cosines (Eq. 5), row-major @param cut S_c @returns `[m]`, whole numbers in [-m, m]
 */
export function densities(similarity: Float32Array, cut: number): Int32Array {
  const m = Math.sqrt(similarity.length);
  const density = new Int32Array(m);
  similarity.forEach((value, at) => (density[Math.floor(at / m)]! += Math.sign(value - cut)));
  return density;
}

/**
 * The cut S_c: the entry of the similarity matrix at a rank. The paper takes rank 40 % and does not say (to us) whether it counts from the greatest or
 * from the smallest, nor whether the diagonal counts; it says that the choice matters little (section 3.3). Here all entries count.
 *
 * @param similarity `[m, m]`, m >= 1 @param share in [0, 1], counted from the smallest entry
 */
export function similarityAtRank(similarity: Float32Array, share: number): number {
  const sorted = Float32Array.from(similarity).sort();
  return sorted[Math.floor(share * (sorted.length - 1))]!;
}

/** Densest first; of equals the one that stands first. @param density `[m]` @returns `[m]` indices */
export function byDensity(density: ArrayLike<number>): number[] {
  return Array.from(density, (_, n) => n).sort((a, b) => density[b]! - density[a]! || a - b);
}

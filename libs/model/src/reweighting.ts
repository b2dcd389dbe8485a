/**
 * How much each example's loss counts where some labels are clean and some noisy (Sukhbaatar & Fergus 2014, section 3.6, Eq. 7):
 * `(Σ_clean loss + gamma · Σ_noisy loss) / (N_c + N_n)`. The divisor counts the noisy ones in full, so a smaller gamma also makes a
 * smaller step; the mean of a batch that was drawn from both, its losses weighted so, estimates it without bias.
 *
 * @param isNoisy `[N]` 0 or 1 @param gamma in [0, 1]
 * @returns `[N]` 1 or gamma
 */
export function reweighted(isNoisy: ArrayLike<number>, gamma: number): Float32Array {
  if (!(gamma >= 0 && gamma <= 1)) throw new RangeError(`gamma is ${gamma}, not in [0, 1]`);
  return Float32Array.from(isNoisy, (noisy) => (noisy ? gamma : 1));
}

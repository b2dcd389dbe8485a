import { byDensity, densities, similarityAtRank } from './prototype-density.js';

/** The similarity that the densest 40 % of all pairs exceed cuts "near" from "far". */
const NEAR_SHARE = 0.4;

export interface PeakSettings {
  /** p: a class gets at most so many. */
  perClass: number;
  /** A prototype is less similar than this to whatever it is compared with. */
  tooSimilar: number;
  /** Rank of the density's cut S_c, as a share from the smallest similarity, in [0, 1]. */
  cutRank: number;
}

/** p = 8 and .95 are the paper's. */
export const defaultPeaks: PeakSettings = { perClass: 8, tooSimilar: 0.95, cutRank: 1 - NEAR_SHARE };

/** Chooses rows of one class's candidates. @param similarity `[m, m]` cosines @returns indices, the densest first */
export type PeakChooser = (similarity: Float32Array, settings?: PeakSettings) => number[];

/**
 * What the service takes, a greedy variant of Eq. 7: the densest first, then the next that is less than .95 similar to all that are
 * taken.
 */
export const greedyPeaks: PeakChooser = (similarity, { perClass, tooSimilar, cutRank } = defaultPeaks) => {
  const density = densities(similarity, similarityAtRank(similarity, cutRank));
  const m = density.length;
  const taken: number[] = [];
  for (const n of byDensity(density)) {
    if (taken.length === perClass) break;
    if (taken.every((other) => similarity[n * m + other]! < tooSimilar)) taken.push(n);
  }
  return taken;
};

/**
 * The paper's own choice (Han et al. 2019, section 3.3): the densest among those with `eta < .95`, see `peakSimilarities`. It leaves open what
 * happens when fewer than p pass: here a class then has fewer. The densest of all is always taken, so that a class with candidates has a
 * prototype: its own eta can only fail when all candidates look alike.
 */
export const densityPeaks: PeakChooser = (similarity, { perClass, tooSimilar, cutRank } = defaultPeaks) => {
  const density = densities(similarity, similarityAtRank(similarity, cutRank));
  const eta = peakSimilarities(similarity, density);
  const [densest, ...others] = byDensity(density);
  return [densest!, ...others.filter((n) => eta[n]! < tooSimilar)].slice(0, perClass);
};

/**
 * How similar each candidate is to a denser one (Han et al. 2019, Eq. 7): `eta_i = max S_ij over j with rho_j > rho_i`; for the densest,
 * `min_j S_ij`. Small: a peak of its own. Candidates that are equally dense do not count as denser, as printed; so all of those that
 * share the greatest density have the minimum, and two of them may look alike.
 *
 * @param similarity `[m, m]` cosines @param density `[m]` @returns `[m]` in [-1, 1]
 */
export function peakSimilarities(similarity: Float32Array, density: Int32Array): Float32Array {
  const m = density.length;
  const densest = density.reduce((most, value) => Math.max(most, value), -m);
  return Float32Array.from(density, (own, i) => {
    const row = similarity.subarray(i * m, (i + 1) * m);
    if (own === densest) return row.reduce((least, value) => Math.min(least, value), 1);
    return row.reduce((most, value, j) => (density[j]! > own ? Math.max(most, value) : most), -1);
  });
}

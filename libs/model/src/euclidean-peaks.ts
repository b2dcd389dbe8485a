import { squaredDistance } from './k-means.js';
import { byDensity } from './prototype-density.js';

/** The distance within which neighbours are counted has this share of all pairs below it (theirs: 1 to 2 %). */
const NEAR_PAIRS = 0.02;

/**
 * Density peaks by Euclidean distance (Rodriguez & Laio 2014, "Clustering by fast search and find of density peaks"), with which the
 * multi-prototype paper compares its own (Table 4): `rho_i` = how many points are nearer than the cutoff distance, `delta_i` = distance
 * to the nearest denser point, for the densest the greatest distance. Of equally dense points the one that stands first counts as
 * denser. Taken are those with the greatest `rho · delta`, which Rodriguez & Laio suggest; what the multi-prototype paper did was not at hand.
 *
 * @param points `[m][H]`, m >= 1 @returns up to k indices
 */
export function euclideanPeaks(points: Float32Array[], k: number): number[] {
  const distances = points.map((a) => Float32Array.from(points, (b) => Math.sqrt(squaredDistance(a, b))));
  const cutoff = cutoffDistance(distances);
  const density = distances.map((row) => row.filter((distance) => distance < cutoff).length - 1);
  const delta = peakDistances(distances, density);
  return byDensity(density.map((rho, i) => rho * delta[i]!)).slice(0, k);
}

/** Above 0, so that a point is near to itself. @param distances `[m][m]` */
function cutoffDistance(distances: Float32Array[]): number {
  const pairs = distances.flatMap((row, i) => Array.from(row.subarray(0, i)));
  const sorted = Float32Array.from(pairs).sort();
  return sorted[Math.floor(NEAR_PAIRS * (sorted.length - 1))] || (sorted.find((distance) => distance > 0) ?? 1);
}

/** delta of each point. @param distances `[m][m]` */
function peakDistances(distances: Float32Array[], density: number[]): Float32Array {
  const order = byDensity(density);
  const delta = new Float32Array(density.length);
  order.forEach((i, rank) => {
    const denser = order.slice(0, rank).map((j) => distances[i]![j]!);
    delta[i] = rank === 0 ? distances[i]!.reduce((a, b) => Math.max(a, b)) : denser.reduce((a, b) => Math.min(a, b));
  });
  return delta;
}

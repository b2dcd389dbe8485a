import type { Random } from './random.js';

const MOST_PASSES = 30;

/**
 * Centres of k clusters: k-means++ seeding (Arthur & Vassilvitskii 2007: each next centre is drawn with a probability in proportion to
 * the squared distance to the nearest so far), then Lloyd's passes until no point moves, at most 30. A cluster that loses all points
 * keeps its centre.
 *
 * @param points `[m][H]`, m >= 1 @returns `[min(k, m)][H]` means of the clusters
 */
export function kMeans(points: Float32Array[], k: number, random: Random): Float32Array[] {
  const centres = seeds(points, Math.min(k, points.length), random);
  const cluster = new Int32Array(points.length).fill(-1);
  for (let pass = 0; pass < MOST_PASSES; pass++) {
    const nearest = points.map((point) => nearestOf(point, centres));
    if (nearest.every((c, n) => c === cluster[n])) break;
    cluster.set(nearest);
    moveToMeans(points, centres, cluster);
  }
  return centres;
}

function seeds(points: Float32Array[], k: number, random: Random): Float32Array[] {
  const distance = new Float64Array(points.length).fill(Infinity);
  const centres: Float32Array[] = [];
  let next = random.below(points.length);
  while (centres.length < k) {
    const centre = Float32Array.from(points[next]!);
    centres.push(centre);
    points.forEach((point, n) => (distance[n] = Math.min(distance[n]!, squaredDistance(point, centre))));
    next = drawInProportion(distance, random);
  }
  return centres;
}

/** Any index where all weights are 0. */
function drawInProportion(weights: Float64Array, random: Random): number {
  const sum = weights.reduce((a, b) => a + b, 0);
  if (sum === 0) return random.below(weights.length);
  let left = random.next() * sum;
  const found = weights.findIndex((weight) => (left -= weight) < 0);
  return found >= 0 ? found : weights.findLastIndex((weight) => weight > 0); // what rounding left over
}

function nearestOf(point: Float32Array, centres: Float32Array[]): number {
  let [best, least] = [0, Infinity];
  centres.forEach((centre, c) => {
    const distance = squaredDistance(point, centre);
    if (distance < least) [best, least] = [c, distance];
  });
  return best;
}

function moveToMeans(points: Float32Array[], centres: Float32Array[], cluster: Int32Array): void {
  centres.forEach((centre, c) => {
    const own = points.filter((_, n) => cluster[n] === c);
    if (own.length === 0) return;
    centre.forEach((_, h) => (centre[h] = own.reduce((sum, point) => sum + point[h]!, 0) / own.length));
  });
}

/** `|x - y|^2` */
export function squaredDistance(x: Float32Array, y: Float32Array): number {
  let sum = 0;
  for (let h = 0; h < x.length; h++) sum += (x[h]! - y[h]!) ** 2;
  return sum;
}

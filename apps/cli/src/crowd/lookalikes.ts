import type { Images } from './images.js';

/** How each image misleads people, from the image itself. */
export interface Lookalikes {
  /** `[count]` 1 where another class's mean image is nearer than that of its own. */
  isHard: Uint8Array;
  /** `[count]` the class, other than the true one, whose mean image is nearest. */
  lookalike: Uint16Array;
  /** Share of hard images, in [0, 1]. */
  hardShare: number;
}

/** Nearest class means, by Euclidean distance: a sloppy 4 has the mean 9 near it, as it has for a person. */
export function findLookalikes(images: Images): Lookalikes {
  const means = classMeans(images);
  const isHard = new Uint8Array(images.count);
  const lookalike = new Uint16Array(images.count);
  let hard = 0;
  for (let n = 0; n < images.count; n++) {
    const truth = images.truth[n]!;
    const distances = distancesTo(means, images, n);
    const nearest = nearestExcept(distances, truth);
    lookalike[n] = nearest;
    if (distances[nearest]! < distances[truth]!) isHard[n] = 1;
    hard += isHard[n]!;
  }
  return { isHard, lookalike, hardShare: hard / images.count };
}

/** `[K, D]` */
function classMeans({ count, classCount, truth, features }: Images): Float64Array {
  const { values, dimension: D } = features;
  const means = new Float64Array(classCount * D);
  const sizes = new Float64Array(classCount);
  for (let n = 0; n < count; n++) {
    const k = truth[n]!;
    sizes[k]!++;
    for (let d = 0; d < D; d++) means[k * D + d]! += values[n * D + d]!;
  }
  return means.map((sum, at) => sum / Math.max(1, sizes[Math.floor(at / D)]!));
}

/** `[K]`, squared. */
function distancesTo(means: Float64Array, { classCount, features }: Images, n: number): Float64Array {
  const { values, dimension: D } = features;
  const distances = new Float64Array(classCount);
  for (let k = 0; k < classCount; k++) {
    let sum = 0;
    for (let d = 0; d < D; d++) sum += (values[n * D + d]! - means[k * D + d]!) ** 2;
    distances[k] = sum;
  }
  return distances;
}

function nearestExcept(distances: Float64Array, except: number): number {
  let nearest = except === 0 ? 1 : 0;
  for (let k = 0; k < distances.length; k++) {
    if (k !== except && distances[k]! < distances[nearest]!) nearest = k;
  }
  return nearest;
}

import { pixelsPer, type Images } from '../data/image-set.js';
import type { Random } from '#model';
import { drawFrom } from './label-noise.js';

const DEVIATION = 0.1;

/**
 * Labels whose noise depends on the image (Xia et al. 2020, "Part-dependent Label Noise", Algorithm 2): each image is
 * wrong with a probability of its own, normal around `level` with deviation .1, kept within [0, 1]; which wrong class it
 * gets is drawn with the softmax of x W_y over the other classes, W_y a random `[D, K]` projection of its true class.
 * Images that look alike are therefore confused with the same class. Ours: x is centred and divided by its
 * length, so that the softmax is equally sharp for every set.
 *
 * @param level mean share of wrong labels, in [0, 1] @returns `[N]` given labels
 */
export function featureNoise(images: Images, classCount: number, level: number, random: Random): Int32Array {
  const size = pixelsPer(images.shape);
  const projections = Array.from({ length: classCount }, () =>
    Float32Array.from({ length: size * classCount }, () => random.normal()),
  );
  return images.labels.map((truth, n) => {
    const wrong = Math.min(1, Math.max(0, level + DEVIATION * random.normal()));
    const scores = project(images.pixels.subarray(n * size, (n + 1) * size), projections[truth]!, classCount);
    const others = softmaxWithout(scores, truth);
    const row = others.map((p, k) => (k === truth ? 1 - wrong : wrong * p));
    return drawFrom(row, random);
  });
}

/** Sharpness of the softmax: standard deviation of a score. */
const SHARPNESS = 2;

/** x W of x centred and divided by its length: scores are normal with deviation `SHARPNESS`. */
function project(pixels: Uint8Array, weights: Float32Array, classCount: number): number[] {
  const mean = pixels.reduce((a, b) => a + b, 0) / pixels.length;
  const length = Math.sqrt(pixels.reduce((sum, value) => sum + (value - mean) ** 2, 0)) || 1;
  const scores = Array.from({ length: classCount }, () => 0);
  pixels.forEach((value, d) => {
    for (let k = 0; k < classCount; k++) scores[k]! += ((value - mean) / length) * weights[d * classCount + k]!;
  });
  return scores.map((score) => SHARPNESS * score);
}

function softmaxWithout(scores: number[], excluded: number): number[] {
  const max = Math.max(...scores);
  const terms = scores.map((score, k) => (k === excluded ? 0 : Math.exp(score - max)));
  const sum = terms.reduce((a, b) => a + b, 0);
  return terms.map((term) => term / sum);
}

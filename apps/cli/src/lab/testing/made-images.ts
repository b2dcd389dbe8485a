import type { Random } from '#model';
import type { Images } from '../data/image-set.js';

/** Small grey images of easy classes, for specs: the rows of class k are bright where `row mod classes = k`, with noise. */
export function madeImages(count: number, classCount: number, random: Random, side = 8): Images {
  const labels = Int32Array.from({ length: count }, (_, n) => n % classCount);
  const pixels = Uint8Array.from({ length: count * side * side }, (_, at) => {
    const row = Math.floor(at / side) % side;
    const isBright = row % classCount === labels[Math.floor(at / (side * side))];
    return (isBright ? 100 : 30) + random.below(100);
  });
  return { count, shape: [side, side, 1], pixels, labels };
}

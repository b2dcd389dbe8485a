import { InvalidInput } from '#labels';
import type { ImageShape, Random } from '#model';
import { takeImages, type Images } from '../data/image-set.js';
import { resizeImages } from '../data/resize.js';

/**
 * Images that belong to none of the classes: another set's, in the shape of this one, each with a uniformly random label.
 *
 * @throws InvalidInput when the other set has too few
 */
export function outlierImages(
  from: Images,
  count: number,
  target: { shape: ImageShape; classCount: number },
  random: Random,
): Images {
  if (count > from.count)
    throw new InvalidInput('--outliers', from.count, `is all that the set has; ${count} are needed`);
  const rows = random.shuffle(Int32Array.from({ length: from.count }, (_, n) => n)).subarray(0, count);
  const images = resizeImages(takeImages(from, rows), target.shape);
  return { ...images, labels: images.labels.map(() => random.below(target.classCount)) };
}

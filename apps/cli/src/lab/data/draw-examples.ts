import { InvalidInput } from '#labels';
import type { Random } from '#model';
import { sliceImages, takeImages, type Images, type ImageSet } from './image-set.js';

/** How many images a run takes. */
export interface Sizes {
  train: number;
  /** Out of the training images, with labels as noisy as theirs. */
  validation: number;
  /** Out of the training images, with true labels, for methods that need some. */
  clean: number;
  test: number;
}

/** Disjoint parts of a set. Their `labels` are the set's own: noise comes later. */
export type DrawnExamples = Record<keyof Sizes, Images>;

/** @throws InvalidInput when the set has too few images */
export function drawExamples(set: ImageSet, sizes: Sizes, random: Random): DrawnExamples {
  const wanted = sizes.train + sizes.validation + sizes.clean;
  if (wanted > set.train.count || sizes.test > set.test.count)
    throw new InvalidInput(
      '--set',
      set.name,
      `has ${set.train.count} and ${set.test.count} images; ${wanted} and ${sizes.test} are needed`,
    );
  const order = random.shuffle(Int32Array.from({ length: set.train.count }, (_, n) => n));
  const testOrder = random.shuffle(Int32Array.from({ length: set.test.count }, (_, n) => n));
  const drawn = takeImages(set.train, order.subarray(0, wanted));
  const ends = [sizes.train, sizes.train + sizes.validation] as const;
  return {
    train: sliceImages(drawn, 0, ends[0]),
    validation: sliceImages(drawn, ends[0], ends[1]),
    clean: sliceImages(drawn, ends[1], wanted),
    test: takeImages(set.test, testOrder.subarray(0, sizes.test)),
  };
}

/**
 * As many as wanted where the set has them, in the proportions that were asked for where it has fewer.
 *
 * @param all take all that the set has, in these proportions
 */
export function sizesWithin(set: ImageSet, sizes: Sizes, all = false): Sizes {
  const share = set.train.count / (sizes.train + sizes.validation + sizes.clean);
  const times = all ? share : Math.min(1, share);
  return {
    train: Math.floor(sizes.train * times),
    validation: Math.floor(sizes.validation * times),
    clean: Math.floor(sizes.clean * times),
    test: all ? set.test.count : Math.min(sizes.test, set.test.count),
  };
}

/** Images that so many draws need at most. */
export function sizesTimes({ train, validation, clean, test }: Sizes, draws: number): { train: number; test: number } {
  return { train: draws * (train + validation + clean), test: draws * test };
}

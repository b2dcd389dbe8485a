import { Random } from '#model';
import { drawExamples, type DrawnExamples, type Sizes } from '../../data/draw-examples.js';
import { joinImages, takeImages, type Images } from '../../data/image-set.js';
import { outlierImages } from '../../noise/outliers.js';
import type { RunContext, Setup } from '../../run/recipe.js';
import type { Scale, ScaleSettings } from '../../run/scales.js';
import { paperSettings } from './paper-settings.js';

/** Another set whose images belong to none of the classes; the paper's are from Tiny Images. */
const strangers: Record<string, string> = {
  mnist: 'fashion-mnist',
  'fashion-mnist': 'mnist',
  cifar10: 'fashion-mnist',
};

export function outlierSet({ set }: Setup): string {
  return strangers[set.name] ?? 'cifar10';
}

/** Of the noisy images, those of the other set: their labels are random. The others' are right. */
export const OUTLIER_SHARE = 0.5;

/** `clean` images with a label that is trusted, and three times as many noisy ones, as in the paper. */
const sizes: Record<Scale, Sizes> = {
  tiny: { clean: 100, train: 150, validation: 0, test: 500 },
  reduced: { clean: 500, train: 750, validation: 0, test: 2_000 },
  paper: { clean: 10_000, train: 15_000, validation: 0, test: 10_000 },
};

export function outlierSettings(scale: Scale): Partial<ScaleSettings> {
  return { ...paperSettings(scale), sizes: sizes[scale] };
}

export interface OutlierExamples {
  drawn: DrawnExamples;
  /** The clean images first, then those that are noisy. `labels` are the given ones. */
  images: Images;
  /** `[N]` 0 or 1 */
  isNoisy: Uint8Array;
}

/**
 * Clean images, and noisy ones of which half are of another set. In the paper the noisy ones come from a search by the class
 * names: some show the class, the rest anything. How many is not known there; here it is `OUTLIER_SHARE`.
 */
export async function drawWithOutliers(context: RunContext): Promise<OutlierExamples> {
  const { set, settings, seed } = context;
  const random = new Random(seed);
  const drawn = drawExamples(set, settings.sizes, random);
  const other = await context.openSet(outlierSet(context));
  const count = Math.round((drawn.train.count * OUTLIER_SHARE) / (1 - OUTLIER_SHARE));
  const target = { shape: set.train.shape, classCount: set.classes.length };
  const noisy = joinImages(drawn.train, outlierImages(other.train, count, target, random));
  const images = joinImages(drawn.clean, noisy);
  return { drawn, images, isNoisy: Uint8Array.from(images.labels, (_, n) => Number(n >= drawn.clean.count)) };
}

/** Only the clean ones. */
export function cleanOnly({ drawn, images }: OutlierExamples): OutlierExamples {
  const rows = Array.from({ length: drawn.clean.count }, (_, n) => n);
  return { drawn, images: takeImages(images, rows), isNoisy: new Uint8Array(rows.length) };
}

import { Random } from '#model';
import { drawExamples, sizesWithin, type Sizes } from '../../data/draw-examples.js';
import { joinImages, takeImages, type Images, type ImageSet } from '../../data/image-set.js';
import { outlierImages } from '../../noise/outliers.js';
import type { RunContext, Setup } from '../../run/recipe.js';
import type { Scale, ScaleSettings } from '../../run/scales.js';
import { paperSettings } from './paper-settings.js';

/** Far: another set's images. Near: images of the second half of the classes, where the first half is to be learned. */
export type OutlierKind = 'far' | 'near';

/** Another set whose images belong to none of the classes; the paper's are from Tiny Images. */
const strangers: Record<string, string> = {
  mnist: 'fashion-mnist',
  'fashion-mnist': 'mnist',
  cifar10: 'fashion-mnist',
};

export function outlierSet({ set }: Setup): string {
  return strangers[set.name] ?? 'cifar10';
}

/** Of the noisy images, those that belong to no class: their labels are random. The others' are right. In [0, 1). */
export const OUTLIER_SHARE = 0.8;

/** Clean images, and noisy ones that are right (`train`): with the outliers three times as many noisy as clean. Validation is clean. */
const sizes: Record<Scale, Sizes> = {
  tiny: { clean: 100, train: 60, validation: 100, test: 500 },
  reduced: { clean: 500, train: 300, validation: 500, test: 2_000 },
  paper: { clean: 10_000, train: 6_000, validation: 2_000, test: 10_000 },
};

/** Larger steps and more epochs than the paper's other experiments have here: what outliers do to a network, they do late. */
const training = {
  tiny: { epochs: 15, learningRate: 0.05 },
  reduced: { epochs: 30, learningRate: 0.05 },
  paper: { epochs: 60, learningRate: 0.02 },
} as const;

export function outlierSettings(scale: Scale): ScaleSettings {
  const paper = paperSettings(scale);
  return { ...paper, sizes: sizes[scale], training: { ...paper.training, ...training[scale] } };
}

export interface OutlierExamples {
  classCount: number;
  /** The clean images first, then those that are noisy. `labels` are the given ones. */
  images: Images;
  /** `[N]` 0 or 1 */
  isNoisy: Uint8Array;
  validation: Images;
  test: Images;
}

/**
 * Clean images, and noisy ones of which many are outliers. In the paper the noisy ones come from a search by the class
 * names: some show the class, the rest anything; here the share is known.
 */
export async function drawWithOutliers(
  context: RunContext,
  kind: OutlierKind,
  share = OUTLIER_SHARE,
): Promise<OutlierExamples> {
  const { settings, seed } = context;
  const random = new Random(seed);
  const { set, outliers } = kind === 'near' ? halves(context.set) : await withStrangers(context);
  const drawn = drawExamples(set, sizesWithin(set, settings.sizes), random);
  const count = Math.round((drawn.train.count * share) / (1 - share));
  const classCount = set.classes.length;
  const noisy = outlierImages(outliers, count, { shape: set.train.shape, classCount }, random);
  const images = joinImages(drawn.clean, joinImages(drawn.train, noisy));
  const isNoisy = Uint8Array.from(images.labels, (_, n) => Number(n >= drawn.clean.count));
  return { classCount, images, isNoisy, validation: drawn.validation, test: drawn.test };
}

/** Only the clean ones. */
export function cleanOnly({ images, isNoisy, ...rest }: OutlierExamples): OutlierExamples {
  const clean = takeImages(images, [...isNoisy.keys()].filter((n) => !isNoisy[n])); // prettier-ignore
  return { ...rest, images: clean, isNoisy: new Uint8Array(clean.count) };
}

async function withStrangers(context: RunContext): Promise<{ set: ImageSet; outliers: Images }> {
  const other = await context.openSet(outlierSet(context));
  return { set: context.set, outliers: other.train };
}

function halves(set: ImageSet): { set: ImageSet; outliers: Images } {
  const half = Math.floor(set.classes.length / 2);
  const where = (images: Images, keep: (label: number) => boolean) =>
    takeImages(images, [...images.labels.keys()].filter((n) => keep(images.labels[n]!))); // prettier-ignore
  const [train, test] = [set.train, set.test].map((images) => where(images, (label) => label < half));
  const known = { ...set, classes: set.classes.slice(0, half), train: train!, test: test! };
  return { set: known, outliers: where(set.train, (label) => label >= half) };
}

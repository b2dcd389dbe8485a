import { sizesWithin, type Sizes } from '../../data/draw-examples.js';
import type { RunContext } from '../../run/recipe.js';
import { scaleSettings, type Scale, type ScaleSettings } from '../../run/scales.js';

/**
 * How many images the paper's experiments take: 30,000 noisy ones to learn from (3,000 of them to validate on, which the
 * paper does not count apart) and 20,000 clean ones to estimate Q with.
 */
const sizes: Record<Scale, Sizes> = {
  tiny: { train: 500, validation: 300, clean: 300, test: 500 },
  reduced: { train: 13_500, validation: 1_500, clean: 10_000, test: 2_000 },
  paper: { train: 27_000, validation: 3_000, clean: 20_000, test: 10_000 },
};

/** Small steps, and at the reduced scale few epochs: a network that knows its labels by heart leaves nothing for Q to learn from. */
const training = {
  tiny: { epochs: 15, learningRate: 0.02 },
  reduced: { epochs: 10, learningRate: 0.01 },
  paper: { epochs: 60, learningRate: 0.01, augmentation: 'none' },
} as const;

/** The paper's networks are three convolutional layers, not ResNets. */
export function paperSettings(scale: Scale): ScaleSettings {
  const network = scale === 'paper' ? 'cnn' : 'mlp';
  return { network, sizes: sizes[scale], training: { ...scaleSettings[scale].training, ...training[scale] } };
}

/** The same context with other numbers of images, and as many updates as with the paper's own. */
export function withImages(context: RunContext, wanted: Partial<Sizes>): RunContext {
  const { settings, set, scale } = context;
  const within = sizesWithin(set, { ...settings.sizes, ...wanted });
  const epochs = Math.max(2, Math.round((settings.training.epochs * sizes[scale].train) / within.train));
  return { ...context, settings: { ...settings, sizes: within, training: { ...settings.training, epochs } } };
}

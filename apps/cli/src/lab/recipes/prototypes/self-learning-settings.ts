import type { ImageSet } from '../../data/image-set.js';
import type { NoiseKind } from '../../noise/make-noise.js';
import { scaleSettings, type Scale, type ScaleSettings } from '../../run/scales.js';
import { steps } from '../../train/schedule.js';
import { paperCorrection, type CorrectionSettings } from './correct-labels.js';

export interface SelfLearning extends CorrectionSettings {
  /** How much the corrected label counts from the start epoch on; 0: cross-entropy, labels are corrected only to look at them. */
  alpha: number;
  /** Share of the epochs that are trained on the given labels alone, in (0, 1). */
  start: number;
}

/** Fewer than the paper's m: 5,000 images have some 500 per class. */
const SAMPLED = 250;

/** The start epoch and the smaller m are ours, chosen on seed 1 of MNIST. */
export function usualSelfLearning(scale: Scale): SelfLearning {
  const sampled = scale === 'paper' ? paperCorrection.sampled : SAMPLED;
  return { ...paperCorrection, sampled, alpha: 0.5, start: 1 / 3 };
}

/** Shares of the epochs after which the rate falls to a tenth. */
const RATE_FALLS = [1 / 3, 2 / 3];

/**
 * 15 epochs whose rate falls to a tenth after 5 and 10. The paper's network was trained on ImageNet before, which ours are not: the smaller scales
 * therefore begin with a greater rate, and with more weight decay, so that wrong labels are not learned by heart.
 */
export function prototypesScale(scale: Scale): Partial<ScaleSettings> {
  const training = { ...scaleSettings[scale].training, epochs: 15, schedule: steps(RATE_FALLS) };
  if (scale !== 'paper') return { training: { ...training, learningRate: 0.1, weightDecay: 1e-2 } };
  return {
    training: { ...training, learningRate: 2e-3, weightDecay: 5e-3 },
    sizes: { train: 950_000, validation: 50_000, clean: 0, test: 20_000 },
  };
}

/** What stands in for Clothing1M's labels most nearly: noise that depends on the image. */
export const featureNoise: NoiseKind = { kind: 'feature', level: 0.4 };

const kinds: NoiseKind[] = [{ kind: 'uniform', level: 0.4 }, { kind: 'pair', level: 0.4 }, featureNoise];

/** None is added to labels that were given. @param wanted what is tried on true labels */
export function noisesFor({ trainingLabels }: ImageSet, wanted = kinds): NoiseKind[] {
  return trainingLabels === 'given' ? [{ kind: 'given', level: 0 }] : wanted;
}

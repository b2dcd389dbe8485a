import type { Sizes } from '../data/draw-examples.js';
import { cosine } from '../train/schedule.js';
import type { TrainSettings } from '../train/train.js';

/** `tiny`: seconds, to see that it runs; `reduced`: minutes on two cores; `paper`: on a GPU. */
export const scales = ['tiny', 'reduced', 'paper'] as const;
export type Scale = (typeof scales)[number];

export interface ScaleSettings {
  network: string;
  sizes: Sizes;
  training: TrainSettings;
}

const common = { momentum: 0.9, weightDecay: 5e-4, schedule: cosine(0), mixup: 0 };

/** What a recipe starts from; it changes what its paper says otherwise. */
export const scaleSettings: Record<Scale, ScaleSettings> = {
  tiny: {
    network: 'mlp',
    sizes: { train: 300, validation: 100, clean: 100, test: 200 },
    training: { ...common, epochs: 3, batch: 50, learningRate: 0.05, augmentation: 'none' },
  },
  reduced: {
    network: 'mlp',
    sizes: { train: 5_000, validation: 1_000, clean: 1_000, test: 2_000 },
    training: { ...common, epochs: 40, batch: 100, learningRate: 0.05, augmentation: 'none' },
  },
  paper: {
    network: 'wrn-28-10',
    sizes: { train: 45_000, validation: 5_000, clean: 0, test: 10_000 },
    training: { ...common, epochs: 200, batch: 128, learningRate: 0.1, augmentation: 'shift-flip' },
  },
};

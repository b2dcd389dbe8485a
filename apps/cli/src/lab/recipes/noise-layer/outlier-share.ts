import { shown } from '../../run/mean-deviation.js';
import { figureOver, type Recipe, type RunContext } from '../../run/recipe.js';
import type { Scale } from '../../run/scales.js';
import { trainWithOutliers, type NoisyLayer } from './outlier-training.js';
import { outlierSet, outlierSettings } from './with-outliers.js';

/** `alpha`: the share of right images as the layers are told it. */
interface Noisy {
  share: number;
  alpha: number;
}

interface Row {
  name: string;
  layer: NoisyLayer;
  gamma?(noisy: Noisy): number;
}

type Settings = Noisy & Pick<Row, 'name'>;

/** Top-down is the loss of "gamma = alpha" and, beside it, a pull to equal probabilities: their difference is that pull's. */
const rows: Row[] = [
  { name: 'clean images only', layer: 'none' },
  { name: 'gamma 1', layer: 'none', gamma: () => 1 },
  { name: 'gamma = alpha', layer: 'none', gamma: ({ alpha }) => alpha },
  { name: 'bottom-up, gamma 1', layer: 'bottom-up', gamma: () => 1 },
  { name: 'top-down, gamma 1', layer: 'top-down', gamma: () => 1 },
];
/** As in Table 2; half of the outliers; none, where the layers expect as many as in Table 2. */
const noisies: Noisy[] = [
  { share: 0.8, alpha: 0.2 },
  { share: 0.5, alpha: 0.5 },
  { share: 0, alpha: 0.2 },
];
/** More images than in Table 2 and fewer epochs, so that less is learned by heart. */
const sizes: Record<Scale, { clean: number; noisy: number; epochs: number }> = {
  tiny: { clean: 100, noisy: 300, epochs: 15 },
  reduced: { clean: 2_000, noisy: 6_000, epochs: 10 },
  paper: { clean: 10_000, noisy: 30_000, epochs: 20 },
};

/** Beside Table 2: what its order depends on. */
export const outlierShare: Recipe<Settings> = {
  settings: (scale) => {
    const { training, ...rest } = outlierSettings(scale);
    return { ...rest, training: { ...training, epochs: sizes[scale].epochs } };
  },
  jobs: () =>
    noisies.flatMap((noisy) => rows.map(({ name }) => ({ name: jobName(name, noisy), settings: { name, ...noisy } }))),
  run: ({ name, share, alpha }, context) => {
    const { layer, gamma } = rows.find((row) => row.name === name)!;
    const weight = gamma && { gamma: gamma({ share, alpha }) };
    return trainWithOutliers({ layer, ...weight, outliers: 'far', share, alpha }, sized(context, share));
  },
  tables: (results, setup) => [
    {
      title: `Test error, %, after the last epoch; outliers from ${outlierSet(setup)}`,
      head: ['', ...noisies.map(({ share, alpha }) => `${100 * share} % outliers, alpha ${alpha}`)],
      rows: rows.map(({ name }) => [
        name,
        ...noisies.map((noisy) =>
          shown(
            figureOver(
              results.find((result) => result.name === jobName(name, noisy)),
              'test',
            ),
          ),
        ),
      ]),
      note: 'alpha: the share of right images as the layers are told it',
    },
  ],
};

function jobName(row: string, { share, alpha }: Noisy): string {
  return `${row}, ${100 * share} % outliers, alpha ${alpha}`;
}

function sized(context: RunContext, share: number): RunContext {
  const { clean, noisy } = sizes[context.scale];
  const wanted = { ...context.settings.sizes, clean, train: Math.round(noisy * (1 - share)) };
  return { ...context, settings: { ...context.settings, sizes: wanted } };
}

import { Random } from '#model';
import { joinImages, takeImages } from '../../data/image-set.js';
import { outlierImages } from '../../noise/outliers.js';
import { shown } from '../../run/mean-deviation.js';
import { drawNoisy, type NoisyExamples } from '../../run/noisy-run.js';
import { figureOver, type Recipe, type RunContext } from '../../run/recipe.js';
import type { Simulation } from './odd-losses.js';
import { oddScale, trainOdd, usualOdd } from './odd-training.js';

interface Settings {
  simulation: Simulation | null;
}

const methods: Record<string, Simulation | null> = {
  ERM: null,
  ODD: 'paper',
  "ODD (service's simulation)": 'service',
  'ODD (rows)': 'rows',
};
const SHARE = 0.3;
/** No class of one is a class of the other. */
const others: Record<string, string> = { mnist: 'fashion-mnist', 'fashion-mnist': 'mnist' };
const otherwise = 'mnist';

/** Another set's images with random labels among the examples: what is removed is measured against these. */
export const outliers: Recipe<Settings> = {
  settings: oddScale,
  jobs: () => Object.entries(methods).map(([name, simulation]) => ({ name, settings: { simulation } })),
  run: async ({ simulation }, context) =>
    trainOdd(context, await withOutliers(context), { ...(simulation && { odd: { ...usualOdd, simulation } }) }),
  tables: (results, { set }) => [
    {
      title: `${100 * SHARE} % of the training images are those of ${others[set.name] ?? otherwise}, with random labels; %`,
      head: ['', 'test accuracy', 'precision', 'recall'],
      rows: results.map((result) => [
        result.name,
        ...['accuracy', 'odd.precision', 'odd.recall'].map((figure) => shown(figureOver(result, figure))),
      ]),
    },
  ],
};

/** The last images are replaced. Their true label is -1, so that whatever they are given is wrong. */
async function withOutliers(context: RunContext): Promise<NoisyExamples> {
  const clean = drawNoisy(context, { kind: 'none', level: 0 });
  const { train } = clean;
  const count = Math.round(SHARE * train.count);
  const other = await context.openSet(others[context.set.name] ?? otherwise);
  const target = { shape: train.shape, classCount: context.set.classes.length };
  const added = outlierImages(other.train, count, target, new Random(context.seed + 0x44));
  const kept = takeImages(
    train,
    Array.from({ length: train.count - count }, (_, n) => n),
  );
  const images = joinImages(kept, added);
  const labels = images.labels.map((label, n) => (n < kept.count ? label : -1));
  return { ...clean, train: { ...images, labels }, given: images.labels };
}

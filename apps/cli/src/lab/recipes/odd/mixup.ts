import { shown } from '../../run/mean-deviation.js';
import { drawNoisy } from '../../run/noisy-run.js';
import { figureOver, type Recipe } from '../../run/recipe.js';
import { oddScale, trainOdd, usualOdd } from './odd-training.js';

interface Settings {
  alpha: number;
  odd: boolean;
  /** Share of the labels that is drawn anew. */
  level: number;
}

const ALPHAS = [0, 0.1, 0.2, 0.5, 1];
const variants = [
  { name: 'without ODD, 0 %', odd: false, level: 0 },
  { name: 'without ODD, 40 %', odd: false, level: 0.4 },
  { name: 'with ODD, 40 %', odd: true, level: 0.4 },
];

/** How much of mixup helps, with the filter and without: it is asked for less where wrong labels are gone. */
export const mixup: Recipe<Settings> = {
  settings: oddScale,
  jobs: () =>
    variants.flatMap(({ name, odd, level }) =>
      ALPHAS.map((alpha) => ({ name: jobName(name, alpha), settings: { alpha, odd, level } })),
    ),
  run: ({ alpha, odd, level }, context) =>
    trainOdd(context, drawNoisy(context, { kind: 'redrawn', level }), { mixup: alpha, ...(odd && { odd: usualOdd }) }),
  tables: (results) => [
    {
      title: 'Test accuracy, %, where that share of the labels is drawn anew',
      head: ['alpha of mixup', ...variants.map(({ name }) => name)],
      rows: ALPHAS.map((alpha) => [
        String(alpha),
        ...variants.map(({ name }) => {
          const result = results.find((each) => each.name === jobName(name, alpha));
          return shown(figureOver(result, 'accuracy'));
        }),
      ]),
    },
  ],
};

function jobName(variant: string, alpha: number): string {
  return `${variant}, alpha ${alpha}`;
}

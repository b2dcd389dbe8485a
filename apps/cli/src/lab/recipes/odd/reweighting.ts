import { shown } from '../../run/mean-deviation.js';
import { drawNoisy } from '../../run/noisy-run.js';
import { figureOver, type Recipe } from '../../run/recipe.js';
import type { Treatment } from './odd-remover.js';
import { oddScale, trainOdd, usualOdd } from './odd-training.js';

interface Settings {
  treatment: Treatment | null;
}

const treatments: Record<string, Treatment | null> = {
  'nothing (ERM)': null,
  'removed (ODD)': 'remove',
  'weakened: a fifth of the loss': 'weaken',
  'all weighted by their p-value': 'p-value',
};
const LEVEL = 0.4;

/** Removal against reweighting, once, at the same moment and from the same simulation. */
export const reweighting: Recipe<Settings> = {
  settings: oddScale,
  jobs: () => Object.entries(treatments).map(([name, treatment]) => ({ name, settings: { treatment } })),
  run: ({ treatment }, context) =>
    trainOdd(context, drawNoisy(context, { kind: 'redrawn', level: LEVEL }), {
      ...(treatment && { odd: { ...usualOdd, treatment } }),
    }),
  tables: (results) => [
    {
      title: `Test accuracy, %, ${100 * LEVEL} % of the labels drawn anew`,
      head: ['examples beyond the threshold', 'accuracy'],
      rows: results.map((result) => [result.name, shown(figureOver(result, 'accuracy'))]),
    },
  ],
};

import { shown } from '../../run/mean-deviation.js';
import { drawNoisy } from '../../run/noisy-run.js';
import { figureOver, type Recipe } from '../../run/recipe.js';
import type { OddSettings } from './odd-remover.js';
import { oddScale, trainOdd, usualOdd } from './odd-training.js';

interface Settings {
  odd: OddSettings | null;
}

const methods: Record<string, OddSettings | null> = {
  ERM: null,
  'p = 10': usualOdd,
  'as many as at p = 10, whichever': { ...usualOdd, treatment: 'random' },
  'p = 30': { ...usualOdd, share: 0.3 },
  'p = 70': { ...usualOdd, share: 0.7 },
};

/** What the filter costs where nothing is wrong, and whether it is the number of examples that it takes or which. */
export const withoutNoise: Recipe<Settings> = {
  settings: oddScale,
  jobs: () => Object.entries(methods).map(([name, odd]) => ({ name, settings: { odd } })),
  run: ({ odd }, context) => trainOdd(context, drawNoisy(context, { kind: 'none', level: 0 }), { ...(odd && { odd }) }),
  tables: (results) => [
    {
      title: 'No noise, %',
      head: ['removed', 'test accuracy', 'of all labels'],
      rows: results.map((result) => [
        result.name,
        ...['accuracy', 'odd.removed'].map((figure) => shown(figureOver(result, figure))),
      ]),
    },
  ],
};

import { meanDeviation, shown } from '../../run/mean-deviation.js';
import { drawNoisy } from '../../run/noisy-run.js';
import { figureOver, type JobResult, type Recipe } from '../../run/recipe.js';
import { oddScale, trainOdd, usualOdd } from './odd-training.js';

export const cost: Recipe<null> = {
  settings: oddScale,
  jobs: () => [{ name: 'ODD', settings: null }],
  run: async (_, context) => {
    const began = performance.now();
    const figures = await trainOdd(context, drawNoisy(context, { kind: 'redrawn', level: 0.4 }), { odd: usualOdd });
    return { ...figures, seconds: (performance.now() - began) / 1_000 };
  },
  tables: ([result]) => [
    {
      title: 'What ODD adds to one training, s',
      head: ['training', 'one pass over the images', 'simulation', 'together, % of the training'],
      rows: result ? [row(result)] : [],
    },
  ],
};

function row(result: JobResult<null>): string[] {
  const seconds = figureOver(result, 'seconds');
  const parts = ['odd.lossSeconds', 'odd.simulationSeconds'].map((figure) => figureOver(result, figure));
  const added = seconds.map((all, n) => (parts[0]![n]! + parts[1]![n]!) / all);
  return [
    meanDeviation(seconds).mean.toFixed(1),
    ...parts.map((values) => shown(values, { digits: 2, scale: 1 })),
    shown(added, { digits: 2 }),
  ];
}

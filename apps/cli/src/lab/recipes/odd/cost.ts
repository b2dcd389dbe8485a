import { crossEntropy } from '../../train/baselines.js';
import { pixelScale } from '../../train/batches.js';
import { meanDeviation, shown } from '../../run/mean-deviation.js';
import { drawNoisy, trainOn } from '../../run/noisy-run.js';
import { figureOver, type JobResult, type Recipe } from '../../run/recipe.js';
import { givenLossesNow, simulate } from './odd-losses.js';
import { oddRemover } from './odd-remover.js';
import { oddScale, usualOdd } from './odd-training.js';

/** Seconds of a training with ODD; of the pass and of the simulation by themselves, on the network that it made. */
export const cost: Recipe<null> = {
  settings: oddScale,
  jobs: () => [{ name: 'ODD', settings: null }],
  run: async (_, context) => {
    const examples = drawNoisy(context, { kind: 'redrawn', level: 0.4 });
    const { beforeEpoch } = oddRemover(context, examples, usualOdd);
    const task = { objective: { loss: crossEntropy }, batchNorm: true, beforeEpoch };
    const began = performance.now();
    const { used } = await trainOn(context, examples, task, (network) => {
      const training = (performance.now() - began) / 1_000;
      const looked = { network, images: examples.train, scale: pixelScale(examples.train) };
      const pass = secondsOf(() => givenLossesNow(looked, examples.given));
      return { training, pass, simulation: secondsOf(() => simulate(usualOdd.simulation, looked, context.seed)) };
    });
    return used;
  },
  tables: ([result]) => [
    {
      title: 'What ODD adds to one training, s',
      head: ['training', 'one pass over the images', 'simulation', 'together, % of the training'],
      rows: result ? [row(result)] : [],
    },
  ],
};

function secondsOf(work: () => unknown): number {
  const began = performance.now();
  work();
  return (performance.now() - began) / 1_000;
}

function row(result: JobResult<null>): string[] {
  const training = figureOver(result, 'training');
  const parts = ['pass', 'simulation'].map((figure) => figureOver(result, figure));
  const added = training.map((all, n) => (parts[0]![n]! + parts[1]![n]!) / all);
  return [
    meanDeviation(training).mean.toFixed(1),
    ...parts.map((values) => shown(values, { digits: 2, scale: 1 })),
    shown(added, { digits: 2 }),
  ];
}

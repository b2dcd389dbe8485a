import { noiseName, type NoiseKind } from '../../noise/make-noise.js';
import { shown } from '../../run/mean-deviation.js';
import { drawNoisy } from '../../run/noisy-run.js';
import { figureOver, type JobResult, type LabTable, type Recipe } from '../../run/recipe.js';
import type { Simulation } from './odd-losses.js';
import { oddScale, trainOdd, usualOdd } from './odd-training.js';

interface Settings {
  noise: NoiseKind;
  simulation: Simulation | null;
}

const methods: Record<string, Simulation | null> = {
  ERM: null,
  ODD: 'paper',
  "ODD (service's simulation)": 'service',
  'ODD (rows)': 'rows',
};
const kinds: NoiseKind[] = [
  { kind: 'uniform', level: 0.36 },
  { kind: 'random', level: 0.36 },
  { kind: 'feature', level: 0.36 },
  { kind: 'pair', level: 0.36 },
];

/** The simulation supposes uniformly random labels: what becomes of the filter where wrong labels are not. */
export const nonUniform: Recipe<Settings> = {
  settings: oddScale,
  jobs: () =>
    kinds.flatMap((noise) =>
      Object.entries(methods).map(([method, simulation]) => ({
        name: jobName(method, noise),
        settings: { noise, simulation },
      })),
    ),
  run: ({ noise, simulation }, context) =>
    trainOdd(context, drawNoisy(context, noise), { ...(simulation && { odd: { ...usualOdd, simulation } }) }),
  tables: (results) => [
    tableOf(results, 'accuracy', 'Test accuracy, %', Object.keys(methods)),
    tableOf(results, 'odd.precision', 'Precision of what was removed, %', Object.keys(methods).slice(1)),
    tableOf(results, 'odd.recall', 'Recall of the wrong labels, %', Object.keys(methods).slice(1)),
  ],
};

function tableOf(results: JobResult<Settings>[], figure: string, title: string, names: string[]): LabTable {
  const cell = (method: string, noise: NoiseKind) => {
    const result = results.find(({ name }) => name === jobName(method, noise));
    return shown(figureOver(result, figure));
  };
  return {
    title,
    head: ['', ...kinds.map(noiseName)],
    rows: names.map((method) => [method, ...kinds.map((noise) => cell(method, noise))]),
  };
}

function jobName(method: string, noise: NoiseKind): string {
  return `${method}, ${noiseName(noise)}`;
}

import { defaultPeaks } from '#model';
import { noiseName } from '../../noise/make-noise.js';
import { shown } from '../../run/mean-deviation.js';
import { drawNoisy } from '../../run/noisy-run.js';
import { figureOver, type Job, type JobResult, type LabTable, type Recipe } from '../../run/recipe.js';
import {
  featureNoise,
  noisesFor,
  prototypesScale,
  usualSelfLearning,
  type SelfLearning,
} from './self-learning-settings.js';
import { trainSelfLearning } from './self-learning-training.js';

type Changed = Partial<SelfLearning>;

const USUAL = 'usual';
/** More than any class has: all its images. */
const ALL = 1e9;

/** What is varied, and the names of its values; each is a job once, the usual one in all. */
const parts: { title: string; values: Record<string, Changed> }[] = [
  {
    title: 'p, prototypes per class (Fig. 4b)',
    values: { 'p = 1': perClass(1), 'p = 2': perClass(2), 'p = 8': {}, 'p = 32': perClass(32) },
  },
  {
    title: 'm, images drawn per class (Table 3)',
    values: { 'm = 30': { sampled: 30 }, 'm as usual': {}, 'm = all': { sampled: ALL } },
  },
  {
    title: 'alpha, weight of the corrected label (Fig. 4c)',
    values: {
      'alpha = 0': { alpha: 0 },
      'alpha = .25': { alpha: 0.25 },
      'alpha = .5': {},
      'alpha = .75': { alpha: 0.75 },
      'alpha = 1': { alpha: 1 },
    },
  },
];

/** Figures 4b and 4c and Table 3 in one: they share the usual settings, which are trained once. */
export const sweeps: Recipe<Changed> = {
  settings: prototypesScale,
  jobs: () => [
    { name: USUAL, settings: {} },
    ...parts.flatMap(({ values }) => Object.entries(values).filter(isChange).map(jobOf)),
  ],
  run: async (changed, context) => {
    const [noise] = noisesFor(context.set, [featureNoise]);
    const learning = { ...usualSelfLearning(context.scale), ...changed };
    return (await trainSelfLearning(context, drawNoisy(context, noise!), learning)).figures;
  },
  tables: (results, { set }) =>
    parts.map((one) => tableOf(one, results, noiseName(noisesFor(set, [featureNoise])[0]!))),
};

function tableOf({ title, values }: (typeof parts)[number], results: JobResult<Changed>[], noise: string): LabTable {
  return {
    title: `${title}, ${noise}; %`,
    head: ['', 'corrected at first', 'corrected at the end', 'test accuracy', 'prototypes per class'],
    rows: Object.entries(values).map((value) => {
      const result = results.find(({ name }) => name === (isChange(value) ? value[0] : USUAL));
      const figures = ['initial.corrected', 'final.corrected', 'accuracy'];
      const prototypes = shown(figureOver(result, 'initial.prototypes'), { scale: 1 });
      return [value[0], ...figures.map((path) => shown(figureOver(result, path))), prototypes];
    }),
  };
}

function isChange([, changed]: [string, Changed]): boolean {
  return Object.keys(changed).length > 0;
}

function jobOf([name, settings]: [string, Changed]): Job<Changed> {
  return { name, settings };
}

function perClass(count: number): Changed {
  return { peaks: { ...defaultPeaks, perClass: count } };
}

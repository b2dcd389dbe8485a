import { noiseName, type NoiseKind } from '../../noise/make-noise.js';
import { shown } from '../../run/mean-deviation.js';
import { drawNoisy, type NoisyExamples } from '../../run/noisy-run.js';
import {
  figureOver,
  type Figures,
  type JobResult,
  type LabTable,
  type Recipe,
  type RunContext,
  type Setup,
} from '../../run/recipe.js';
import { classesTable, rightPerClass } from './classes.js';
import { epochsTable } from './epochs.js';
import {
  featureNoise,
  noisesFor,
  prototypesScale,
  usualSelfLearning,
  type SelfLearning,
} from './self-learning-settings.js';
import { trainSelfLearning, type Look } from './self-learning-training.js';

interface Settings {
  noise: NoiseKind;
  method: Method;
}

const methods = {
  'cross-entropy': { alpha: 0 },
  'self-learning': {},
  'self-learning by greedy peaks': { choice: 'greedy peaks' },
} as const satisfies Record<string, Partial<SelfLearning>>;
type Method = keyof typeof methods;
const names = Object.keys(methods) as Method[];

/**
 * The network alone is tested. Cross-entropy is alpha = 0; what prototypes would have corrected is looked at there too. The accuracy
 * of labels over the epochs and per class (Fig. 4a) come from the same trainings. Greedy peaks are the service's.
 */
export const selfLearning: Recipe<Settings> = {
  settings: prototypesScale,
  jobs: ({ set }) =>
    noisesFor(set).flatMap((noise) =>
      names.map((method) => ({ name: jobName(method, noise), settings: { noise, method } })),
    ),
  run: async ({ noise, method }, context) => {
    const examples = drawNoisy(context, noise);
    const learning = { ...usualSelfLearning(context.scale), ...methods[method] };
    const { figures, looks } = await trainSelfLearning(context, examples, learning);
    return context.set.trainingLabels === 'given'
      ? figures
      : { ...figures, classes: perClass(context, examples, looks) };
  },
  tables: (results, setup) => {
    const learned = results.filter(({ settings }) => settings.method === 'self-learning');
    const byFeatures = learned.filter(({ settings }) => settings.noise === featureNoise);
    return [
      figuresTable('Test accuracy, %', results, setup, tested),
      figuresTable('Labels of the training images that are right, %', results, setup, corrected),
      ...learned.map(epochsTable),
      ...byFeatures.map((result) => classesTable(result, setup.set.classes)),
    ];
  },
};

type Paths = Record<string, string>;
const tested: Paths = { accuracy: 'after the last epoch', stopped: 'stopped early by noisy validation' };
const corrected: Paths = {
  given: 'given',
  'initial.corrected': 'corrected by prototypes, at the start epoch',
  'final.corrected': 'corrected by prototypes, at the end',
  'final.network': 'what the network says, at the end',
};

function figuresTable(title: string, results: JobResult<Settings>[], { set }: Setup, paths: Paths): LabTable {
  const noises = noisesFor(set);
  const cell = (method: Method, noise: NoiseKind, path: string) => {
    const result = results.find(({ name }) => name === jobName(method, noise));
    return shown(figureOver(result, path));
  };
  return {
    title,
    head: ['', ...noises.map(noiseName)],
    rows: names.flatMap((method) =>
      Object.entries(paths).map(([path, words]) => [
        `${method}: ${words}`,
        ...noises.map((noise) => cell(method, noise, path)),
      ]),
    ),
  };
}

function perClass({ set }: RunContext, { train, given }: NoisyExamples, looks: Look[]): Figures {
  const of = (labels: Int32Array) => rightPerClass(train.labels, labels, set.classes.length);
  return { given: of(given), initial: of(looks[0]!.labels), final: of(looks.at(-1)!.labels) };
}

function jobName(method: Method, noise: NoiseKind): string {
  return `${method}, ${noiseName(noise)}`;
}

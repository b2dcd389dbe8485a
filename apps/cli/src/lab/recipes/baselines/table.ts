import { logProbabilities } from '../../train/evaluate.js';
import { noiseName, type NoiseKind } from '../../noise/make-noise.js';
import { pixelScale } from '../../train/batches.js';
import { crossEntropy, forwardCorrection, generalisedCrossEntropy, noiseByAnchors } from '../../train/baselines.js';
import type { Loss } from '../../train/objective.js';
import { bestEpoch } from '../../train/train.js';
import { shown } from '../../run/mean-deviation.js';
import { drawNoisy, trainOn, type NoisyExamples } from '../../run/noisy-run.js';
import { figureOver, type Job, type Recipe, type RunContext } from '../../run/recipe.js';

/** Needs the truth. */
const TRUE_Q = 'forward, true Q';
const methods = {
  'cross-entropy': async () => crossEntropy,
  mixup: async () => crossEntropy,
  'generalised cross-entropy, q = .7': async () => generalisedCrossEntropy(0.7),
  [TRUE_Q]: async (_, { noise }) => forwardCorrection(noise),
  'forward, Q by anchors': async (context, examples) => forwardCorrection(await anchoredNoise(context, examples)),
} as const satisfies Record<string, (context: RunContext, examples: NoisyExamples) => Promise<Loss>>;

interface Settings {
  method: keyof typeof methods;
  noise: NoiseKind;
}

/** alpha of mixup, as its paper takes for labels that were corrupted (Zhang et al. 2018, section 3.4: 8 or 32). */
const MIXUP_ALPHA = 8;

const kinds: NoiseKind[] = [
  { kind: 'none', level: 0 },
  { kind: 'uniform', level: 0.5 },
  { kind: 'pair', level: 0.4 },
  { kind: 'random', level: 0.5 },
  { kind: 'feature', level: 0.4 },
];

/** Test error of the last epoch, and of the one that early stopping would have taken; its own row is cross-entropy's. */
export const table: Recipe<Settings> = {
  jobs: ({ set }) => {
    const names = Object.keys(methods) as Settings['method'][];
    if (set.trainingLabels === 'given')
      return names.filter((name) => name !== TRUE_Q).map((name) => jobOf(name, { kind: 'given', level: 0 }));
    return kinds.flatMap((noise) => names.map((name) => jobOf(name, noise)));
  },
  run: async ({ method, noise }, context) => {
    const examples = drawNoisy(context, noise);
    const objective = { loss: await methods[method](context, examples) };
    const settings = { ...context.settings.training, mixup: method === 'mixup' ? MIXUP_ALPHA : 0 };
    const { epochs } = await trainOn(context, examples, { objective, settings }, () => undefined);
    return { test: epochs.at(-1)!.errors['test']!, stopped: bestEpoch(epochs).errors['test']!, epochs };
  },
  tables: (results) => {
    const names = [...new Set(results.map(({ settings }) => noiseName(settings.noise)))];
    const row = (label: string, method: string, figure: string) => [
      label,
      ...names.map((name) => shown(figureOver(find(results, method, name), figure))),
    ];
    const rowsOf = (figure: string) => Object.keys(methods).map((method) => row(method, method, figure));
    const last = rowsOf('test').toSpliced(1, 0, row('early stopping (noisy validation)', 'cross-entropy', 'stopped'));
    const head = ['', ...names];
    return [
      { title: 'Test error, %, of the last epoch', head, rows: last },
      { title: 'of the epoch with the lowest error on noisy validation labels', head, rows: rowsOf('stopped') },
    ];
  },
};

function jobOf(method: Settings['method'], noise: NoiseKind): Job<Settings> {
  return { name: `${method}, ${noiseName(noise)}`, settings: { method, noise } };
}

function find<R extends { settings: Settings }>(results: R[], method: string, noise: string): R | undefined {
  return results.find(({ settings }) => settings.method === method && noiseName(settings.noise) === noise);
}

/**
 * From a network that was trained on the noisy labels for a twentieth of the epochs: after a quarter it knows many by
 * heart, and the matrix lies halfway to the identity.
 */
async function anchoredNoise(context: RunContext, examples: NoisyExamples): Promise<number[][]> {
  const settings = { ...context.settings.training, epochs: Math.ceil(context.settings.training.epochs / 20) };
  const { used } = await trainOn(context, examples, { objective: { loss: crossEntropy }, settings }, (network) =>
    logProbabilities(network, examples.train, pixelScale(examples.train)),
  );
  return noiseByAnchors(used.map(Math.exp), context.set.classes.length, 0.97);
}

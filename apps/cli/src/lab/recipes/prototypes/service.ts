import { logSoftmaxRows, type TrainingSettings } from '#model';
import { argmax, majorityVote, type CrowdLabels } from '#noise';
import { shown } from '../../run/mean-deviation.js';
import { drawNoisy, type NoisyExamples } from '../../run/noisy-run.js';
import { figureOver, type Figures, type Recipe, type RunContext } from '../../run/recipe.js';
import type { Scale, ScaleSettings } from '../../run/scales.js';
import { drawCrowd, judgedAgainst, LABELS_PER_IMAGE, type CrowdExamples } from '../noise-layer/crowd-data.js';
import { byService } from '../noise-layer/crowd-service.js';
import { featureNoise, noisesFor, prototypesScale, usualSelfLearning } from './self-learning-settings.js';
import { trainSelfLearning } from './self-learning-training.js';

/** Lines of the table that one training gives. */
type Lines = Record<string, Figures>;
type Run = (context: RunContext, crowd: CrowdExamples) => Promise<Lines>;

const PAPER = 'paper';
const variants: Record<string, Partial<TrainingSettings>> = {
  service: {},
  'service without prototypes': { settings: { prototypeWeight: 0 } },
  'service with prototypes alone': { settings: { modelWeight: 0 } },
  'service with likeliest classes for soft posteriors': { noiseLayer: false },
};

const ONE_SOURCE = 'one source, noise by features';
const whose: Record<string, (context: RunContext) => CrowdExamples> = {
  [ONE_SOURCE]: oneSource,
  [`ten annotators, ${LABELS_PER_IMAGE} labels per image`]: drawCrowd,
};

interface Settings {
  labels: string;
  method: string;
}

const sizes: Record<Scale, ScaleSettings['sizes']> = {
  tiny: { train: 300, validation: 200, clean: 0, test: 500 },
  reduced: { train: 2_000, validation: 1_000, clean: 0, test: 2_000 },
  paper: { train: 27_000, validation: 3_000, clean: 0, test: 10_000 },
};

/**
 * Not in the paper: its hard corrected labels against the service, which takes prototypes greedily among the surest examples out of
 * fold, makes a softmax of their mean similarity, and multiplies it with what its network and the noise matrices say.
 */
export const service: Recipe<Settings> = {
  settings: (scale) => ({ ...prototypesScale(scale), sizes: sizes[scale] }),
  jobs: ({ set }) => {
    const wanted = set.trainingLabels === 'given' ? [ONE_SOURCE] : Object.keys(whose);
    const names = [PAPER, ...Object.keys(variants)];
    return wanted.flatMap((labels) =>
      names.map((method) => ({ name: `${labels}: ${method}`, settings: { labels, method } })),
    );
  },
  run: async ({ labels, method }, context) => {
    const run = method === PAPER ? byPaper : byVariant(method);
    const lines = await run(context, whose[labels]!(context));
    return context.set.trainingLabels === 'given' ? testsOf(lines) : lines;
  },
  tables: (results) =>
    Object.keys(whose).map((labels) => ({
      title: `Error, %; ${labels}`,
      head: ['', 'training images, with their labels', 'log loss of their truth', 'unseen images'],
      rows: results
        .filter(({ settings }) => settings.labels === labels)
        .flatMap((result) =>
          Object.keys(result.runs[0]!.figures).map((line) => [
            line,
            shown(figureOver(result, `${line}.truth`)),
            shown(figureOver(result, `${line}.logLoss`), { digits: 3, scale: 1 }),
            shown(figureOver(result, `${line}.test`)),
          ]),
        ),
      note: 'a hard label that is wrong costs 20 nats of log loss',
    })),
};

/** Nobody knows the truth of the training images. */
function testsOf(lines: Lines): Lines {
  return Object.fromEntries(Object.entries(lines).map(([line, { test }]) => [line, { test: test ?? null }]));
}

/** Its labels are those with most votes. */
async function byPaper(context: RunContext, crowd: CrowdExamples): Promise<Lines> {
  const K = crowd.labels.classCount;
  const given = Int32Array.from(majorityVote(crowd.labels), argmax);
  const examples: NoisyExamples = { ...crowd.drawn, given, noise: crowd.pooled };
  const learned = await trainSelfLearning(context, examples, usualSelfLearning(context.scale));
  const test = 1 - (learned.figures['accuracy'] as number);
  const truth = crowd.drawn.train.labels;
  const certain = (labels: Int32Array) =>
    judgedAgainst(
      truth,
      Array.from(labels, (label) => Array.from({ length: K }, (_, k) => Number(k === label))),
    );
  const p = logSoftmaxRows(learned.logits, K, 1).map(Math.exp);
  return {
    'given labels, most votes': certain(given),
    'paper: corrected labels': { ...certain(learned.looks.at(-1)!.labels), test },
    'paper: what its network says': judgedAgainst(
      truth,
      Array.from(truth, (_, n) => p.subarray(n * K, (n + 1) * K)),
    ),
  };
}

function byVariant(name: string): Run {
  return async (context, crowd) => {
    const { truth, logLoss, test } = await byService(context, crowd, crowd.labels, variants[name]!);
    return { [name]: { truth: truth!, logLoss: logLoss!, test: test! } };
  };
}

function oneSource(context: RunContext): CrowdExamples {
  const { given, noise, ...drawn } = drawNoisy(context, noisesFor(context.set, [featureNoise])[0]!);
  const labels: CrowdLabels = {
    exampleCount: given.length,
    sourceCount: 1,
    classCount: context.set.classes.length,
    example: Int32Array.from(given, (_, n) => n),
    source: new Int32Array(given.length),
    given,
  };
  return { drawn, labels, matrices: [noise], pooled: noise };
}

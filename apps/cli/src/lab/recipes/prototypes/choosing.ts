import { defaultPeaks, logSoftmaxRows, Random } from '#model';
import { noiseName, type NoiseKind } from '../../noise/make-noise.js';
import { shown } from '../../run/mean-deviation.js';
import { drawNoisy, trainOn, type NoisyExamples } from '../../run/noisy-run.js';
import {
  figureOver,
  type Figures,
  type JobResult,
  type LabTable,
  type Recipe,
  type RunContext,
} from '../../run/recipe.js';
import { crossEntropy } from '../../train/baselines.js';
import { forwardMany, type Outputs } from '../../train/evaluate.js';
import type { TrainState } from '../../train/train.js';
import { choices, type ChoiceName } from './choices.js';
import { correct, correctFrom, type CorrectionSettings } from './correct-labels.js';
import { noisesFor, prototypesScale, usualSelfLearning } from './self-learning-settings.js';
import { shareRight, startEpoch } from './self-learning-training.js';

interface Settings {
  noise: NoiseKind;
}

/** Of S_c, from the smallest similarity; .4 and .6 are the two readings of the paper's 40 %. */
const RANKS = [0.1, 0.4, 0.6, 0.9];
const SUREST = 'greedy peaks of the surest 400';
const ways = [...(Object.keys(choices) as ChoiceName[]), SUREST];
const scores = ['mean', 'nearest'] as const;

/** Table 4: every way to choose is tried on the features of one network, as it is at the start epoch. */
export const choosing: Recipe<Settings> = {
  settings: prototypesScale,
  jobs: ({ set }) => noisesFor(set).map((noise) => ({ name: noiseName(noise), settings: { noise } })),
  run: async ({ noise }, context) => {
    const examples = drawNoisy(context, noise);
    const outputs = await outputsAtStart(context, examples);
    const tried = (change: Partial<CorrectionSettings>, areSurest = false) =>
      tryOn(outputs, context, examples, { ...usualSelfLearning(context.scale), ...change }, areSurest);
    const byWay = (way: string) => scores.map((score) => [score, tried(wayOf(way, score), way === SUREST)]);
    const peaks = (cutRank: number) => ({ ...defaultPeaks, cutRank });
    return {
      given: shareRight(context, examples, examples.given),
      ways: Object.fromEntries(ways.map((way) => [way, Object.fromEntries(byWay(way)) as Figures])),
      ranks: Object.fromEntries(RANKS.map((rank) => [rankName(rank), tried({ peaks: peaks(rank) })])),
    };
  },
  tables: (results) => [waysTable(results), ranksTable(results)],
};

/** What a network that was trained on the given labels until the start epoch makes of the training images. */
async function outputsAtStart(context: RunContext, examples: NoisyExamples): Promise<Required<Outputs>> {
  const start = startEpoch(context, usualSelfLearning(context.scale));
  const found: Outputs[] = [];
  const beforeEpoch = (state: TrainState) => {
    if (state.epoch === start) found.push(forwardMany(state.network, state.images, state.scale, { hidden: true }));
    state.isOver = state.epoch === start;
  };
  await trainOn(context, examples, { objective: { loss: crossEntropy }, measured: {}, beforeEpoch }, () => undefined);
  return found[0]! as Required<Outputs>;
}

function tryOn(
  { hidden, logits }: Required<Outputs>,
  context: RunContext,
  examples: NoisyExamples,
  settings: CorrectionSettings,
  areSurest: boolean,
): Figures {
  const of = { hidden, given: examples.given, classCount: context.set.classes.length };
  const random = new Random(context.seed + 0x55); // the same images for every way
  const { labels, prototypes } = areSurest
    ? correctFrom(of, surest(logits, of.classCount), settings, random)
    : correct(of, settings, random);
  return { right: shareRight(context, examples, labels), prototypes };
}

function wayOf(way: string, score: CorrectionSettings['score']): Partial<CorrectionSettings> {
  return { choice: way === SUREST ? 'greedy peaks' : (way as ChoiceName), score };
}

const MOST_SURE = 400;

/**
 * The service's candidates: of each class those images that the network itself takes for it, the surest first. (The service's are
 * out of fold, and weighed with their labels; see `service`.)
 */
function surest(logits: Float32Array, classCount: number): Int32Array[] {
  const logP = logSoftmaxRows(Float32Array.from(logits), classCount, 1);
  const rows = Array.from({ length: logP.length / classCount }, (_, n) => n);
  return Array.from({ length: classCount }, (_, label) => {
    const sureness = (n: number) => logP[n * classCount + label]!;
    const own = rows.filter((n) => sureness(n) === Math.max(...logP.subarray(n * classCount, (n + 1) * classCount)));
    return Int32Array.from(own.sort((a, b) => sureness(b) - sureness(a)).slice(0, MOST_SURE));
  });
}

function waysTable(results: JobResult<Settings>[]): LabTable {
  return {
    title: 'Corrected labels that are right, at the start epoch, %: mean similarity / nearest prototype (Table 4)',
    head: ['', ...results.map(({ name }) => name), 'prototypes per class'],
    rows: [
      ['given labels', ...results.map((result) => shown(figureOver(result, 'given'))), ''],
      ...ways.map((way) => [
        way,
        ...results.map((result) =>
          scores.map((score) => shown(figureOver(result, `ways.${way}.${score}.right`))).join(' / '),
        ),
        shown(
          results.flatMap((result) => figureOver(result, `ways.${way}.mean.prototypes`)),
          { scale: 1 },
        ),
      ]),
    ],
  };
}

function ranksTable(results: JobResult<Settings>[]): LabTable {
  const row = (rank: number) => [
    rankName(rank),
    ...results.map((result) => shown(figureOver(result, `ranks.${rankName(rank)}.right`))),
  ];
  return {
    title: 'Density peaks by the rank of S_c, counted from the smallest similarity (section 3.3); right, %',
    head: ['', ...results.map(({ name }) => name)],
    rows: RANKS.map(row),
  };
}

function rankName(rank: number): string {
  return `rank ${Math.round(100 * rank)} %`;
}

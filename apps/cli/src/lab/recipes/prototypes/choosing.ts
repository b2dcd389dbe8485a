import { defaultPeaks, Random, type PeakSettings } from '#model';
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
} from '../../run/recipe.js';
import type { Outputs } from '../../train/evaluate.js';
import { choices, type ChoiceName } from './choices.js';
import { correct, correctFrom, type Correction, type CorrectionSettings } from './correct-labels.js';
import { featuresAtStart, surest } from './features-at-start.js';
import { featureNoise, noisesFor, prototypesScale, usualSelfLearning } from './self-learning-settings.js';
import { shareRight } from './self-learning-training.js';
import { twoInOne } from './two-in-one.js';

interface Settings {
  noise: NoiseKind;
  /** Two classes of the set make one. */
  areMerged: boolean;
}

const MERGED: NoiseKind[] = [{ kind: 'uniform', level: 0.4 }, featureNoise];
const MOST_SURE = 400;
const SUREST = `greedy peaks of the surest ${MOST_SURE}`;
const ways = [...(Object.keys(choices) as ChoiceName[]), SUREST];
const scores = ['mean', 'nearest'] as const;

/** Of the paper's own choice: what S_c and the limit of eta do. */
const variants: Record<string, Partial<PeakSettings>> = {
  'S_c at rank 10 % from the smallest': { cutRank: 0.1 },
  'S_c at rank 40 %': { cutRank: 0.4 },
  'S_c at rank 60 %: 40 % from the greatest': {},
  'S_c at rank 90 %': { cutRank: 0.9 },
  'eta < .8': { tooSimilar: 0.8 },
  'eta < .9': { tooSimilar: 0.9 },
  'eta < .99': { tooSimilar: 0.99 },
  'no limit of eta: the densest 8': { tooSimilar: Infinity },
};

/** Table 4: every way to choose is tried on the features of one network, as it is at the start epoch. */
export const choosing: Recipe<Settings> = {
  settings: prototypesScale,
  jobs: ({ set }) => {
    const merged = set.trainingLabels === 'given' ? [] : MERGED;
    return [
      ...noisesFor(set).map((noise) => ({ name: noiseName(noise), settings: { noise, areMerged: false } })),
      ...merged.map((noise) => ({ name: `${noiseName(noise)}, two in one`, settings: { noise, areMerged: true } })),
    ];
  },
  run: async ({ noise, areMerged }, unmerged) => {
    const context = areMerged ? { ...unmerged, set: twoInOne(unmerged.set) } : unmerged;
    const examples = drawNoisy(context, noise);
    const outputs = await featuresAtStart(context, examples);
    const tried = (change: Partial<CorrectionSettings>, areSurest = false) =>
      tryOn(outputs, context, examples, { ...usualSelfLearning(context.scale), ...change }, areSurest);
    const byWay = (way: string, n: number) =>
      scores.map((score) => [`way${n}-${score}`, tried(wayOf(way, score), way === SUREST)]);
    const byVariant = (change: Partial<PeakSettings>, n: number) => [
      `variant${n}`,
      tried({ peaks: { ...defaultPeaks, ...change } }),
    ];
    return {
      given: shareRight(context, examples, examples.given),
      ...(Object.fromEntries(ways.flatMap(byWay)) as Figures),
      ...(Object.fromEntries(Object.values(variants).map(byVariant)) as Figures),
    };
  },
  tables: (results) => [waysTable(results), peaksTable(results)],
};

function tryOn(
  { hidden, logits }: Required<Outputs>,
  context: RunContext,
  examples: NoisyExamples,
  settings: CorrectionSettings,
  areSurest: boolean,
): Figures {
  const of = { hidden, given: examples.given, classCount: context.set.classes.length };
  const random = new Random(context.seed + 0x55); // the same images for every way
  const correction = areSurest
    ? correctFrom(of, surest(logits, of.classCount, MOST_SURE), settings, random)
    : correct(of, settings, random);
  return {
    right: shareRight(context, examples, correction.labels),
    prototypes: correction.prototypes,
    pure: purity(context, examples, correction),
  };
}

/** Share of the prototypes that belong to the class that they stand for; null where nobody knows, or where they are no images. */
function purity({ set }: RunContext, { train }: NoisyExamples, { chosen }: Correction): number | null {
  if (!chosen || set.trainingLabels === 'given') return null;
  const { rows, classOf } = chosen;
  return rows.filter((row, p) => train.labels[row] === classOf[p]).length / rows.length;
}

function wayOf(way: string, score: CorrectionSettings['score']): Partial<CorrectionSettings> {
  return { choice: way === SUREST ? 'greedy peaks' : (way as ChoiceName), score };
}

type Results = JobResult<Settings>[];

function waysTable(results: Results): LabTable {
  const rows = ways.map((way, n) => [
    way,
    ...results.map((result) => scores.map((score) => shown(figureOver(result, `way${n}-${score}.right`))).join(' / ')),
  ]);
  return {
    title: 'Corrected labels that are right, at the start epoch, %: mean similarity / nearest prototype (Table 4)',
    head: ['', ...results.map(({ name }) => name)],
    rows: [['given labels', ...results.map((result) => shown(figureOver(result, 'given')))], ...rows],
  };
}

/** What the peaks are, for why they differ. */
function peaksTable(results: Results): LabTable {
  const named: [string, string][] = [
    ...ways.map((way, n): [string, string] => [way, `way${n}-mean`]),
    ...Object.keys(variants).map((name, n): [string, string] => [`density peaks, ${name}`, `variant${n}`]),
  ];
  const isOfImages = ([, path]: [string, string]) =>
    results.some((result) => figureOver(result, `${path}.pure`).length > 0);
  const cell = (result: Results[number], path: string) =>
    ['right', 'pure', 'prototypes'].map((figure, n) =>
      shown(figureOver(result, `${path}.${figure}`), n < 2 ? {} : { scale: 1 }),
    );
  return {
    title:
      'Corrected labels that are right, %; prototypes that belong to their class, %; prototypes per class (section 3.3)',
    head: ['', ...results.map(({ name }) => name)],
    rows: named
      .filter(isOfImages)
      .map(([name, path]) => [name, ...results.map((result) => cell(result, path).join('; '))]),
  };
}

import { shown } from '../../run/mean-deviation.js';
import { drawNoisy } from '../../run/noisy-run.js';
import {
  figureOver,
  type Figures,
  type JobResult,
  type LabTable,
  type Recipe,
  type RunContext,
} from '../../run/recipe.js';
import { givenLossesNow, simulate, simulations, wrongLabels, type Looked, type Simulation } from './odd-losses.js';
import { shareBelow } from './odd-remover.js';
import { oddScale, RATE_FALLS, trainAndLook } from './odd-training.js';

interface Settings {
  batchNorm: boolean;
}

const LEVEL = 0.4;
/** Natural log units; the last bin takes in all that is greater. */
const BINS = [0, 0.25, 0.5, 1, 1.5, 2, 2.5, 3, 4, 5, 7];
const series = ['right', 'wrong', ...simulations] as const;
type Series = Record<(typeof series)[number], Float64Array>;
const moments = { high: 'before the rate first falls', end: 'at the end' };

/** Losses of given labels, right and wrong, beside those that uniformly random labels have by simulation. */
export const histograms: Recipe<Settings> = {
  settings: oddScale,
  jobs: () => [
    { name: 'with batch normalisation', settings: { batchNorm: true } },
    { name: 'without', settings: { batchNorm: false } },
  ],
  run: async ({ batchNorm }, context) => {
    const examples = drawNoisy(context, { kind: 'redrawn', level: LEVEL });
    const isWrong = wrongLabels(examples.train.labels, examples.given);
    const { epochs } = context.settings.training;
    const after = [Math.max(1, Math.floor(RATE_FALLS[0]! * epochs)), epochs];
    const [high, end] = await trainAndLook(context, examples, { after, batchNorm }, (looked) =>
      figuresOf(seriesOf(looked, examples.given, isWrong, context)),
    );
    return { high: high!, end: end! };
  },
  tables: (results) => [
    distanceTable(results),
    ...results.flatMap((result) =>
      Object.keys(moments).map((moment) => histogram(result, moment as keyof typeof moments)),
    ),
  ],
};

function seriesOf(looked: Looked, given: Int32Array, isWrong: Uint8Array, { seed }: RunContext): Series {
  const losses = givenLossesNow(looked, given);
  const K = looked.network.classCount;
  /** What random labels are in K - 1 of K cases: wrong. The right ones have the smallest losses. */
  const wrongOnes = (all: Float64Array) => all.subarray(Math.floor(all.length / K));
  const made = simulations.map((name) => [name, wrongOnes(simulate(name, looked, seed + 0x33))]);
  const simulated = Object.fromEntries(made) as Record<Simulation, Float64Array>;
  return {
    right: losses.filter((_, n) => isWrong[n] === 0).sort(),
    wrong: losses.filter((_, n) => isWrong[n] === 1).sort(),
    ...simulated,
  };
}

function figuresOf(all: Series): Figures {
  const shares = series.map((name) => [name, binShares(all[name])]);
  const medians = series.map((name) => [name, all[name][all[name].length >> 1] ?? NaN]);
  const distances = simulations.map((name) => [name, distance(all.wrong, all[name])]);
  return {
    bins: Object.fromEntries(shares) as Figures,
    medians: Object.fromEntries(medians) as Figures,
    distance: Object.fromEntries(distances) as Figures,
  };
}

/** @param losses ascending */
function binShares(losses: Float64Array): Figures {
  const below = BINS.map((edge) => shareBelow(losses, edge));
  return Object.fromEntries(below.map((share, n) => [`b${n}`, (below[n + 1] ?? 1) - share]));
}

/** Kolmogorov-Smirnov: the largest difference between two distributions, in [0, 1]. Both ascending. */
export function distance(a: Float64Array, b: Float64Array): number {
  let largest = 0;
  for (const [values, other] of [
    [a, b],
    [b, a],
  ] as const) {
    values.forEach((value, n) => {
      const gap = shareBelow(other, value);
      largest = Math.max(largest, Math.abs(n / values.length - gap), Math.abs((n + 1) / values.length - gap));
    });
  }
  return largest;
}

function distanceTable(results: JobResult<Settings>[]): LabTable {
  const cells = (result: JobResult<Settings>, moment: string) => [
    ...series.map((name) => shown(figureOver(result, `${moment}.medians.${name}`), { digits: 2, scale: 1 })),
    ...simulations.map((name) => shown(figureOver(result, `${moment}.distance.${name}`), { digits: 2, scale: 1 })),
  ];
  return {
    title:
      'Median loss of given labels (right, wrong) and of simulated wrong ones; Kolmogorov-Smirnov distance to the wrong ones',
    head: ['', ...series, ...simulations.map((name) => `KS ${name}`)],
    rows: results.flatMap((result) =>
      Object.entries(moments).map(([moment, words]) => [`${result.name}, ${words}`, ...cells(result, moment)]),
    ),
  };
}

const BAR = 20;

function histogram(result: JobResult<Settings>, moment: keyof typeof moments): LabTable {
  const meanOf = (values: number[]) => values.reduce((a, b) => a + b, 0) / Math.max(values.length, 1);
  const cell = (name: string, n: number) => {
    const share = meanOf(figureOver(result, `${moment}.bins.${name}.b${n}`));
    return `${'█'.repeat(Math.round(share * BAR))} ${(100 * share).toFixed(0)}`;
  };
  return {
    title: `${result.name}, ${moments[moment]}: losses, %`,
    head: ['loss', ...series],
    rows: BINS.map((edge, n) => [`from ${edge}`, ...series.map((name) => cell(name, n))]),
  };
}

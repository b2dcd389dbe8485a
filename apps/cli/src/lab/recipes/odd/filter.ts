import { noiseName, type NoiseKind } from '../../noise/make-noise.js';
import { shown } from '../../run/mean-deviation.js';
import { drawNoisy } from '../../run/noisy-run.js';
import { figureOver, type Figures, type JobResult, type LabTable, type Recipe } from '../../run/recipe.js';
import {
  filterFigures,
  givenLossesNow,
  simulate,
  simulations,
  thresholdOf,
  wrongLabels,
  type Simulation,
} from './odd-losses.js';
import { oddScale, trainAndLook, usualOdd } from './odd-training.js';

interface Settings {
  noise: NoiseKind;
}

const SHARES = [0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 0.9];
const kinds: NoiseKind[] = [
  { kind: 'redrawn', level: 0.2 },
  { kind: 'redrawn', level: 0.4 },
  { kind: 'pair', level: 0.36 },
  { kind: 'feature', level: 0.36 },
];

const words: Record<Simulation, string> = {
  paper: "the paper's simulation, p of all random labels",
  service: "the service's simulation, p of the wrong ones",
  rows: 'random labels for the examples themselves, p of the wrong ones',
};

/** Precision and recall of the filter over p, at the usual moment; nothing is removed. */
export const filter: Recipe<Settings> = {
  settings: oddScale,
  jobs: () => kinds.map((noise) => ({ name: noiseName(noise), settings: { noise } })),
  run: async ({ noise }, context) => {
    const examples = drawNoisy(context, noise);
    const isWrong = wrongLabels(examples.train.labels, examples.given);
    const epoch = Math.max(1, Math.round(usualOdd.at * context.settings.training.epochs));
    const [found] = await trainAndLook(context, examples, { after: [epoch] }, (looked) => {
      const losses = givenLossesNow(looked, examples.given);
      const figuresOf = (simulation: Simulation) => {
        const random = simulate(simulation, looked, context.seed + 0x33);
        const thresholds = SHARES.map((share) => thresholdOf(simulation, random, looked.network.classCount, share));
        return thresholds.map((threshold, n) => [`p${n}`, filterFigures(losses, isWrong, threshold)]);
      };
      return Object.fromEntries(simulations.map((name) => [name, Object.fromEntries(figuresOf(name)) as Figures]));
    });
    return found!;
  },
  tables: (results) => results.flatMap((result) => simulations.map((simulation) => tableOf(result, simulation))),
};

function tableOf(result: JobResult<Settings>, simulation: Simulation): LabTable {
  const row = (figure: string) => [
    figure,
    ...SHARES.map((_, n) => shown(figureOver(result, `${simulation}.p${n}.${figure}`), { digits: 0 })),
  ];
  return {
    title: `${result.name}, ${words[simulation]}; %`,
    head: ['p', ...SHARES.map((share) => String(100 * share))],
    rows: ['removed', 'precision', 'recall'].map(row),
  };
}

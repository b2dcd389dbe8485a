import { Random } from '#model';
import { drawExamples } from '../../data/draw-examples.js';
import { drawLabels, randomNoise } from '../../noise/label-noise.js';
import { shown } from '../../run/mean-deviation.js';
import type { NoisyExamples } from '../../run/noisy-run.js';
import { figureOver, type Recipe, type RunContext } from '../../run/recipe.js';
import type { Scale } from '../../run/scales.js';
import { runMethod, type MethodName } from './methods.js';
import { paperSettings, withImages } from './paper-settings.js';

interface Settings {
  method: MethodName;
  correct: number;
  incorrect: number;
}

const names: MethodName[] = ['normal', 'true Q'];
const counts: Record<Scale, { correct: number[]; incorrect: number[] }> = {
  tiny: { correct: [200], incorrect: [0, 200] },
  reduced: { correct: [500, 1_000, 2_000], incorrect: [0, 1_000, 2_000, 4_000] },
  paper: { correct: [5_000, 10_000, 20_000], incorrect: [0, 5_000, 10_000, 20_000] },
};

/** Figure 5: error over the numbers of correct and of incorrect labels. Every job makes as many updates. */
export const correctIncorrect: Recipe<Settings> = {
  settings: paperSettings,
  jobs: ({ scale }) =>
    names.flatMap((method) =>
      counts[scale].correct.flatMap((correct) =>
        counts[scale].incorrect.map((incorrect) => ({
          name: `${method}, ${correct} correct, ${incorrect} incorrect`,
          settings: { method, correct, incorrect },
        })),
      ),
    ),
  run: async (settings, context) => {
    const sized = withImages(context, { train: settings.correct + settings.incorrect, clean: 0 });
    return runMethod(settings.method, sized, drawCounted(sized, settings));
  },
  tables: (results, { scale }) => {
    const { correct: rows, incorrect: columns } = counts[scale];
    const cell = (method: MethodName, correct: number, incorrect: number) =>
      shown(
        figureOver(
          results.find(({ name }) => name === `${method}, ${correct} correct, ${incorrect} incorrect`),
          'stopped',
        ),
      );
    return names.map((method) => ({
      title: `Test error, %, stopped by noisy validation: ${method}`,
      head: ['correct', ...columns.map((incorrect) => `${incorrect} incorrect`)],
      rows: rows.map((correct) => [String(correct), ...columns.map((incorrect) => cell(method, correct, incorrect))]),
    }));
  },
};

/** So many labels that are right, so many that are wrong by the off-diagonal of a random Q; validation is as noisy. */
function drawCounted(context: RunContext, { correct, incorrect }: Settings): NoisyExamples {
  const random = new Random(context.seed);
  const drawn = drawExamples(context.set, context.settings.sizes, random);
  const K = context.set.classes.length;
  const wrong = randomNoise(K, 1, random);
  const share = incorrect / (correct + incorrect);
  const noise = wrong.map((row, i) => row.map((p, j) => share * p + (i === j ? 1 - share : 0)));
  const others = drawLabels(drawn.train.labels, wrong, random);
  return {
    ...drawn,
    noise,
    given: drawn.train.labels.map((label, n) => (n < correct ? label : others[n]!)),
    validation: { ...drawn.validation, labels: drawLabels(drawn.validation.labels, noise, random) },
  };
}

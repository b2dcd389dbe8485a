import { shown } from '../../run/mean-deviation.js';
import { drawNoisy } from '../../run/noisy-run.js';
import { figureOver, type JobResult, type LabTable, type Recipe } from '../../run/recipe.js';
import { RATE_FALLS, oddScale, trainOdd, usualOdd } from './odd-training.js';

/** Without: plain training. */
type Settings = { at: number; share: number } | null;

/** Before anything is learned, after one epoch of 40, as usual, and after the rate has fallen once and twice. */
const MOMENTS = [0, 0.025, 0.375, 0.6, 0.9];
const SHARES = [0.02, 0.1, 0.3, 0.7];
const LEVEL = 0.4;

/** Too early and too late, too much and too little. */
export const when: Recipe<Settings> = {
  settings: oddScale,
  jobs: () => [
    { name: 'ERM', settings: null },
    ...MOMENTS.flatMap((at) => SHARES.map((share) => ({ name: jobName(at, share), settings: { at, share } }))),
  ],
  run: (settings, context) =>
    trainOdd(context, drawNoisy(context, { kind: 'redrawn', level: LEVEL }), {
      ...(settings && { odd: { ...usualOdd, ...settings } }),
    }),
  tables: (results) => [
    {
      ...grid(results, 'accuracy', `Test accuracy, %, ${100 * LEVEL} % of the labels drawn anew`),
      note: `without removal ${shown(figureOver(find(results, 'ERM'), 'accuracy'))}; the rate falls after ${RATE_FALLS.join(' and ')} of the epochs`,
    },
    grid(results, 'odd.precision', 'Precision of what was removed, %'),
    grid(results, 'odd.recall', 'Recall of the wrong labels, %'),
  ],
};

function grid(results: JobResult<Settings>[], figure: string, title: string): LabTable {
  return {
    title,
    head: ['after', ...SHARES.map((share) => `p = ${100 * share}`)],
    rows: MOMENTS.map((at) => [
      `${at} of the epochs`,
      ...SHARES.map((share) => shown(figureOver(find(results, jobName(at, share)), figure))),
    ]),
  };
}

function find(results: JobResult<Settings>[], wanted: string): JobResult<Settings> | undefined {
  return results.find(({ name }) => name === wanted);
}

function jobName(at: number, share: number): string {
  return `at ${at}, p = ${100 * share}`;
}

import { drawNoisy } from '../../run/noisy-run.js';
import { shown } from '../../run/mean-deviation.js';
import { figureOver, type JobResult, type Recipe } from '../../run/recipe.js';
import { methods, runMethod, type MethodName } from './methods.js';
import { paperSettings } from './paper-settings.js';

interface Settings {
  method: MethodName;
  level: number;
}

const LEVELS = [0.5, 0.7];
/** Need no truth, so they run where nobody has it. */
const WITHOUT_TRUTH: MethodName[] = ['normal', 'learned Q, weight decay', 'learned Q, trace'];
/** Test errors of Table 1, CIFAR-10, 30,000 noisy images; "estimated" with 20,000 clean ones. */
const published: Partial<Record<MethodName, [string, string]>> = {
  normal: ['38', '60'],
  'true Q': ['28', '35'],
  'learned Q, weight decay': ['30', '40'],
  'estimated Q': ['29', '35'],
};

/** Table 1: 50 % and 70 % of the labels wrong by a random Q. */
export const table1: Recipe<Settings> = {
  settings: paperSettings,
  jobs: ({ set }) => {
    const [names, levels] =
      set.trainingLabels === 'given' ? [WITHOUT_TRUTH, [0]] : [Object.keys(methods) as MethodName[], LEVELS];
    return levels.flatMap((level) =>
      names.map((method) => ({ name: `${method}, ${100 * level} %`, settings: { method, level } })),
    );
  },
  run: async ({ method, level }, context) => {
    return runMethod(method, context, drawNoisy(context, { kind: level > 0 ? 'random' : 'none', level }));
  },
  tables: (results) => {
    const levels = [...new Set(results.map(({ settings }) => settings.level))];
    const names = [...new Set(results.map(({ settings }) => settings.method))];
    const head = levels.flatMap((level) => [`${100 * level} %: last`, 'stopped', 'L1 of Q', 'paper']);
    const rows = names.map((name) => [name, ...levels.flatMap((level) => cells(results, name, level))]);
    return [{ title: 'Test error, %', head: ['', ...head], rows, note }];
  },
};

const note =
  'last: after the last epoch; stopped: after the epoch with the lowest loss on noisy validation labels; L1 of Q: mean over classes of Σ |Q - true Q|';

function cells(results: JobResult<Settings>[], method: MethodName, level: number): string[] {
  const result = results.find(({ settings }) => settings.method === method && settings.level === level);
  return [
    shown(figureOver(result, 'test')),
    shown(figureOver(result, 'stopped')),
    shown(figureOver(result, 'distance'), { digits: 2, scale: 1 }),
    published[method]?.[LEVELS.indexOf(level)] ?? '',
  ];
}

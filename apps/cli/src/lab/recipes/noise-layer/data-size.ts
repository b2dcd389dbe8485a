import { drawNoisy } from '../../run/noisy-run.js';
import { shown } from '../../run/mean-deviation.js';
import { figureOver, type Recipe } from '../../run/recipe.js';
import type { Scale } from '../../run/scales.js';
import { runMethod, type MethodName } from './methods.js';
import { paperSettings, withImages } from './paper-settings.js';

interface Settings {
  method: MethodName;
  level: number;
  images: number;
}

const names: MethodName[] = ['normal', 'true Q', 'learned Q, weight decay'];
const levels = [0, 0.3, 0.5, 0.7];
const sizes: Record<Scale, number[]> = {
  tiny: [200, 500],
  reduced: [1_000, 3_000, 9_000],
  paper: [5_000, 10_000, 20_000, 45_000],
};

/** Figure 4: error over the number of images and the share of wrong labels. Every job makes as many updates. */
export const dataSize: Recipe<Settings> = {
  settings: paperSettings,
  jobs: ({ scale, set }) =>
    sizes[scale].flatMap((images) =>
      (set.trainingLabels === 'given' ? [0] : levels).flatMap((level) =>
        names.map((method) => ({
          name: `${method}, ${100 * level} % of ${images}`,
          settings: { method, level, images },
        })),
      ),
    ),
  run: async ({ method, level, images }, context) => {
    const sized = withImages(context, { train: images, clean: 0 });
    return runMethod(method, sized, drawNoisy(sized, { kind: 'random', level }));
  },
  tables: (results, { scale }) => {
    const cell = (wanted: Settings) =>
      shown(
        figureOver(
          results.find(({ settings }) => isSame(settings, wanted)),
          'stopped',
        ),
      );
    const rows = levels.flatMap((level) =>
      names.map((method) => [
        `${100 * level} %`,
        method,
        ...sizes[scale].map((images) => cell({ method, level, images })),
      ]),
    );
    const head = ['wrong labels', 'method', ...sizes[scale].map((images) => `${images} images`)];
    return [{ title: 'Test error, %, stopped by noisy validation', head, rows }];
  },
};

function isSame(a: Settings, b: Settings): boolean {
  return a.method === b.method && a.level === b.level && a.images === b.images;
}

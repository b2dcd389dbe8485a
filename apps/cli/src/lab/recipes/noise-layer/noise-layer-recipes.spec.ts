import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { liveTensors, openBackend, Random, registerGradients } from '#model';
import type { ImageSet } from '../../data/image-set.js';
import { randomNoise } from '../../noise/label-noise.js';
import { drawNoisy } from '../../run/noisy-run.js';
import type { Figures, RunContext } from '../../run/recipe.js';
import { scaleSettings } from '../../run/scales.js';
import { madeImages } from '../../testing/made-images.js';
import { crowd } from './crowd.js';
import { methods, runMethod, type MethodName } from './methods.js';
import { trainWithOutliers } from './outlier-training.js';
import { drawWithOutliers } from './with-outliers.js';

const K = 4;
const set: ImageSet = {
  name: 'mnist',
  classes: ['a', 'b', 'c', 'd'],
  train: madeImages(700, K, new Random(1)),
  test: madeImages(100, K, new Random(2)),
  trainingLabels: 'true',
};
const context: RunContext = {
  scale: 'tiny',
  settings: {
    ...scaleSettings.tiny,
    sizes: { train: 300, validation: 150, clean: 150, test: 100 },
    training: { ...scaleSettings.tiny.training, epochs: 6, learningRate: 0.02 },
  },
  set,
  openSet: async () => set,
  seed: 1,
  progress: () => undefined,
};
const noise = { kind: 'random', level: 0.5 } as const;
const run = (method: MethodName) => runMethod(method, context, drawNoisy(context, noise));
const rowsOf = (figures: Figures) => figures['noise'] as number[][];

beforeAll(async () => {
  await openBackend('wasm');
  registerGradients();
});
afterEach(() => expect(liveTensors()).toBe(0));

describe('methods of Table 1', () => {
  it.each(Object.keys(methods) as MethodName[])(
    '%s keeps a probability matrix and leaves no tensor',
    async (method) => {
      const figures = await run(method);
      for (const row of rowsOf(figures)) {
        expect(Math.min(...row)).toBeGreaterThanOrEqual(0);
        expect(row.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 4);
      }
      expect((figures['epochs'] as Figures[]).every(({ loss }) => Number.isFinite(loss))).toBe(true);
    },
  );

  it('are the same for the same seed', async () => {
    expect(await run('learned Q, weight decay')).toEqual(await run('learned Q, weight decay'));
  });

  it('estimate Q nearer to the truth than the identity is', async () => {
    const [estimated, normal] = [await run('estimated Q'), await run('normal')];
    expect(estimated['distance']).toBeLessThan(normal['distance'] as number);
    expect(rowsOf(normal)).toEqual(set.classes.map((_, i) => set.classes.map((_, j) => Number(i === j))));
  });

  it('hold Q still until they learn it', async () => {
    const figures = await run('true Q');
    const expected = drawNoisy(context, noise).noise;
    rowsOf(figures).forEach((row, i) => row.forEach((q, j) => expect(q).toBeCloseTo(expected[i]![j]!, 6)));
    expect(expected).not.toEqual(randomNoise(K, 0.5, new Random(9)));
  });
});

describe('training with outliers', () => {
  const sizes = { train: 60, validation: 50, clean: 100, test: 100 };
  const training = { ...context.settings.training, epochs: 2 };
  const few = { ...context, settings: { ...context.settings, sizes, training } };

  it('counts noisy images for nothing at gamma 0, whatever they are learned through', async () => {
    const at = (layer: 'none' | 'bottom-up' | 'top-down') =>
      trainWithOutliers({ gamma: 0, layer, outliers: 'near' }, few);
    const [none, up, down] = [await at('none'), await at('bottom-up'), await at('top-down')];
    expect(up['test']).toBeCloseTo(none['test'] as number, 6);
    expect(down['test']).toBeCloseTo(none['test'] as number, 6);
    expect(await trainWithOutliers({ gamma: 1, layer: 'top-down', outliers: 'near' }, few)).not.toEqual(none);
  });

  it('takes as many outliers as it is told to', async () => {
    const kinds = await Promise.all([0, 0.5, 0.75].map((share) => drawWithOutliers(few, 'near', share)));
    expect(kinds.map(({ isNoisy }) => isNoisy.reduce((a, b) => a + b, 0))).toEqual([60, 120, 240]);
    expect(kinds.map(({ images }) => images.count)).toEqual([160, 220, 340]);
  });
});

describe('a crowd', () => {
  it('is judged better with a Q per source than by votes', async () => {
    const small = {
      ...context,
      settings: { ...context.settings, sizes: { train: 400, validation: 100, clean: 0, test: 100 } },
    };
    const votes = await crowd.run({ method: 'votes, cross-entropy' }, small);
    const perSource = await crowd.run({ method: 'a Q per source, true' }, small);
    expect(perSource['truth']).toBeLessThan(votes['truth'] as number);
  });
});

import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { liveTensors, openBackend, Random, registerGradients } from '#model';
import { sizesWithin } from '../../data/draw-examples.js';
import type { ImageSet } from '../../data/image-set.js';
import { drawNoisy } from '../../run/noisy-run.js';
import type { Figures, JobResult, Recipe, RunContext } from '../../run/recipe.js';
import { scaleSettings } from '../../run/scales.js';
import { rateFactor } from '../../train/schedule.js';
import { madeImages } from '../../testing/made-images.js';
import { oddRecipes } from './catalogue.js';
import { distance } from './histograms.js';
import { filterFigures, wrongLabels } from './odd-losses.js';
import { shareBelow, type Treatment } from './odd-remover.js';
import { oddScale, trainOdd, usualOdd } from './odd-training.js';

const K = 3;
const set: ImageSet = {
  name: 'made',
  classes: ['a', 'b', 'c'],
  train: madeImages(120, K, new Random(1)),
  test: madeImages(30, K, new Random(2)),
  trainingLabels: 'true',
};

function contextOf(): RunContext {
  const base = { ...scaleSettings.tiny, ...oddScale('tiny') };
  const training = { ...base.training, epochs: 4 };
  const settings = { ...base, training, sizes: sizesWithin(set, base.sizes) };
  return { scale: 'tiny', set, settings, openSet: async () => set, seed: 1, progress: () => undefined };
}

describe('the ODD filter', () => {
  it('is measured against the wrong labels', () => {
    const losses = Float64Array.from([0.1, 0.2, 3, 4, 5]);
    const isWrong = wrongLabels(Int32Array.from([0, 0, 0, 0, 0]), Int32Array.from([0, 1, 0, 1, 1]));
    expect(filterFigures(losses, isWrong, 2)).toEqual({
      threshold: 2,
      removed: 0.6,
      precision: 2 / 3,
      recall: 2 / 3,
      wrongLeft: 0.5,
    });
    expect(filterFigures(losses, isWrong, 9).precision).toBeNaN();
  });

  it('finds shares and distances of sorted losses', () => {
    const values = Float64Array.from([1, 2, 2, 3]);
    expect([0, 1, 2, 2.5, 9].map((value) => shareBelow(values, value))).toEqual([0, 0, 0.25, 0.75, 1]);
    expect(distance(values, values)).toBeLessThanOrEqual(0.5); // ties count as steps
    expect(distance(values, Float64Array.from([7, 8]))).toBe(1);
    const uniform = (from: number) => Float64Array.from({ length: 1_000 }, (_, n) => from + n / 1_000);
    expect(distance(uniform(0), uniform(0.25))).toBeCloseTo(0.25, 2);
  });
});

describe("ODD at the paper's scale", () => {
  it('trains on all of CIFAR-10 for 200 epochs, and looks once while the rate is at its first value', () => {
    const { training, sizes } = oddScale('paper');
    const { epochs, schedule, batch, augmentation } = training!;
    expect([epochs, batch, augmentation, sizes!.train]).toEqual([200, 128, 'shift-flip', 50_000]);
    const factors = [0, usualOdd.at * epochs, 99, 100, 149, 150].map((epoch) => rateFactor(schedule, epoch / epochs));
    expect(factors.map((factor) => Number(factor.toFixed(4)))).toEqual([1, 1, 1, 0.1, 0.1, 0.01]);
  });
});

describe('ODD recipes', () => {
  beforeAll(async () => {
    await openBackend('wasm');
    registerGradients();
  });
  afterEach(() => expect(liveTensors()).toBe(0));

  it('need no validation images', async () => {
    const { settings, ...rest } = contextOf();
    const context = { ...rest, settings: { ...settings, sizes: { ...settings.sizes, validation: 0 } } };
    const { accuracy } = await trainOdd(context, drawNoisy(context, { kind: 'none', level: 0 }), {});
    expect(accuracy).toBeGreaterThan(0.2);
  });

  async function treated(treatment: Treatment) {
    const context = contextOf();
    const examples = drawNoisy(context, { kind: 'redrawn', level: 0.4 });
    const { odd, epochs } = await trainOdd(context, examples, { odd: { ...usualOdd, treatment } });
    const { removed, epoch } = odd as { removed: number; epoch: number };
    return { removed, epoch, rows: (epochs as { rows: number }[]).map(({ rows }) => rows) };
  }

  it.each(['remove', 'random'] as const)('take examples away once, at their epoch (%s)', async (treatment) => {
    const { removed, epoch, rows } = await treated(treatment);
    const kept = Math.round(rows[0]! * (1 - removed));
    expect(epoch).toBe(2);
    expect(rows).toEqual(rows.map((_, n) => (n < 2 ? rows[0]! : kept)));
    expect(kept).toBeLessThan(rows[0]!);
  });

  it.each(['weaken', 'p-value'] as const)('keep all where they weight (%s)', async (treatment) => {
    expect(new Set((await treated(treatment)).rows).size).toBe(1);
  });

  it.each(oddRecipes.map(({ name }) => name))(
    '%s: the first job gives figures, and tables hold without the others',
    async (name) => {
      const recipe: Recipe = await oddRecipes.find((entry) => entry.name === name)!.load();
      const context = contextOf();
      const [job] = recipe.jobs(context);
      const figures: Figures = await recipe.run(job!.settings, context);
      const results: JobResult<unknown>[] = [{ ...job!, runs: [{ seed: 1, seconds: 1, figures }] }];
      for (const { head, rows, title } of recipe.tables(results, context)) {
        expect(title.length).toBeGreaterThan(5);
        rows.forEach((row) => expect(row.length).toBe(head.length));
      }
      expect(recipe.tables(results, context).length).toBeGreaterThan(0);
      expect(JSON.stringify(figures)).toMatch(/\d/);
    },
  );
});

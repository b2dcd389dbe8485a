import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { liveTensors, openBackend, Random, registerGradients } from '#model';
import { sizesWithin } from '../../data/draw-examples.js';
import type { ImageSet } from '../../data/image-set.js';
import type { RunContext } from '../../run/recipe.js';
import { scaleSettings } from '../../run/scales.js';
import { madeImages } from '../../testing/made-images.js';
import { table } from './table.js';

const set: ImageSet = {
  name: 'made',
  classes: ['a', 'b', 'c'],
  train: madeImages(120, 3, new Random(1)),
  test: madeImages(30, 3, new Random(2)),
  trainingLabels: 'true',
};
const { tiny } = scaleSettings;
const settings = { ...tiny, training: { ...tiny.training, epochs: 2 }, sizes: sizesWithin(set, tiny.sizes) };
const context: RunContext = {
  scale: 'tiny',
  set,
  settings,
  openSet: async () => set,
  seed: 1,
  progress: () => undefined,
};

describe('the table of baselines', () => {
  beforeAll(async () => {
    await openBackend('wasm');
    registerGradients();
  });
  afterEach(() => expect(liveTensors()).toBe(0));

  it('has the last epoch and the stopped one of each method, early stopping being cross-entropy stopped', async () => {
    const jobs = table.jobs(context).filter(({ settings: { noise } }) => noise.kind === 'pair');
    const results = await Promise.all(
      jobs.map(async (job) => ({
        ...job,
        runs: [{ seed: 1, seconds: 1, figures: await table.run(job.settings, context) }],
      })),
    );
    const [last, stopped] = table.tables(results, context);
    expect(last!.rows.map(([method]) => method)).toEqual([
      'cross-entropy',
      'early stopping (noisy validation)',
      'mixup',
      'generalised cross-entropy, q = .7',
      'forward, true Q',
      'forward, Q by anchors',
    ]);
    expect(last!.rows[1]!.slice(1)).toEqual(stopped!.rows[0]!.slice(1));
    for (const { head, rows } of [last!, stopped!])
      for (const [, ...cells] of rows) {
        expect(cells.length).toBe(head.length - 1);
        cells.forEach((cell) => expect(Number(cell)).toBeLessThanOrEqual(100));
      }
  });

  it('adds no noise to labels that were given', () => {
    const given = { ...context, set: { ...set, trainingLabels: 'given' as const } };
    const jobs = table.jobs(given);
    expect(new Set(jobs.map(({ settings: { noise } }) => noise.kind))).toEqual(new Set(['given']));
    expect(jobs.map(({ name }) => name)).not.toContain('forward, true Q, as given');
    expect(jobs.length).toBe(4);
  });
});

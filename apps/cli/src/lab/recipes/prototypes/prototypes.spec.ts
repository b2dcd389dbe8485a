import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { liveTensors, openBackend, Random, registerGradients } from '#model';
import { sizesWithin } from '../../data/draw-examples.js';
import type { ImageSet } from '../../data/image-set.js';
import { drawNoisy } from '../../run/noisy-run.js';
import type { Figures, JobResult, Recipe, RunContext } from '../../run/recipe.js';
import { scaleSettings } from '../../run/scales.js';
import { madeImages } from '../../testing/made-images.js';
import { prototypeRecipes } from './catalogue.js';
import { choices, type ChoiceName } from './choices.js';
import { rightPerClass } from './classes.js';
import { correct, paperCorrection } from './correct-labels.js';
import { prototypesScale, usualSelfLearning } from './self-learning-settings.js';
import { trainSelfLearning, type LookFigures } from './self-learning-training.js';

const K = 3;
const set: ImageSet = {
  name: 'made',
  classes: ['a', 'b', 'c'],
  train: madeImages(150, K, new Random(1)),
  test: madeImages(30, K, new Random(2)),
  trainingLabels: 'true',
};
const uniform = { kind: 'uniform', level: 0.4 } as const;

function contextOf(changed: Partial<ImageSet> = {}): RunContext {
  const base = { ...scaleSettings.tiny, ...prototypesScale('tiny') };
  const training = { ...base.training, epochs: 3, learningRate: 0.05, batch: 20 };
  const sizes = sizesWithin(set, { train: 120, validation: 30, clean: 0, test: 30 });
  const settings = { ...base, training, sizes };
  return {
    scale: 'tiny',
    set: { ...set, ...changed },
    settings,
    openSet: async () => set,
    seed: 1,
    progress: () => undefined,
  };
}

beforeAll(async () => {
  await openBackend('wasm');
  registerGradients();
});
afterEach(() => expect(liveTensors()).toBe(0));

describe('label correction', () => {
  /** Three rays with some noise; of each ray 8 of 12 labels are right, the others are the next class's. */
  const random = new Random(4);
  const truth = Int32Array.from({ length: 36 }, (_, n) => n % K);
  const given = truth.map((label, n) => (n < 24 ? label : (label + 1) % K));
  const hidden = Float32Array.from({ length: 36 * K }, (_, at) => {
    const isOwn = at % K === truth[Math.floor(at / K)];
    return (isOwn ? 1 : 0.1) * (1 + 0.2 * random.next());
  });

  it.each(Object.keys(choices) as ChoiceName[])('%s: labels of three rays become right', (choice) => {
    const peaks = { ...paperCorrection.peaks, perClass: 1 };
    const settings = { ...paperCorrection, choice, peaks };
    const { labels, prototypes } = correct({ hidden, given, classCount: K }, settings, new Random(2));
    if (choice !== 'random images') expect(Array.from(labels)).toEqual(Array.from(truth));
    expect(prototypes).toBe(1);
  });

  it('draws m of each class that was given, and none of a class that nobody gave', () => {
    const settings = { ...paperCorrection, choice: 'random images', sampled: 2 } as const;
    const both = given.map((label) => label % 2);
    const { labels, prototypes } = correct({ hidden, given: both, classCount: K }, settings, new Random(3));
    expect(prototypes).toBeCloseTo(4 / 3, 12);
    expect(new Set(labels)).not.toContain(2);
  });

  it('is counted per true class', () => {
    expect(rightPerClass(Int32Array.from([0, 0, 2, 2]), Int32Array.from([0, 1, 2, 2]), K)).toEqual({
      class0: 0.5,
      class1: null,
      class2: 1,
    });
  });
});

describe('self-learning', () => {
  const learn = (changed: object, context = contextOf()) =>
    trainSelfLearning(context, drawNoisy(context, uniform), { ...usualSelfLearning('tiny'), ...changed });
  const lossesOf = (figures: Figures) => (figures['epochs'] as { loss: number }[]).map(({ loss }) => loss);

  it('begins at its epoch; until then it is cross-entropy', async () => {
    const [plain, joint] = [await learn({ alpha: 0 }), await learn({ alpha: 0.5 })];
    expect(lossesOf(joint.figures).slice(0, 1)).toEqual(lossesOf(plain.figures).slice(0, 1));
    expect(lossesOf(joint.figures)[1]).not.toBe(lossesOf(plain.figures)[1]);
    expect(joint.looks.map(({ figures }) => figures.epoch)).toEqual([1, 2, 3]);
    expect((joint.figures['final'] as LookFigures).corrected).toBeGreaterThan(joint.figures['given'] as number);
  });

  it('says nothing of labels whose truth is not known', async () => {
    const { figures } = await learn({}, contextOf({ trainingLabels: 'given' }));
    expect((figures['epochs'] as object[]).length).toBe(3);
    expect(figures).toMatchObject({ given: null, final: { corrected: null, network: null } });
  });
});

describe('recipes of multi-prototypes', () => {
  it.each(prototypeRecipes.map(({ name }) => name))(
    '%s: a job gives figures, and tables hold without the others',
    async (name) => {
      const recipe: Recipe = await prototypeRecipes.find((entry) => entry.name === name)!.load();
      const context = contextOf();
      const jobs = recipe.jobs(context);
      const job = name === 'service' ? jobs[0] : jobs.at(-1); // its last is a whole fine-tune
      const figures: Figures = await recipe.run(job!.settings, context);
      const results: JobResult<unknown>[] = [{ ...job!, runs: [{ seed: 1, seconds: 1, figures }] }];
      const tables = recipe.tables(results, context);
      expect(tables.length).toBeGreaterThan(0);
      for (const { head, rows } of tables) rows.forEach((row) => expect(row.length).toBe(head.length));
      expect(tables.flatMap(({ rows }) => rows.flat()).join(' ')).toMatch(/\d\.\d/);
    },
  );
});

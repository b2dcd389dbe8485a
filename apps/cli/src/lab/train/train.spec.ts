import * as tf from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { liveTensors, openBackend, Random, registerGradients } from '#model';
import { openNetwork } from '../networks/open-network.js';
import { drawLabels, uniformNoise } from '../noise/label-noise.js';
import { madeImages } from '../testing/made-images.js';
import { crossEntropy } from './baselines.js';
import { constant, cosine, rateFactor } from './schedule.js';
import { bestEpoch, oneHot, train, type EpochFigures, type TrainSettings, type TrainTask } from './train.js';

const K = 3;
const settings: TrainSettings = {
  epochs: 6,
  batch: 32,
  learningRate: 0.05,
  momentum: 0.9,
  weightDecay: 1e-4,
  schedule: cosine(),
  augmentation: 'none',
  mixup: 0,
};

/** Trains on labels of which a third is wrong. */
async function trained(changes: Partial<TrainTask> = {}, seed = 5): Promise<EpochFigures[]> {
  const images = madeImages(240, K, new Random(1));
  const test = madeImages(90, K, new Random(2));
  const given = drawLabels(images.labels, uniformNoise(K, 0.33), new Random(3));
  const network = openNetwork('mlp', { image: images.shape, classCount: K, batchNorm: true }, new Random(4));
  const targets = oneHot(given, K);
  const task = { network, images, targets, objective: { loss: crossEntropy }, settings, random: new Random(seed) };
  try {
    return await train({ ...task, measured: { test }, ...changes });
  } finally {
    network.dispose();
  }
}

describe('train', () => {
  beforeAll(async () => {
    await openBackend('wasm');
    registerGradients();
  });
  afterEach(() => expect(liveTensors()).toBe(0));

  it('learns through noise, follows its schedule, and is the same for the same seed', async () => {
    const figures = await trained();
    expect(figures.at(-1)!.errors['test']).toBeLessThan(0.3);
    expect(figures.map(({ learningRate }) => learningRate)).toEqual(
      figures.map((_, epoch) => 0.05 * rateFactor(cosine(), epoch / 6)),
    );
    expect(await trained()).toEqual(figures);
    expect((await trained({}, 6))[0]!.loss).not.toBe(figures[0]!.loss);
  });

  it('learns with mixup and moved, mirrored images', async () => {
    const figures = await trained({ settings: { ...settings, epochs: 8, mixup: 1, augmentation: 'shift-flip' } });
    expect(figures.at(-1)!.loss).toBeLessThan(figures[0]!.loss);
  });

  it('lets a hook drop examples, and correct their labels', async () => {
    const truth = madeImages(240, K, new Random(1)).labels;
    const figures = await trained({
      beforeEpoch: (state) => {
        if (state.epoch === 2) state.rows = state.rows.filter((row) => row < 120);
        if (state.epoch === 3) state.targets.set(oneHot(truth, K));
      },
    });
    expect(figures.map(({ rows }) => rows)).toEqual([240, 240, 120, 120, 120, 120]);
    expect(figures.at(-1)!.loss).toBeLessThan(0.2);
  });

  it('lets a hook end it', async () => {
    const figures = await trained({ beforeEpoch: (state) => void (state.isOver = state.epoch === 2) });
    expect(figures.length).toBe(2);
  });

  it('takes no step on examples of no weight', async () => {
    const figures = await trained({
      settings: { ...settings, weightDecay: 0, schedule: constant },
      beforeEpoch: ({ weights }) => void weights.fill(0),
    });
    expect(new Set(figures.map(({ loss }) => loss))).toEqual(new Set([0]));
  });

  it('moves the variables of its objective, and lets it project them', async () => {
    const start = tf.tensor1d([0.5]);
    const learned = tf.variable(start);
    let projections = 0;
    const objective = {
      loss: crossEntropy,
      variables: [learned],
      penalty: () => tf.sum(learned) as tf.Scalar,
      afterStep: () => {
        projections++;
        const kept = tf.tidy(() => tf.maximum(learned, 0.25));
        learned.assign(kept as tf.Tensor1D);
        kept.dispose();
      },
    };
    await trained({ objective });
    expect(learned.dataSync()[0]).toBe(0.25);
    expect(projections).toBe(6 * 8);
    tf.dispose([start, learned]);
  });

  it('says that it diverged', async () => {
    await expect(trained({ settings: { ...settings, learningRate: 1e30 } })).rejects.toThrow(/diverged/);
  });
});

describe('bestEpoch', () => {
  it('is the first with the lowest validation error', () => {
    const errors = [0.5, 0.2, 0.3, 0.2].map((validation, n) => ({ validation, test: n }));
    const figures = errors.map((each) => ({ learningRate: 1, loss: 0, rows: 1, errors: each }));
    expect(bestEpoch(figures).errors['test']).toBe(1);
  });
});

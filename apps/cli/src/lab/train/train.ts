import { setImmediate as nextTurn } from 'node:timers/promises';
import * as tf from '@tensorflow/tfjs-core';
import type { Random } from '#model';
import type { Images } from '../data/image-set.js';
import type { LabNetwork } from '../networks/lab-network.js';
import { augment, gatherPixels, pixelScale, type Augmentation, type PixelScale } from './batches.js';
import { errorOf, forwardMany } from './evaluate.js';
import { mixup, type BatchValues } from './mixup.js';
import { Momentum, type MomentumSettings } from './momentum.js';
import type { Objective } from './objective.js';
import { rateFactor, type Schedule } from './schedule.js';

export interface TrainSettings extends MomentumSettings {
  epochs: number;
  batch: number;
  /** At the first step. */
  learningRate: number;
  schedule: Schedule;
  augmentation: Augmentation;
  /** alpha of mixup; 0: none */
  mixup: number;
}

/** What a hook may look at, and change, before an epoch. */
export interface TrainState {
  /** The one that is about to begin, from 0. */
  readonly epoch: number;
  /** At its first step. */
  readonly learningRate: number;
  readonly network: LabNetwork;
  readonly scale: PixelScale;
  readonly images: Images;
  /** `[N, K]` what each example is taught: change rows to correct labels. */
  readonly targets: Float32Array;
  /** `[N]` how much each example's loss counts, 1 at first. */
  readonly weights: Float32Array;
  /** Examples that are learned from: assign fewer to drop some. */
  rows: Int32Array;
  /** Assign true to end the training before this epoch. */
  isOver: boolean;
}

export interface TrainTask {
  network: LabNetwork;
  /** What is learned from; `labels` are not looked at. */
  images: Images;
  /** `[N, K]`: `oneHot(given)` */
  targets: Float32Array;
  objective: Objective;
  settings: TrainSettings;
  random: Random;
  /** Their errors are measured after each epoch, by their own `labels`. */
  measured?: Record<string, Images>;
  beforeEpoch?(state: TrainState): void | Promise<void>;
  /** Share of the epochs that are done, in (0, 1]. */
  onProgress?(share: number): void;
}

/** A type, not an interface, so that it goes into the JSON as it is. */
export type EpochFigures = {
  learningRate: number;
  /** Mean training loss of the epoch's batches. */
  loss: number;
  /** Examples that it learned from. */
  rows: number;
  /** Of each measured set, in [0, 1]. */
  errors: Record<string, number>;
};

/** Targets that are certain. @returns `[N, K]` */
export function oneHot(labels: ArrayLike<number>, classCount: number): Float32Array {
  const targets = new Float32Array(labels.length * classCount);
  for (let n = 0; n < labels.length; n++) targets[n * classCount + labels[n]!] = 1;
  return targets;
}

/**
 * Trains a network by SGD with momentum, batches in seeded random order. Deterministic per seed on one backend. The
 * network stays the caller's.
 */
export async function train(task: TrainTask): Promise<EpochFigures[]> {
  const { network, images, settings, random } = task;
  const momentum = new Momentum(network, task.objective, settings);
  const scale = pixelScale(images);
  const targets = Float32Array.from(task.targets);
  const weights = new Float32Array(images.count).fill(1);
  let rows = Int32Array.from({ length: images.count }, (_, n) => n);
  const figures: EpochFigures[] = [];
  try {
    for (let epoch = 0; epoch < settings.epochs; epoch++) {
      const learningRate = settings.learningRate * rateFactor(settings.schedule, epoch / settings.epochs);
      const state = { epoch, learningRate, network, scale, images, targets, weights, rows, isOver: false };
      await task.beforeEpoch?.(state);
      if (state.isOver) break;
      rows = state.rows;
      const order = random.shuffle(Int32Array.from(rows));
      const loss = await trainEpoch(task, { ...state, rows: order }, momentum);
      const errors = measure(task, scale);
      figures.push({ learningRate, loss, rows: rows.length, errors });
      task.onProgress?.((epoch + 1) / settings.epochs);
    }
    return figures;
  } finally {
    momentum.dispose();
  }
}

async function trainEpoch(task: TrainTask, state: TrainState, momentum: Momentum): Promise<number> {
  const { batch, epochs, schedule, learningRate } = task.settings;
  const losses: number[] = [];
  for (let from = 0; from < state.rows.length; from += batch) {
    const rows = state.rows.subarray(from, from + batch);
    const progress = (state.epoch + from / state.rows.length) / epochs;
    losses.push(trainBatch(task, state, rows, momentum, learningRate * rateFactor(schedule, progress)));
    await nextTurn(); // so that a bar moves and Ctrl-C is heard
  }
  return losses.reduce((a, b) => a + b, 0) / Math.max(losses.length, 1);
}

function trainBatch(task: TrainTask, state: TrainState, rows: Int32Array, momentum: Momentum, rate: number): number {
  const { network, objective } = task;
  const values = batchValues(task, state, rows);
  const loss = tf.tidy(() => {
    const x = tf.tensor4d(values.x, [rows.length, ...task.images.shape]);
    const targets = tf.tensor2d(values.targets, [rows.length, network.classCount]);
    const weights = tf.tensor1d(values.weights);
    return momentum.step(() => {
      const { logits } = network.forward(x, true);
      const mean = tf.mean(tf.mul(objective.loss(logits, targets, rows), weights)) as tf.Scalar;
      return objective.penalty ? tf.add(mean, objective.penalty()) : mean;
    }, rate);
  });
  const value = loss.dataSync()[0]!;
  loss.dispose();
  if (!Number.isFinite(value)) throw new Error(`training diverged: the loss is ${value} at a learning rate of ${rate}`);
  return value;
}

function batchValues(task: TrainTask, state: TrainState, rows: Int32Array): BatchValues {
  const { images, settings, random, network } = task;
  const K = network.classCount;
  const targets = new Float32Array(rows.length * K);
  rows.forEach((row, n) => targets.set(state.targets.subarray(row * K, (row + 1) * K), n * K));
  const batch = {
    x: augment(gatherPixels(images, rows, state.scale), images.shape, settings.augmentation, random),
    targets,
    weights: Float32Array.from(rows, (row) => state.weights[row]!),
  };
  if (settings.mixup > 0) mixup(batch, rows.length, settings.mixup, random);
  return batch;
}

function measure({ network, measured = {} }: TrainTask, scale: PixelScale): Record<string, number> {
  const errors = Object.entries(measured).map(([name, images]) => {
    const { logits } = forwardMany(network, images, scale);
    return [name, errorOf(logits, images.labels, network.classCount)];
  });
  return Object.fromEntries(errors) as Record<string, number>;
}

/**
 * Early stopping: the epoch whose error on (noisy) validation labels is lowest, the first of equals. The test error of
 * that epoch is what a run would have had that stopped there.
 */
export function bestEpoch(figures: EpochFigures[], by = 'validation'): EpochFigures {
  return figures.reduce((best, now) => (now.errors[by]! < best.errors[by]! ? now : best));
}

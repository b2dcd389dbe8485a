import { setImmediate as nextTurn } from 'node:timers/promises';
import * as tf from '@tensorflow/tfjs-core';
import { gatherWithDropout } from './features.js';
import { Network, type StepSettings } from './network.js';
import type { Random } from './random.js';

export interface TrainingData {
  /** `[M, D]` standardised features */
  x: Float32Array;
  dimension: number;
  /** Rows that this member may learn from. */
  rows: Int32Array;
  /** `[M]`, 1: left out of the early epochs, while the learning rate is high (the ODD filter). */
  isOdd: Uint8Array;
  /** `[M, K]` log-likelihood of each row's labels under each true class, any offset per row. */
  logLikelihood: Float32Array;
}

export interface EpochSettings extends Omit<StepSettings, 'learningRate'> {
  epochs: number;
  /** At the first step; falls to a twentieth along a half cosine. */
  learningRate: number;
  batch: number;
  inputDropout: number;
}

const BREATHE_MS = 50;
/** Share of the epochs that the ODD filter watches. */
const EARLY_SHARE = 1 / 3;

/**
 * Trains one member for some epochs in seeded random order. Lets the event loop turn every 50 ms, so that an abort is
 * heard.
 *
 * @throws the signal's reason when aborted
 */
export async function trainMember(
  network: Network,
  data: TrainingData,
  settings: EpochSettings,
  random: Random,
  signal?: AbortSignal,
): Promise<void> {
  const unsuspected = data.rows.filter((row) => data.isOdd[row] === 0);
  let breathedAt = performance.now();
  for (let epoch = 0; epoch < settings.epochs; epoch++) {
    const isEarly = epoch < settings.epochs * EARLY_SHARE;
    const order = random.shuffle(Int32Array.from(isEarly ? unsuspected : data.rows));
    for (let from = 0; from < order.length; from += settings.batch) {
      const progress = (epoch + from / order.length) / settings.epochs;
      const learningRate = settings.learningRate * (0.05 + 0.475 * (1 + Math.cos(Math.PI * progress)));
      trainBatch(network, data, order.subarray(from, from + settings.batch), { ...settings, learningRate }, random);
      if (performance.now() - breathedAt < BREATHE_MS) continue;
      await nextTurn();
      signal?.throwIfAborted();
      breathedAt = performance.now();
    }
  }
}

function trainBatch(
  network: Network,
  data: TrainingData,
  rows: Int32Array,
  settings: EpochSettings,
  random: Random,
): void {
  const D = data.dimension;
  const K = network.shape.classCount;
  const values = new Float32Array(rows.length * D);
  gatherWithDropout(data.x, D, rows, values, settings.inputDropout, random);
  const likelihoods = new Float32Array(rows.length * K);
  rows.forEach((row, b) => likelihoods.set(data.logLikelihood.subarray(row * K, (row + 1) * K), b * K));
  const x = tf.tensor2d(values, [rows.length, D]);
  const logLikelihood = tf.tensor2d(likelihoods, [rows.length, K]);
  network.step(x, logLikelihood, settings);
  tf.dispose([x, logLikelihood]);
}

import * as tf from '@tensorflow/tfjs-core';
import type { Random } from '#model';
import { EPSILON, normaliseBatch, type Moments } from './batch-norm.js';

/** Of the old in the running moments of batch normalisation. */
const KEPT = 0.9;

/** Layers of a network under construction, and what they learn. Owns its variables until `dispose`. */
export class Parameters {
  readonly variables: tf.Variable[] = [];
  readonly kernels = new Set<tf.Variable>();
  private readonly running: tf.Variable[] = [];

  constructor(private readonly random: Random) {}

  /** Scaled normal weights (He et al. 2015) times `scale`. @param shape the last entry is the output */
  kernel(shape: number[], scale = 1): tf.Variable {
    const size = shape.reduce((a, b) => a * b, 1);
    const deviation = scale * Math.sqrt((2 * shape.at(-1)!) / size);
    const values = Float32Array.from({ length: size }, () => this.random.normal() * deviation);
    const kernel = this.keep(tf.tensor(values, shape), true);
    this.kernels.add(kernel);
    return kernel;
  }

  zeros(size: number): tf.Variable {
    return this.keep(tf.zeros([size]), true);
  }

  /** Batch normalisation (Ioffe & Szegedy 2015) over all axes but the last. */
  batchNorm(size: number): (x: tf.Tensor, training: boolean) => tf.Tensor {
    const scale = this.keep(tf.ones([size]), true);
    const offset = this.zeros(size);
    const mean = this.keep(tf.zeros([size]), false);
    const variance = this.keep(tf.ones([size]), false);
    const learn = (moments: Moments) => {
      moveTowards(mean, moments.mean);
      moveTowards(variance, moments.variance);
    };
    return (x, training) =>
      training
        ? normaliseBatch(x, scale as tf.Tensor1D, offset as tf.Tensor1D, learn)
        : tf.batchNorm(x, mean, variance, offset, scale, EPSILON);
  }

  dispose(): void {
    tf.dispose([...this.variables, ...this.running]);
  }

  private keep(initial: tf.Tensor, isLearned: boolean): tf.Variable {
    const variable = tf.variable(initial, isLearned);
    initial.dispose();
    (isLearned ? this.variables : this.running).push(variable);
    return variable;
  }
}

function moveTowards(running: tf.Variable, now: tf.Tensor): void {
  running.assign(tf.tidy(() => tf.add(tf.mul(running, KEPT), tf.mul(now, 1 - KEPT))));
}

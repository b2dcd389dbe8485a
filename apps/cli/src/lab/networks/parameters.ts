import * as tf from '@tensorflow/tfjs-core';
import type { Random } from '#model';

const EPSILON = 1e-5;
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
    return (x, training) => {
      if (!training) return tf.batchNorm(x, mean, variance, offset, scale, EPSILON);
      const moments = tf.moments(x, x.shape.map((_, axis) => axis).slice(0, -1));
      moveTowards(mean, moments.mean);
      moveTowards(variance, moments.variance);
      const normal = tf.div(tf.sub(x, moments.mean), tf.sqrt(tf.add(moments.variance, EPSILON)));
      return tf.add(tf.mul(normal, scale), offset);
    };
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

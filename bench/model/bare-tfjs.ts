import * as tf from '@tensorflow/tfjs-core';
import { crossEntropy, registerGradients } from './bare-gradients.js';
import type { NetworkShape, NetworkWeights } from '#model';

/** The same network in bare tfjs calls, as its documentation writes them: what the port is measured against. */
export class BareTfjs {
  private readonly variables: tf.Variable[];
  private readonly optimizer = tf.train.momentum(0.01, 0.9);

  constructor(
    private readonly shape: NetworkShape,
    weights: NetworkWeights,
  ) {
    registerGradients();
    const { dimension: D, hidden: H, classCount: K } = shape;
    const sizes = [[D, H], [H], [H, K], [K]];
    const arrays = [weights.inputKernel, weights.inputBias, weights.outputKernel, weights.outputBias];
    this.variables = arrays.map((values, n) => {
      const tensor = tf.tensor(values, sizes[n]);
      const variable = tf.variable(tensor);
      tensor.dispose();
      return variable;
    });
  }

  async forward(values: Float32Array): Promise<Float32Array> {
    const logits = tf.tidy(() => this.logits(this.input(values)));
    const copy = Float32Array.from(await logits.data());
    logits.dispose();
    return copy;
  }

  /** One step of momentum on the cross-entropy with targets `[B, K]`. */
  async train(values: Float32Array, targets: Float32Array): Promise<void> {
    tf.tidy(() => {
      const x = this.input(values);
      const y = tf.tensor2d(targets, [x.shape[0], this.shape.classCount]);
      this.optimizer.minimize(() => crossEntropy(y, this.logits(x)), false, this.variables);
    });
    await this.variables[3]!.data();
  }

  dispose(): void {
    tf.dispose(this.variables);
    this.optimizer.dispose();
  }

  private input(values: Float32Array): tf.Tensor2D {
    return tf.tensor2d(values, [values.length / this.shape.dimension, this.shape.dimension]);
  }

  private logits(x: tf.Tensor2D): tf.Tensor2D {
    const [w1, b1, w2, b2] = this.variables as tf.Tensor[] as [tf.Tensor2D, tf.Tensor, tf.Tensor2D, tf.Tensor];
    return tf.add(tf.matMul(tf.relu(tf.add(tf.matMul(x, w1), b1)), w2), b2) as tf.Tensor2D;
  }
}

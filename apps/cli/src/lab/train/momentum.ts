import * as tf from '@tensorflow/tfjs-core';
import type { LabNetwork } from '../networks/lab-network.js';
import type { Objective } from './objective.js';

export interface MomentumSettings {
  /** In [0, 1). */
  momentum: number;
  /** L2 penalty on the network's kernels, as `decay / 2 · |W|^2`. */
  weightDecay: number;
}

/** SGD with momentum on a network and what its objective learns: `v = momentum v + g + decay w; w -= rate v`. Owns its velocities. */
export class Momentum {
  private readonly variables: tf.Variable[];
  private readonly velocity: tf.Variable[];

  constructor(
    private readonly network: LabNetwork,
    private readonly objective: Objective,
    private readonly settings: MomentumSettings,
  ) {
    this.variables = [...network.variables, ...(objective.variables ?? [])];
    this.velocity = this.variables.map((variable) => {
      const zeros = tf.zerosLike(variable);
      const velocity = tf.variable(zeros, false);
      zeros.dispose();
      return velocity;
    });
  }

  /**
   * @param meanLoss within the tape @returns the mean loss before the step; the caller disposes
   */
  step(meanLoss: () => tf.Scalar, learningRate: number): tf.Scalar {
    const { value, grads } = tf.variableGrads(meanLoss, this.variables);
    tf.tidy(() =>
      this.variables.forEach((variable, n) => {
        const gradient = grads[variable.name];
        if (gradient) this.move(variable, n, gradient, learningRate); // none while the variable is not trainable
      }),
    );
    tf.dispose(grads);
    this.objective.afterStep?.();
    return value;
  }

  private move(variable: tf.Variable, n: number, gradient: tf.Tensor, learningRate: number): void {
    const { momentum, weightDecay } = this.settings;
    const isHeld = weightDecay > 0 && this.network.kernels.has(variable);
    const pull = isHeld ? tf.add(gradient, tf.mul(variable, weightDecay)) : gradient;
    const velocity = this.velocity[n]!;
    velocity.assign(tf.add(tf.mul(velocity, momentum), pull));
    variable.assign(tf.sub(variable, tf.mul(velocity, learningRate)));
  }

  dispose(): void {
    tf.dispose(this.velocity);
  }
}

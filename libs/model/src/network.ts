import * as tf from '@tensorflow/tfjs-core';
import { copyOf, onDevice } from './backends/device.js';
import { isNative, nativeForward, nativeStep } from './backends/native-step.js';
import { noiseLayerTarget } from './noise-layer.js';
import type { Random } from './random.js';

/** Sizes of one member's network: D inputs, H hidden units (relu), K classes. */
export interface NetworkShape {
  dimension: number;
  hidden: number;
  classCount: number;
}

/** Plain copies of a member's parameters, row-major. */
export interface NetworkWeights {
  /** `[D, H]` */
  inputKernel: Float32Array;
  /** `[H]` */
  inputBias: Float32Array;
  /** `[H, K]` */
  outputKernel: Float32Array;
  /** `[K]` */
  outputBias: Float32Array;
}

export interface StepSettings {
  learningRate: number;
  /** In [0, 1). */
  momentum: number;
  /** L2 penalty on the kernels (not the biases), as `decay / 2 · |W|^2`. */
  weightDecay: number;
  /** Exponent of the network's own belief in its target, in [0, 1]: 1 is the noise layer's likelihood. Default 1. */
  ownBelief?: number;
}

type Parameters = [inputKernel: tf.Tensor, inputBias: tf.Tensor, outputKernel: tf.Tensor, outputBias: tf.Tensor];

/**
 * Multi-layer perceptron `softmax(relu(x W1 + b1) W2 + b2)` with a hand-written momentum step: no gradient tape, about
 * 25 kernels a step. Owns its tensors until `dispose`.
 */
export class Network {
  private parameters: Parameters;
  private velocity: Parameters;

  constructor(
    readonly shape: NetworkShape,
    weights: NetworkWeights,
  ) {
    const { dimension: D, hidden: H, classCount: K } = shape;
    this.parameters = [
      tf.tensor(weights.inputKernel, [D, H]),
      tf.tensor(weights.inputBias, [H]),
      tf.tensor(weights.outputKernel, [H, K]),
      tf.tensor(weights.outputBias, [K]),
    ];
    this.velocity = onDevice(() => this.parameters.map((p) => tf.zerosLike(p))) as Parameters;
  }

  /** Scaled normal weights (He et al. 2015), zero biases; the output layer starts small, so that p starts flat. */
  static initial(shape: NetworkShape, random: Random): Network {
    const { dimension: D, hidden: H, classCount: K } = shape;
    const normal = (size: number, deviation: number) =>
      Float32Array.from({ length: size }, () => random.normal() * deviation);
    return new Network(shape, {
      inputKernel: normal(D * H, Math.sqrt(2 / D)),
      inputBias: new Float32Array(H),
      outputKernel: normal(H * K, 0.5 * Math.sqrt(1 / H)),
      outputBias: new Float32Array(K),
    });
  }

  /** @param x `[B, D]` @returns hidden activations `[B, H]` (>= 0) and logits `[B, K]`; the caller disposes both */
  forward(x: tf.Tensor2D): { hidden: tf.Tensor2D; logits: tf.Tensor2D } {
    const [w1, b1, w2, b2] = this.parameters;
    return onDevice(() => {
      if (isNative()) {
        const [hidden, logits] = nativeForward(this.parameters, x) as [tf.Tensor2D, tf.Tensor2D];
        return { hidden, logits };
      }
      const hidden = tf.fused.matMul({ a: x, b: w1 as tf.Tensor2D, bias: b1, activation: 'relu' }) as tf.Tensor2D;
      const logits = tf.fused.matMul({ a: hidden, b: w2 as tf.Tensor2D, bias: b2 }) as tf.Tensor2D;
      return { hidden, logits };
    });
  }

  /**
   * Gradients of the mean over the batch of `-log Σ_i softmax(logits)_i · exp(logLikelihood_i)`, which is the joint
   * noise-layer loss of several sources (Sukhbaatar & Fergus 2014, Eq. 1 and 2, with Q transposed to [true][given] and
   * the sources' rows multiplied): on the logits it is `p - t`, where `t = softmax(logits + logLikelihood)` is the
   * posterior under the network's own p.
   *
   * With `ownBelief` below 1 the target is `t = softmax(ownBelief · logits + logLikelihood)`: the network learns less from
   * what only it believes; at 0 it is the M step of EM against posteriors that were made without it.
   *
   * @param x `[B, D]` @param logLikelihood `[B, K]` log Π_s Q_s[i][given_s]^beta, any offset per row
   * @returns in the order of the parameters; the caller disposes them
   */
  gradients(x: tf.Tensor2D, logLikelihood: tf.Tensor2D, ownBelief = 1): Parameters {
    const [, , w2] = this.parameters;
    return tf.tidy(() => {
      const { hidden, logits } = this.forward(x);
      const t = noiseLayerTarget(logits, logLikelihood, ownBelief);
      const onLogits = tf.div(tf.sub(tf.softmax(logits), t), x.shape[0]) as tf.Tensor2D;
      const onHidden = tf.mul(tf.matMul(onLogits, w2 as tf.Tensor2D, false, true), tf.step(hidden)) as tf.Tensor2D;
      return [
        tf.matMul(x, onHidden, true, false),
        tf.sum(onHidden, 0),
        tf.matMul(hidden, onLogits, true, false),
        tf.sum(onLogits, 0),
      ];
    });
  }

  /** One step of SGD with momentum on a batch; shapes as in `gradients`. */
  step(x: tf.Tensor2D, logLikelihood: tf.Tensor2D, settings: StepSettings): void {
    onDevice(() =>
      isNative() ? this.stepNatively(x, logLikelihood, settings) : this.stepByKernels(x, logLikelihood, settings),
    );
  }

  /** The same from plain arrays: x `[B, D]`, logLikelihood `[B, K]`. */
  learn(x: Float32Array, logLikelihood: Float32Array, settings: StepSettings): void {
    const { dimension: D, classCount: K } = this.shape;
    const inputs = [tf.tensor2d(x, [x.length / D, D]), tf.tensor2d(logLikelihood, [x.length / D, K])] as const;
    this.step(...inputs, settings);
    tf.dispose([...inputs]);
  }

  private stepByKernels(x: tf.Tensor2D, logLikelihood: tf.Tensor2D, settings: StepSettings): void {
    const gradients = this.gradients(x, logLikelihood, settings.ownBelief);
    for (let n = 0; n < 4; n++) this.update(n, gradients[n]!, settings, n % 2 === 0);
    tf.dispose(gradients);
  }

  private stepNatively(x: tf.Tensor2D, logLikelihood: tf.Tensor2D, settings: StepSettings): void {
    const { parameters, velocity } = this;
    const next = nativeStep(parameters, velocity, x, logLikelihood, { ownBelief: 1, ...settings });
    tf.dispose([...parameters, ...velocity]);
    ({ parameters: this.parameters, velocity: this.velocity } = next);
  }

  private update(n: number, gradient: tf.Tensor, settings: StepSettings, isKernel: boolean): void {
    const { learningRate, momentum, weightDecay } = settings;
    const old = this.parameters[n]!;
    const oldVelocity = this.velocity[n]!;
    this.velocity[n] = tf.tidy(() => {
      const pull = isKernel && weightDecay > 0 ? tf.add(gradient, tf.mul(old, weightDecay)) : gradient;
      return tf.add(tf.mul(oldVelocity, momentum), pull);
    });
    this.parameters[n] = tf.tidy(() => tf.sub(old, tf.mul(this.velocity[n]!, learningRate)));
    tf.dispose([old, oldVelocity]);
  }

  /** Copies the parameters out of the backend. */
  async weights(): Promise<NetworkWeights> {
    const [inputKernel, inputBias, outputKernel, outputBias] = await Promise.all(this.parameters.map(copyOf));
    return {
      inputKernel: inputKernel!,
      inputBias: inputBias!,
      outputKernel: outputKernel!,
      outputBias: outputBias!,
    };
  }

  dispose(): void {
    tf.dispose([...this.parameters, ...this.velocity]);
  }
}

/**
 * One network that computes the mean of the logits of several: their hidden units side by side `[D, M H]`, their output
 * kernels stacked `[M H, K]` and divided by M.
 *
 * @param shape of each
 */
export function sideBySide(networks: NetworkWeights[], shape: NetworkShape): NetworkWeights {
  const { dimension: D, hidden: H, classCount: K } = shape;
  const M = networks.length;
  const inputKernel = new Float32Array(D * M * H);
  const inputBias = new Float32Array(M * H);
  const outputKernel = new Float32Array(M * H * K);
  const outputBias = new Float32Array(K);
  networks.forEach((network, m) => {
    for (let d = 0; d < D; d++) inputKernel.set(network.inputKernel.subarray(d * H, (d + 1) * H), d * M * H + m * H);
    inputBias.set(network.inputBias, m * H);
    outputKernel.set(
      network.outputKernel.map((w) => w / M),
      m * H * K,
    );
    network.outputBias.forEach((b, i) => (outputBias[i]! += b / M));
  });
  return { inputKernel, inputBias, outputKernel, outputBias };
}

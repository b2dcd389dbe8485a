import * as tf from '@tensorflow/tfjs-core';
import { copyOf, onDevice } from './backends/device.js';
import { bodyDimension, ConvBody, type BodyWeights, type ImageShape } from './conv-body.js';
import { Network, type NetworkShape, type NetworkWeights } from './network.js';
import { prototypeScores } from './prototype-scores.js';
import type { Prototypes } from './prototypes.js';

/** Scores of both heads before their temperatures. */
export interface RawScores {
  /** `[B, K]` */
  logits: Float32Array;
  /** `[B, K]` mean cosine similarities, in [-1, 1] */
  similarities: Float32Array;
}

/** Sizes of one member: D inputs are pixels where it looks at images. */
export interface MemberShape extends NetworkShape {
  image?: ImageShape;
}

export interface MemberWeights {
  /** What looks at images before the network; absent for rows of numbers. */
  body?: BodyWeights;
  network: NetworkWeights;
  prototypes: Prototypes;
}

/** What scores with one member's weights, which were handed over once. */
export interface ScoringMember {
  /** @param x `[N, D]` standardised, row-major; scored in batches */
  scoreMany(x: Float32Array): Promise<RawScores>;
  /** Cosine of the hidden layer with each prototype, `[B, P]` in [-1, 1]. @param x `[B, D]` standardised; one batch */
  prototypeSimilarities(x: Float32Array): Promise<Float32Array>;
  dispose(): void;
}

const MAX_BATCH = 1024;

/** Scores `[N, D]` in batches of bounded memory. @param scoreBatch scores `[B, D]` */
export async function scoreInBatches(
  { dimension: D, classCount: K }: NetworkShape,
  x: Float32Array,
  scoreBatch: (x: Float32Array, rows: number) => Promise<RawScores>,
): Promise<RawScores> {
  const N = x.length / D;
  if (N <= MAX_BATCH) return scoreBatch(x, N);
  const scores: RawScores = { logits: new Float32Array(N * K), similarities: new Float32Array(N * K) };
  for (let from = 0; from < N; from += MAX_BATCH) {
    const rows = Math.min(MAX_BATCH, N - from);
    const batch = await scoreBatch(x.subarray(from * D, (from + rows) * D), rows);
    scores.logits.set(batch.logits, from * K);
    scores.similarities.set(batch.similarities, from * K);
  }
  return scores;
}

/**
 * A member on tfjs: a trained network and the prototypes on its hidden layer; without prototypes all similarities are 0.
 * Owns tensors until `dispose`.
 */
export class Member implements ScoringMember {
  private readonly vectors: tf.Tensor2D; // [H, P]
  private readonly classOf: Int32Array;

  private constructor(
    private readonly shape: NetworkShape,
    private readonly network: Network,
    { vectors, classOf }: Prototypes,
    private readonly body?: ConvBody,
  ) {
    const size: [number, number] = [classOf.length, network.shape.hidden];
    this.classOf = classOf;
    this.vectors = onDevice(() => tf.tidy(() => tf.transpose(tf.tensor2d(vectors, size))));
  }

  static fromWeights({ image, ...shape }: MemberShape, weights: MemberWeights): Member {
    const { network, prototypes, body } = weights;
    if (!image || !body) return new Member(shape, new Network(shape, network), prototypes);
    const inner = { ...shape, dimension: bodyDimension(image) };
    return new Member(shape, new Network(inner, network), prototypes, new ConvBody(image, body));
  }

  scoreMany(x: Float32Array): Promise<RawScores> {
    return scoreInBatches(this.shape, x, (values, rows) => this.scoreBatch(values, rows));
  }

  async prototypeSimilarities(x: Float32Array): Promise<Float32Array> {
    if (this.classOf.length === 0) return new Float32Array(0);
    const { hidden, logits } = this.forward(x);
    const values = await this.similarities(hidden);
    tf.dispose([hidden, logits]);
    return values;
  }

  private async scoreBatch(values: Float32Array, rows: number): Promise<RawScores> {
    const { classCount: K } = this.shape;
    const { hidden, logits } = this.forward(values);
    const similarities =
      this.classOf.length === 0
        ? new Float32Array(rows * K)
        : prototypeScores(await this.similarities(hidden), this.classOf, K);
    const scores = { logits: await copyOf(logits), similarities };
    tf.dispose([hidden, logits]);
    return scores;
  }

  /** `[B, D]` to `[B, H]` and `[B, K]`; the caller disposes. */
  private forward(values: Float32Array): { hidden: tf.Tensor2D; logits: tf.Tensor2D } {
    const { dimension: D } = this.shape;
    const x = tf.tensor2d(values, [values.length / D, D]);
    const features = this.body?.forward(x);
    const { hidden, logits } = this.network.forward(features ?? x);
    tf.dispose([x, features ?? []]);
    return { hidden, logits };
  }

  /** Cosine of each row of `[B, H]` with each prototype, `[B, P]`. */
  private async similarities(hidden: tf.Tensor2D): Promise<Float32Array> {
    const similarity = onDevice(() =>
      tf.tidy(() => {
        const length = tf.sqrt(tf.sum(tf.square(hidden), 1, true));
        return tf.div(tf.matMul(hidden, this.vectors), tf.maximum(length, 1e-6));
      }),
    );
    const values = await copyOf(similarity);
    similarity.dispose();
    return values;
  }

  /** Disposes the network too. */
  dispose(): void {
    this.vectors.dispose();
    this.network.dispose();
    this.body?.dispose();
  }
}

/** In place: each row of `[N, K]` becomes log softmax(row / temperature). @returns the same array */
export function logSoftmaxRows(scores: Float32Array, classCount: number, temperature: number): Float32Array {
  for (let from = 0; from < scores.length; from += classCount) {
    let max = -Infinity;
    for (let i = from; i < from + classCount; i++) max = Math.max(max, scores[i]!);
    let sum = 0;
    for (let i = from; i < from + classCount; i++) sum += Math.exp((scores[i]! - max) / temperature);
    const log = Math.log(sum);
    for (let i = from; i < from + classCount; i++) scores[i] = (scores[i]! - max) / temperature - log;
  }
  return scores;
}

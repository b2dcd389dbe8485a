import * as tf from '@tensorflow/tfjs-core';
import { bodyDimension, canTrainBody, ConvBody, type BodyWeights } from './conv-body.js';
import { fitStandardisation, standardise, type Standardisation } from './features.js';
import type { EvidenceMatrix, PrototypeExamples, TrainingJob } from './job.js';
import { logSoftmaxRows, Member, type MemberShape, type MemberWeights, type RawScores } from './member.js';
import { copyOf } from './backends/device.js';
import { Network, sideBySide, type NetworkShape, type NetworkWeights } from './network.js';
import { randomLosses, type HiddenStatistics } from './odd.js';
import { choosePrototypes, unitRows, type ChosenPrototypes } from './prototypes.js';
import type { Random } from './random.js';
import { trainBody } from './train-body.js';
import { trainMember } from './train-members.js';
import { roundsWithin, type TrainingSettings } from './training-settings.js';
import type { OpenVersion } from './version.js';

const MIN_ROWS_PER_FOLD = 10;
/** Fewer were not measured, or say more as rows of pixels. */
const MIN_IMAGES = 1000;

/**
 * The F members of one fine-tune. Member f learns from the examples of all other folds and scores those of fold f, so
 * that no score comes from a network that saw the example. Owns tensors until `dispose`.
 */
export class Ensemble {
  readonly rounds: number;
  readonly epochs: number;
  private raw: RawScores;
  /** Per fold; rows are examples of the job. */
  private prototypes: ChosenPrototypes[] = [];
  /** Per fold what its network sees of the rows `[M, D]`: `x`, or what its body makes of it. */
  private readonly inputs: Float32Array[];
  /** Per fold; empty where features are no images. */
  private readonly bodies: BodyWeights[] = [];
  /** Per fold the networks of the last rounds, oldest first. */
  private readonly recent: NetworkWeights[][];

  private constructor(
    private readonly job: TrainingJob,
    private readonly training: TrainingSettings,
    private readonly random: Random,
    private shape: NetworkShape,
    private readonly standardisation: Standardisation,
    private readonly x: Float32Array,
  ) {
    this.inputs = Array.from({ length: job.folds }, () => x);
    const K = job.classCount;
    const rows = job.gold.length * (job.folds - 1);
    ({ rounds: this.rounds, epochs: this.epochs } = roundsWithin(training, rows, shape.dimension, K));
    this.raw = emptyScores(job.gold.length * K);
    this.recent = Array.from({ length: job.folds }, () => []);
  }

  /** @returns undefined when a fold has too few examples with features to learn from */
  static open(job: TrainingJob, training: TrainingSettings, random: Random): Ensemble | undefined {
    const features = job.features!;
    for (let f = 0; f < job.folds; f++) {
      if (foldRows(job, (fold) => fold !== f).length < MIN_ROWS_PER_FOLD) return undefined;
    }
    const standardisation = fitStandardisation(features);
    const x = standardise(features, standardisation);
    const shape = { dimension: features.dimension, hidden: training.hidden, classCount: job.classCount };
    return new Ensemble(job, training, random, shape, standardisation, x);
  }

  /**
   * One round.
   * @param logLikelihood `[N, K]`
   * @param isOdd `[N]`, 1: all labels of the example are odd
   * @param onMember called after each member with the share of the round that is done
   */
  async train(
    logLikelihood: Float64Array,
    isOdd: Uint8Array,
    { signal, onMember }: { signal?: AbortSignal | undefined; onMember?: (share: number) => void } = {},
  ): Promise<void> {
    const { job, training, random } = this;
    const K = job.classCount;
    const rowCount = this.x.length / job.features!.dimension;
    const byRow = new Float32Array(rowCount * K);
    const oddRows = new Uint8Array(rowCount);
    job.features!.row.forEach((row, n) => {
      if (row >= 0) oddRows[row] = isOdd[n]!;
      if (row >= 0) byRow.set(logLikelihood.subarray(n * K, (n + 1) * K), row * K);
    });
    if (this.looksAtImages() && this.bodies.length === 0) await this.trainBodies(byRow, signal);
    const { shape } = this;
    this.prototypes = [];
    for (let f = 0; f < job.folds; f++) {
      const examples = foldRows(job, (fold) => fold !== f || !training.crossFitting);
      const rows = examples.map((n) => job.features!.row[n]!);
      const data = { x: this.inputs[f]!, dimension: shape.dimension, rows, isOdd: oddRows, logLikelihood: byRow };
      const network = Network.initial(shape, random);
      try {
        const learningRate = Math.min(training.learningRate, 12 / shape.dimension);
        await trainMember(network, data, { ...training, learningRate, epochs: this.epochs }, random, signal);
        this.recent[f] = [...this.recent[f]!, await network.weights()].slice(-training.averagedRounds);
      } finally {
        network.dispose();
      }
      this.prototypes.push(await this.choose(f, examples, logLikelihood));
      onMember?.((f + 1) / job.folds);
    }
    await this.scoreOwnFolds();
  }

  /** Log-probabilities of one head over the buffer at a temperature, `[N, K]`, NaN rows without features. */
  head(name: 'model' | 'prototype', temperature: number): Float32Array {
    const scores = name === 'model' ? this.raw.logits : this.raw.similarities;
    return logSoftmaxRows(Float32Array.from(scores), this.job.classCount, temperature);
  }

  evidence(temperatures: { model: number; prototype: number }): EvidenceMatrix {
    return {
      model: this.head('model', temperatures.model),
      prototype: this.head('prototype', temperatures.prototype),
    };
  }

  /** Losses of random labels under each member, at the temperature with which losses will be read. */
  randomLosses(temperature: number): Float64Array[] {
    const K = this.job.classCount;
    const { hidden: H } = this.wideShape();
    return this.recent.map((recent, f) => {
      const { outputKernel, outputBias } = sideBySide(recent, this.shape);
      const logP = (hidden: Float32Array, rows: number) => {
        const logits = tf.tidy(() => {
          const h = tf.tensor2d(hidden, [rows, H]);
          return tf.add(tf.matMul(h, tf.tensor2d(outputKernel, [H, K])), outputBias);
        });
        // Not within: tidy walks through all numbers of an array that it returns.
        const values = Float32Array.from(logits.dataSync());
        logits.dispose();
        return logSoftmaxRows(values, K, temperature);
      };
      return randomLosses(this.hiddenStatistics(f), K, logP, this.random);
    });
  }

  /** Of each member, which examples of the job its prototypes are. */
  prototypeExamples(): PrototypeExamples[] {
    return this.prototypes.map(({ classOf, rows }) => ({ classOf, examples: rows }));
  }

  /** What a version needs of the members. */
  weights(): Pick<OpenVersion, 'network' | 'standardisation' | 'members'> {
    const { hidden } = this.wideShape();
    const { dimension, image } = this.job.features!;
    const featureType = this.job.features!.values instanceof Uint8Array ? 'uint8' : 'float32';
    const hasBodies = this.bodies.length > 0;
    const members = this.recent.map((recent, f) => {
      const { vectors, classOf } = this.prototypes[f]!;
      const network = sideBySide(recent, this.shape);
      return { ...(hasBodies && { body: this.bodies[f]! }), network, prototypes: { vectors, classOf } };
    });
    const network = { dimension, hidden, featureType, ...(hasBodies && { image: image! }) } as const;
    return { network, standardisation: this.standardisation, members };
  }

  /** Images that are enough to learn from, on a backend that can. */
  private looksAtImages(): boolean {
    return this.job.features!.image !== undefined && this.job.gold.length >= MIN_IMAGES && canTrainBody();
  }

  /** Once per fine-tune, from the labels alone, each without its fold: the rounds then train networks on what they make. */
  private async trainBodies(logLikelihood: Float32Array, signal?: AbortSignal): Promise<void> {
    const { job, x, random } = this;
    const image = job.features!.image!;
    for (let f = 0; f < job.folds; f++) {
      const examples = foldRows(job, (fold) => fold !== f || !this.training.crossFitting);
      const rows = examples.map((n) => job.features!.row[n]!);
      const data = { x, image, rows, logLikelihood, classCount: job.classCount };
      const weights = await trainBody(data, random, { signal, settings: { minSteps: this.training.bodySteps } });
      const body = new ConvBody(image, weights);
      this.inputs[f] = await body.forwardMany(x);
      body.dispose();
      this.bodies.push(weights);
    }
    this.shape = { ...this.shape, dimension: bodyDimension(image) };
  }

  private wideShape(): NetworkShape {
    return { ...this.shape, hidden: this.shape.hidden * this.recent[0]!.length };
  }

  /** The same scoring with members of a stored version. @param x `[M, D]` standardised its way */
  static async scoreWith(
    job: TrainingJob,
    x: Float32Array,
    shape: MemberShape,
    members: MemberWeights[],
    temperatures: { model: number; prototype: number },
  ): Promise<EvidenceMatrix> {
    const raw = emptyScores(job.gold.length * job.classCount);
    for (const [f, weights] of members.entries()) {
      const member = Member.fromWeights(shape, weights);
      await scoreFold(job, x, shape, f, member, raw);
      member.dispose();
    }
    return {
      model: logSoftmaxRows(raw.logits, job.classCount, temperatures.model),
      prototype: logSoftmaxRows(raw.similarities, job.classCount, temperatures.prototype),
    };
  }

  private async scoreOwnFolds(): Promise<void> {
    this.raw = emptyScores(this.raw.logits.length);
    const weights = this.weights();
    for (const [f, own] of weights.members.entries()) {
      const member = Member.fromWeights(this.wideShape(), own);
      await scoreFold(this.job, this.inputs[f]!, this.shape, f, member, this.raw);
      member.dispose();
    }
  }

  /** Prototypes of member f among its training examples, most certain first by the network's own posterior. */
  private async choose(f: number, examples: Int32Array, logLikelihood: Float64Array): Promise<ChosenPrototypes> {
    const { classCount: K } = this.job;
    const { hidden, logits } = await this.forwardRows(examples, f);
    const candidates: { n: number; p: number }[][] = Array.from({ length: K }, () => []);
    const t = Float32Array.from(logits, (z, at) => z + logLikelihood[examples[Math.floor(at / K)]! * K + (at % K)]!);
    logSoftmaxRows(t, K, 1);
    for (let m = 0; m < examples.length; m++) {
      let best = 0;
      for (let i = 1; i < K; i++) if (t[m * K + i]! > t[m * K + best]!) best = i;
      candidates[best]!.push({ n: m, p: t[m * K + best]! });
    }
    const rows = candidates.map((list) =>
      Int32Array.from(
        list.sort((a, b) => b.p - a.p || a.n - b.n),
        ({ n }) => n,
      ),
    );
    const activations = tf.tensor2d(hidden, [examples.length, this.wideShape().hidden]);
    const units = unitRows(activations);
    const chosen = choosePrototypes(units, rows);
    tf.dispose([activations, units]);
    return { ...chosen, rows: chosen.rows.map((m) => examples[m]!) };
  }

  private async forwardRows(examples: Int32Array, f: number): Promise<{ hidden: Float32Array; logits: Float32Array }> {
    const { dimension: D } = this.shape;
    const values = new Float32Array(examples.length * D);
    examples.forEach((n, m) => {
      const row = this.job.features!.row[n]!;
      values.set(this.inputs[f]!.subarray(row * D, (row + 1) * D), m * D);
    });
    const x = tf.tensor2d(values, [examples.length, D]);
    const network = new Network(this.wideShape(), sideBySide(this.recent[f]!, this.shape));
    const { hidden, logits } = network.forward(x);
    network.dispose();
    const copies = { hidden: await copyOf(hidden), logits: await copyOf(logits) };
    tf.dispose([x, hidden, logits]);
    return copies;
  }

  private hiddenStatistics(f: number): HiddenStatistics {
    const { hidden: H } = this.wideShape();
    const { inputKernel, inputBias } = sideBySide(this.recent[f]!, this.shape);
    const x = this.inputs[f]!;
    const rows = Math.min(1000, x.length / this.shape.dimension);
    return tf.tidy(() => {
      const some = tf.tensor2d(x.subarray(0, rows * this.shape.dimension), [rows, this.shape.dimension]);
      const z = tf.add(tf.matMul(some, tf.tensor2d(inputKernel, [this.shape.dimension, H])), inputBias);
      const { mean, variance } = tf.moments(z, 0);
      return {
        mean: Float32Array.from(mean.dataSync()),
        deviation: Float32Array.from(variance.dataSync(), Math.sqrt),
      };
    });
  }
}

/** Examples with features that can teach (a label or gold) and whose fold passes. */
function foldRows(job: TrainingJob, passes: (fold: number) => boolean): Int32Array {
  const taken: number[] = [];
  for (let n = 0; n < job.gold.length; n++) {
    const labels = job.labels.start[n + 1]! - job.labels.start[n]!;
    if (job.features!.row[n]! < 0 || !passes(job.exampleFold[n]!)) continue;
    if (labels > 0 || job.gold[n]! >= 0) taken.push(n);
  }
  return Int32Array.from(taken);
}

async function scoreFold(
  job: TrainingJob,
  x: Float32Array,
  shape: NetworkShape,
  f: number,
  member: Member,
  out: RawScores,
): Promise<void> {
  const { dimension: D, classCount: K } = shape;
  const examples: number[] = [];
  job.exampleFold.forEach((fold, n) => {
    if (fold === f && job.features!.row[n]! >= 0) examples.push(n);
  });
  const values = new Float32Array(examples.length * D);
  examples.forEach((n, m) => {
    const row = job.features!.row[n]!;
    values.set(x.subarray(row * D, (row + 1) * D), m * D);
  });
  const { logits, similarities } = await member.scoreMany(values);
  examples.forEach((n, m) => {
    out.logits.set(logits.subarray(m * K, (m + 1) * K), n * K);
    out.similarities.set(similarities.subarray(m * K, (m + 1) * K), n * K);
  });
}

function emptyScores(size: number): RawScores {
  return { logits: new Float32Array(size).fill(NaN), similarities: new Float32Array(size).fill(NaN) };
}

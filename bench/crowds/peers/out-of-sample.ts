import { argmax, majorityVote, softmaxInPlace } from '#noise';
import { Random, type FeatureMatrix } from '#model';
import type { CrowdSet } from '../crowd-set.js';

const FOLDS = 5;
const EPOCHS = 15;
const BATCH = 32;
const RATE = 0.01;
const MOMENTUM = 0.9;
const L2 = 0.1;

/**
 * Class probabilities of each example by a softmax regression that was not trained on it: five folds, on majority-vote
 * labels, standardised features. What CROWDLAB asks of its user.
 *
 * @returns `[N][K]`; undefined without features
 */
export function outOfSampleProbabilities({ labels, features }: CrowdSet): Float64Array[] | undefined {
  if (!features) return undefined;
  const random = new Random(0);
  const order = random.shuffle(Int32Array.from({ length: labels.exampleCount }, (_, n) => n));
  const rows = standardised(features, labels.exampleCount);
  const target = majorityVote(labels).map(argmax);
  const hasLabel = new Uint8Array(labels.exampleCount);
  for (let l = 0; l < labels.example.length; l++) hasLabel[labels.example[l]!] = 1;
  const result: Float64Array[] = Array.from({ length: labels.exampleCount });
  for (let fold = 0; fold < FOLDS; fold++) {
    const seen = order.filter((n, position) => position % FOLDS !== fold && hasLabel[n]);
    const regression = new SoftmaxRegression(rows[0]!.length, labels.classCount);
    for (let epoch = 0; epoch < EPOCHS; epoch++) regression.train(rows, target, random.shuffle(seen));
    for (let p = fold; p < order.length; p += FOLDS) result[order[p]!] = regression.predict(rows[order[p]!]!);
  }
  return result;
}

/** Rows of mean 0 and deviation 1, and a last column of ones. */
function standardised({ values, dimension: D }: FeatureMatrix, N: number): Float64Array[] {
  const rows = Array.from({ length: N }, () => new Float64Array(D + 1).fill(1));
  for (let d = 0; d < D; d++) {
    let sum = 0;
    let squares = 0;
    for (let n = 0; n < N; n++) {
      sum += values[n * D + d]!;
      squares += values[n * D + d]! ** 2;
    }
    const deviation = Math.sqrt(Math.max(0, squares / N - (sum / N) ** 2)) || 1;
    for (let n = 0; n < N; n++) rows[n]![d] = (values[n * D + d]! - sum / N) / deviation;
  }
  return rows;
}

/** Multinomial logistic regression, stochastic gradients with momentum. */
class SoftmaxRegression {
  /** `[K][D + 1]` */
  private readonly weights: Float64Array[];
  private readonly velocity: Float64Array[];

  constructor(dimension: number, classCount: number) {
    this.weights = Array.from({ length: classCount }, () => new Float64Array(dimension));
    this.velocity = this.weights.map((row) => row.slice());
  }

  predict(row: Float64Array): Float64Array {
    return softmaxInPlace(
      Float64Array.from(this.weights, (weights) => {
        let sum = 0;
        for (let d = 0; d < row.length; d++) sum += weights[d]! * row[d]!;
        return sum;
      }),
    );
  }

  /** One epoch in the given order. */
  train(rows: Float64Array[], target: number[], order: Int32Array): void {
    for (let from = 0; from < order.length; from += BATCH) {
      const batch = order.subarray(from, from + BATCH);
      const gradient = this.weights.map((weights) => weights.map((w) => w * L2));
      for (const n of batch) this.addGradient(gradient, rows[n]!, target[n]!, batch.length);
      this.weights.forEach((weights, k) => {
        const velocity = this.velocity[k]!;
        for (let d = 0; d < weights.length; d++) {
          velocity[d] = MOMENTUM * velocity[d]! - RATE * gradient[k]![d]!;
          weights[d]! += velocity[d]!;
        }
      });
    }
  }

  private addGradient(gradient: Float64Array[], row: Float64Array, target: number, batch: number): void {
    this.predict(row).forEach((p, k) => {
      const slope = (p - (k === target ? 1 : 0)) / batch;
      const sums = gradient[k]!;
      for (let d = 0; d < row.length; d++) sums[d]! += slope * row[d]!;
    });
  }
}

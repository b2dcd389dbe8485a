import type * as tf from '@tensorflow/tfjs-core';
import {
  densityPeaks,
  euclideanPeaks,
  greedyPeaks,
  kMeans,
  prototypesBy,
  type PeakChooser,
  type PeakSettings,
  type ChosenPrototypes,
  type Prototypes,
  type Random,
} from '#model';

/** Deep features of all examples, and which of them each class chooses its prototypes from. */
export interface Candidates {
  /** `[N, H]` as the last layer takes them, row-major */
  hidden: Float32Array;
  /** `[N, H]` of length 1 */
  units: tf.Tensor2D;
  /** Rows per class. */
  rows: Int32Array[];
}

/** `rows`: which examples the prototypes are, `[P]`; absent where they are none. */
type Picked = Prototypes & Partial<Pick<ChosenPrototypes, 'rows'>>;
type Choose = (candidates: Candidates, settings: PeakSettings, random: Random) => Picked;

/** Ways to choose the prototypes of a class. Only the two kinds of cosine peaks look at how similar two prototypes are. */
export const choices = {
  /** The paper's. */
  'density peaks': peaks(densityPeaks),
  /** The service's. */
  'greedy peaks': peaks(greedyPeaks),
  'k-means++': (of, { perClass }, random) => fromPoints(of, (points) => kMeans(points, perClass, random)),
  'Euclidean density peaks': (of, { perClass }) =>
    fromPoints(of, (points) => euclideanPeaks(points, perClass).map((n) => points[n]!)),
  'random images': (of, { perClass }, random) => fromPoints(of, (points) => drawn(points, perClass, random)),
  'one mean': (of, _, random) => fromPoints(of, (points) => kMeans(points, 1, random)),
} as const satisfies Record<string, Choose>;

export type ChoiceName = keyof typeof choices;

function peaks(choose: PeakChooser): Choose {
  return ({ units, rows }, settings) => prototypesBy(units, rows, (similarity) => choose(similarity, settings));
}

/** By the features as they are, not of length 1: what is picked is then divided by its length. */
function fromPoints({ hidden, units, rows }: Candidates, pick: (points: Float32Array[]) => Float32Array[]): Picked {
  const H = units.shape[1];
  const picked = rows.map((own) => {
    const points = Array.from(own, (row) => hidden.subarray(row * H, (row + 1) * H));
    return points.length > 0 ? pick(points).map(unit) : [];
  });
  const vectors = new Float32Array(picked.flat().length * H);
  picked.flat().forEach((vector, n) => vectors.set(vector, n * H));
  return { vectors, classOf: Int32Array.from(picked.flatMap((own, label) => own.map(() => label))) };
}

function unit(vector: Float32Array): Float32Array {
  const length = Math.hypot(...vector) || 1;
  return vector.map((value) => value / length);
}

function drawn<T>(values: T[], count: number, random: Random): T[] {
  const order = random.shuffle(Int32Array.from(values, (_, n) => n));
  return Array.from(order.subarray(0, count), (n) => values[n]!);
}

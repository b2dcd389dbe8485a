import * as tf from '@tensorflow/tfjs-core';

const PER_CLASS = 8;
const TOO_SIMILAR = 0.95;
/** The similarity that the densest 40 % of all pairs exceed cuts "near" from "far". */
const NEAR_SHARE = 0.4;
/** A class is represented by at most this many candidates, so that the similarities stay small. */
const MAX_CANDIDATES = 400;

/** Prototypes of all classes: unit vectors, row-major `[P, H]`, and the class of each `[P]`. */
export interface Prototypes {
  vectors: Float32Array;
  classOf: Int32Array;
}

/** Prototypes, and which row of the candidates each was `[P]`. */
export interface ChosenPrototypes extends Prototypes {
  rows: Int32Array;
}

/** Rows of `[N, H]` divided by their length (a zero row stays 0). The caller disposes. */
export function unitRows(x: tf.Tensor2D): tf.Tensor2D {
  return tf.tidy(() => tf.div(x, tf.maximum(tf.norm(x, 2, 1, true), 1e-6)));
}

/**
 * Up to 8 prototypes per class (Han et al. 2019, "Deep Self-Learning From Noisy Labels", Eq. 5 to 7): the density of a
 * candidate is the number of candidates of its class that are more similar to it than a cut, minus the number that are less; the densest is
 * taken first, then the next that is less than .95 similar to all taken (a greedy variant of Eq. 7).
 *
 * @param units `[N, H]` unit vectors of all candidates
 * @param candidates per class, rows of `units`, the most certain first
 */
export function choosePrototypes(units: tf.Tensor2D, candidates: Int32Array[]): ChosenPrototypes {
  const H = units.shape[1];
  const chosen: Float32Array[] = [];
  const classOf: number[] = [];
  const chosenRows: number[] = [];
  candidates.forEach((rows, label) => {
    if (rows.length === 0) return;
    const kept = rows.subarray(0, MAX_CANDIDATES);
    const { vectors, similarity } = similarities(units, kept);
    for (const n of densestFirst(similarity, kept.length)) {
      chosen.push(vectors.slice(n * H, (n + 1) * H));
      classOf.push(label);
      chosenRows.push(kept[n]!);
    }
  });
  const vectors = new Float32Array(chosen.length * H);
  chosen.forEach((vector, n) => vectors.set(vector, n * H));
  return { vectors, classOf: Int32Array.from(classOf), rows: Int32Array.from(chosenRows) };
}

function similarities(units: tf.Tensor2D, rows: Int32Array): { vectors: Float32Array; similarity: Float32Array } {
  const [vectors, similarity] = tf.tidy(() => {
    const own = tf.gather(units, tf.tensor1d(rows, 'int32')) as tf.Tensor2D;
    return [own, tf.matMul(own, own, false, true)];
  });
  const result = {
    vectors: Float32Array.from(vectors!.dataSync()),
    similarity: Float32Array.from(similarity!.dataSync()),
  };
  tf.dispose([vectors!, similarity!]);
  return result;
}

/** @param similarity `[m, m]` @returns up to 8 indices */
function densestFirst(similarity: Float32Array, m: number): number[] {
  const sorted = Float32Array.from(similarity).sort();
  const cut = sorted[Math.floor((1 - NEAR_SHARE) * (sorted.length - 1))]!;
  const density = new Int32Array(m);
  for (let a = 0; a < m; a++) {
    for (let b = 0; b < m; b++) density[a]! += Math.sign(similarity[a * m + b]! - cut);
  }
  const order = Array.from({ length: m }, (_, n) => n).sort((a, b) => density[b]! - density[a]! || a - b);
  const taken: number[] = [];
  for (const n of order) {
    if (taken.length === PER_CLASS) break;
    if (taken.every((other) => similarity[n * m + other]! < TOO_SIMILAR)) taken.push(n);
  }
  return taken;
}

/**
 * Mean cosine similarity of examples to each class's prototypes. A class without prototypes gets the lowest of the
 * others.
 *
 * @param similarities `[B, P]` of each example to each prototype, in [-1, 1] @returns `[B, K]` in [-1, 1]; row-major
 */
export function prototypeScores(similarities: Float32Array, classOf: Int32Array, classCount: number): Float32Array {
  const P = classOf.length;
  const B = similarities.length / P;
  const perClass = new Int32Array(classCount);
  for (const label of classOf) perClass[label]!++;
  const scores = new Float32Array(B * classCount);
  for (let b = 0; b < B; b++) {
    for (let p = 0; p < P; p++)
      scores[b * classCount + classOf[p]!]! += similarities[b * P + p]! / perClass[classOf[p]!]!;
    const row = scores.subarray(b * classCount, (b + 1) * classCount);
    let lowest = 1;
    for (let k = 0; k < classCount; k++) if (perClass[k]! > 0) lowest = Math.min(lowest, row[k]!);
    for (let k = 0; k < classCount; k++) if (perClass[k] === 0) row[k] = lowest;
  }
  return scores;
}

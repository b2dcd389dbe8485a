import * as tf from '@tensorflow/tfjs-core';
import { greedyPeaks, type PeakChooser } from './prototype-choice.js';

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
 * Up to 8 prototypes per class, as the service takes them (Han et al. 2019, "Deep Self-Learning From Noisy Labels", Eq. 5 to 7, the
 * greedy variant of `greedyPeaks`), of the 400 most certain candidates of each class. The paper draws m = 1280 images of those that were given
 * the class's label.
 *
 * @param units `[N, H]` unit vectors of all candidates
 * @param candidates per class, rows of `units`, the most certain first
 */
export function choosePrototypes(units: tf.Tensor2D, candidates: Int32Array[]): ChosenPrototypes {
  const certain = candidates.map((rows) => rows.subarray(0, MAX_CANDIDATES));
  return prototypesBy(units, certain, (similarity) => greedyPeaks(similarity));
}

/**
 * Prototypes of each class among its candidates; a class without candidates has none.
 *
 * @param units `[N, H]` unit vectors @param candidates per class, rows of `units`
 */
export function prototypesBy(units: tf.Tensor2D, candidates: Int32Array[], choose: PeakChooser): ChosenPrototypes {
  const H = units.shape[1];
  const chosen: Float32Array[] = [];
  const classOf: number[] = [];
  const chosenRows: number[] = [];
  candidates.forEach((rows, label) => {
    if (rows.length === 0) return;
    const { vectors, similarity } = similarities(units, rows);
    for (const n of choose(similarity)) {
      chosen.push(vectors.subarray(n * H, (n + 1) * H));
      classOf.push(label);
      chosenRows.push(rows[n]!);
    }
  });
  const vectors = new Float32Array(chosen.length * H);
  chosen.forEach((vector, n) => vectors.set(vector, n * H));
  return { vectors, classOf: Int32Array.from(classOf), rows: Int32Array.from(chosenRows) };
}

/** Cosines of some rows with each other (Eq. 5), `[m, m]`, and the rows `[m, H]`. */
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

import * as tf from '@tensorflow/tfjs-core';
import {
  correctedLabels,
  defaultPeaks,
  nearestPrototypeScores,
  prototypeScores,
  unitRows,
  type PeakSettings,
  type Prototypes,
  type Random,
} from '#model';
import { choices, type ChoiceName } from './choices.js';

export interface CorrectionSettings {
  choice: ChoiceName;
  peaks: PeakSettings;
  /** m: so many images are drawn of those that were given a class's label, all where there are fewer. */
  sampled: number;
  /** Eq. 8: mean over a class's prototypes, or the nearest one. */
  score: 'mean' | 'nearest';
}

/** As in the paper, m too. */
export const paperCorrection: CorrectionSettings = {
  choice: 'density peaks',
  peaks: defaultPeaks,
  sampled: 1_280,
  score: 'mean',
};

export interface Correction {
  /** `[N]` */
  labels: Int32Array;
  /** Mean number per class. */
  prototypes: number;
  /** `[P]` examples that prototypes are, and the class of each; absent where prototypes are no examples. */
  chosen?: { rows: Int32Array; classOf: Int32Array };
}

/** What labels are corrected from. */
export interface Corrected {
  /** `[N, H]` deep features, row-major */
  hidden: Float32Array;
  /** `[N]` */
  given: Int32Array;
  classCount: number;
}

/**
 * One label correction phase (Han et al. 2019, section 3.3 and Algorithm 1): images of each given class are drawn, prototypes chosen
 * among them, and every image gets the class whose prototypes it is most similar to.
 */
export function correct(of: Corrected, settings: CorrectionSettings, random: Random): Correction {
  const drawn = drawPerClass(of, settings.sampled, random);
  return correctFrom(of, drawn, settings, random);
}

/** The same with candidates that were chosen otherwise. @param rows per class */
export function correctFrom(
  of: Corrected,
  rows: Int32Array[],
  settings: CorrectionSettings,
  random: Random,
): Correction {
  const { hidden, given, classCount } = of;
  const units = tf.tidy(() => unitRows(tf.tensor2d(hidden, [given.length, hidden.length / given.length])));
  try {
    const { rows: chosen, ...prototypes } = choices[settings.choice]({ hidden, units, rows }, settings.peaks, random);
    const scoreBy = settings.score === 'mean' ? prototypeScores : nearestPrototypeScores;
    const scores = scoreBy(similarities(units, prototypes), prototypes.classOf, classCount);
    return {
      labels: correctedLabels(scores, classCount),
      prototypes: prototypes.classOf.length / classCount,
      ...(chosen && { chosen: { rows: chosen, classOf: prototypes.classOf } }),
    };
  } finally {
    units.dispose();
  }
}

function drawPerClass({ given, classCount }: Corrected, count: number, random: Random): Int32Array[] {
  const order = random.shuffle(Int32Array.from(given, (_, n) => n));
  return Array.from({ length: classCount }, (_, label) =>
    order.filter((row) => given[row] === label).subarray(0, count),
  );
}

/** `[N, P]` cosines. */
function similarities(units: tf.Tensor2D, { vectors }: Prototypes): Float32Array {
  const cosines = tf.tidy(() =>
    tf.matMul(units, tf.tensor2d(vectors, [vectors.length / units.shape[1], units.shape[1]]), false, true),
  );
  const values = Float32Array.from(cosines.dataSync());
  cosines.dispose();
  return values;
}

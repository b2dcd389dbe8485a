/** Batch peers on the same probabilities: Northcutt, Jiang & Chuang (2021), "Confident Learning", JAIR 70. */
export interface Probabilities {
  classCount: number;
  /** `[N * K]`, row by row. */
  values: ArrayLike<number>;
  given: ArrayLike<number>;
}

/** `[N]` probability of the given label. */
export function selfConfidence({ values, given, classCount: K }: Probabilities): Float64Array {
  return Float64Array.from({ length: given.length }, (_, n) => values[n * K + given[n]!]!);
}

/** `[N]` probability of the given label less that of the best other one, in [-1, 1]. */
export function normalizedMargin(set: Probabilities): Float64Array {
  return selfConfidence(set).map((own, n) => own - bestOther(set, n));
}

/** `[N]` whether another class is more probable than the given one. */
export function argmaxDiffers(set: Probabilities): boolean[] {
  return Array.from(normalizedMargin(set), (margin) => margin < 0);
}

function bestOther({ values, given, classCount: K }: Probabilities, n: number): number {
  let best = -Infinity;
  for (let k = 0; k < K; k++) if (k !== given[n]) best = Math.max(best, values[n * K + k]!);
  return best;
}

/**
 * Calibrated joint of (true, given), `[K][K]`, sums to 1 (their Eq. 1 to 3): an example counts for the most probable of the
 * classes whose mean self-confidence it reaches; rows are then brought to the number of given labels.
 * Their matrices have the given class in rows; this one has the true class there.
 */
export function confidentJoint(set: Probabilities): number[][] {
  const { given, classCount: K } = set;
  const thresholds = thresholdsOf(set);
  const counts = Array.from({ length: K }, () => Array.from({ length: K }, () => 0));
  const labels = Array.from({ length: K }, () => 0);
  for (let n = 0; n < given.length; n++) {
    labels[given[n]!]!++;
    const trueClass = confidentClass(set, n, thresholds);
    if (trueClass >= 0) counts[trueClass]![given[n]!]!++;
  }
  for (let i = 0; i < K; i++) counts[i]![i] = Math.max(counts[i]![i]!, 1);
  const columns = labels.map((_, j) => counts.reduce((sum, row) => sum + row[j]!, 0));
  return counts.map((row) => row.map((c, j) => ((c / columns[j]!) * labels[j]!) / given.length));
}

function thresholdsOf(set: Probabilities): number[] {
  const sums = Array.from({ length: set.classCount }, () => 0);
  const labels = Array.from({ length: set.classCount }, () => 0);
  selfConfidence(set).forEach((own, n) => {
    sums[set.given[n]!]! += own;
    labels[set.given[n]!]!++;
  });
  return sums.map((sum, k) => Math.max(labels[k]! > 0 ? sum / labels[k]! : 1, 2e-6) - 1e-6);
}

function confidentClass({ values, classCount: K }: Probabilities, n: number, thresholds: number[]): number {
  let best = -1;
  for (let k = 0; k < K; k++) {
    const p = values[n * K + k]!;
    if (p >= thresholds[k]! && (best < 0 || p > values[n * K + best]!)) best = k;
  }
  return best;
}

/** Q of a joint: rows divided by their sums. */
export function rowsOf(joint: number[][]): number[][] {
  return joint.map((row) => {
    const sum = row.reduce((a, b) => a + b, 0);
    return row.map((p) => p / sum);
  });
}

/**
 * "Prune by noise rate" (their section 3.2, method 4): of each off-diagonal cell of the joint, as many labels as it expects, those
 * with the largest margin for that class.
 *
 * @returns `[N]`
 */
export function pruneByNoiseRate(set: Probabilities): boolean[] {
  const { values, given, classCount: K } = set;
  const joint = confidentJoint(set);
  const flagged = Array.from({ length: given.length }, () => false);
  const ofClass = Array.from({ length: K }, () => [] as number[]);
  for (let n = 0; n < given.length; n++) ofClass[given[n]!]!.push(n);
  for (let i = 0; i < K; i++) {
    for (let j = 0; j < K; j++) {
      const margin = (n: number) => values[n * K + i]! - values[n * K + j]!;
      const expected = Math.round(joint[i]![j]! * given.length);
      const first = i === j ? [] : ofClass[j]!.toSorted((a, b) => margin(b) - margin(a)).slice(0, expected);
      for (const n of first) flagged[n] = true;
    }
  }
  const differs = argmaxDiffers(set);
  return flagged.map((is, n) => is && differs[n]!);
}

import { inverted, multiplied } from './dense-matrix.js';
import { projectToSimplex } from './simplex.js';

/** Sweeps of coordinate descent, and the change of an entry at which they end. */
const MAX_SWEEPS = 2000;
const SETTLED = 1e-10;

/**
 * Confusion matrix of a classifier on examples that it was not trained on: `C[actual][predicted] = P(predicted | actual)`,
 * rows sum to 1. With true labels for actual it is the paper's C*, with given labels its C~ (both transposed: the paper's columns
 * sum to 1).
 *
 * @param actual `[N]` @param predicted `[N]` @throws RangeError for a class that is nowhere the actual one
 */
export function confusionMatrix(
  actual: ArrayLike<number>,
  predicted: ArrayLike<number>,
  classCount: number,
): number[][] {
  const counts = Array.from({ length: classCount }, () => zeros(classCount));
  for (let n = 0; n < actual.length; n++) counts[actual[n]!]![predicted[n]!]!++;
  return counts.map((row, label) => {
    const sum = row.reduce((a, b) => a + b, 0);
    if (sum === 0) throw new RangeError(`no example of class ${label} to estimate noise from`);
    return row.map((count) => count / sum);
  });
}

/**
 * What is true where a label is given, from clean data (Sukhbaatar & Fergus 2014, "Learning from noisy labels with deep neural
 * networks", section 3.4): where predictions depend on the truth only, `C~[j] = Σ_i R[j][i] · C*[i]`, so R = C~ C*^-1 (the paper's
 * C*^-1 C~, transposed), and since sampling leaves entries below 0, each row is projected to the probability simplex. Which projection
 * is open in the paper's equations; this is the nearest point.
 *
 * @param clean C* `[true][predicted]` @param noisy C~ `[given][predicted]`
 * @returns `R[given][true] = P(true | given)`, rows sum to 1 @throws RangeError when C* has no inverse
 */
export function truthOfLabels(clean: number[][], noisy: number[][]): number[][] {
  return multiplied(noisy, inverted(clean)).map((row) => [...projectToSimplex(row)]);
}

/**
 * The same where most confusions do not happen (Eq. 5): `min_R |R C* - C~|^2 / 2 + penalty · |R|_1` over probability matrices. As
 * printed the penalty says nothing, for every probability matrix has the same |R|_1 = K. The relaxation here: R >= 0 without
 * the sums, solved by coordinate descent, so that the penalty sets small entries to 0; then each row is divided by its sum.
 *
 * @param penalty lambda > 0, in units of squared probabilities: .001 to .1
 * @returns `R[given][true]`, rows sum to 1
 */
export function sparseTruthOfLabels(clean: number[][], noisy: number[][], penalty: number): number[][] {
  const gram = clean.map((a) => clean.map((b) => dot(a, b)));
  return noisy.map((row, given) => {
    const projections = clean.map((other) => dot(other, row));
    const weights = nonNegativeLasso(gram, projections, penalty);
    const sum = weights.reduce((a, b) => a + b, 0);
    return sum > 0 ? weights.map((w) => w / sum) : weights.map((_, i) => (i === given ? 1 : 0));
  });
}

/** `min over r >= 0 of r G r / 2 - r b + penalty · Σ r`, one entry at a time. */
function nonNegativeLasso(gram: number[][], projections: number[], penalty: number): number[] {
  const r = projections.map(() => 0);
  for (let sweep = 0; sweep < MAX_SWEEPS; sweep++) {
    let largest = 0;
    for (let i = 0; i < r.length; i++) {
      const others = dot(gram[i]!, r) - gram[i]![i]! * r[i]!;
      const next = Math.max(0, (projections[i]! - others - penalty) / gram[i]![i]!);
      largest = Math.max(largest, Math.abs(next - r[i]!));
      r[i] = next;
    }
    if (largest < SETTLED) break;
  }
  return r;
}

/**
 * Bayes' rule (section 3.4, Eq. 3 and 4): `p(true = i) = Σ_j R[j][i] · p(given = j)` and
 * `Q[i][j] = R[j][i] · p(given = j) / p(true = i)`. A class that is true of no label keeps its labels: nothing is known of it.
 *
 * @param truth `R[given][true]`, rows sum to 1 @param givenShares `[K]` p(given), sums to 1
 * @returns `Q[true][given]`, rows sum to 1
 */
export function noiseOfTruth(truth: number[][], givenShares: ArrayLike<number>): number[][] {
  return truth.map((_, i) => {
    const joint = truth.map((row, j) => row[i]! * givenShares[j]!);
    const share = joint.reduce((a, b) => a + b, 0);
    return joint.map((p, j) => (share > 0 ? p / share : i === j ? 1 : 0));
  });
}

/** What a classifier predicted where the truth is known, and where labels are given; on neither was it trained. */
export interface CleanEvidence {
  classCount: number;
  /** `[N*]` each */
  clean: { truth: ArrayLike<number>; predicted: ArrayLike<number> };
  /** `[N~]` each */
  noisy: { given: ArrayLike<number>; predicted: ArrayLike<number> };
}

/**
 * The noise matrix estimated with clean data (section 3.4), by the sparse form where a penalty is given.
 *
 * @returns `Q[true][given]`, rows sum to 1 @throws RangeError for a class without examples, or when C* has no inverse
 */
export function noiseFromClean({ classCount, clean, noisy }: CleanEvidence, penalty?: number): number[][] {
  const onTruth = confusionMatrix(clean.truth, clean.predicted, classCount);
  const onLabels = confusionMatrix(noisy.given, noisy.predicted, classCount);
  const truth =
    penalty === undefined ? truthOfLabels(onTruth, onLabels) : sparseTruthOfLabels(onTruth, onLabels, penalty);
  return noiseOfTruth(truth, sharesOf(noisy.given, classCount));
}

function sharesOf(labels: ArrayLike<number>, classCount: number): number[] {
  const shares = zeros(classCount);
  for (let n = 0; n < labels.length; n++) shares[labels[n]!]! += 1 / labels.length;
  return shares;
}

function dot(a: number[], b: number[]): number {
  return a.reduce((sum, value, n) => sum + value * b[n]!, 0);
}

function zeros(size: number): number[] {
  return Array.from({ length: size }, () => 0);
}

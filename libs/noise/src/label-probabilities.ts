/**
 * Out-of-sample probabilities of labels, by a model that was trained on labels of the same sources: what it predicts is
 * the given label, `p(given | x)`, not the true one.
 */
export interface LabelProbabilities {
  classCount: number;
  /** `[N * K]` natural logs, row by row; finite. */
  logs: Float32Array;
  /** `[N]` */
  given: ArrayLike<number>;
}

/** A model that gave a class no chance at all was never that sure. */
const LEAST_PROBABILITY = 1e-6;

/** @param probabilities `[N * K]`, row by row, each in [0, 1] @param given `[N]`, each in 0..K-1 */
export function labelProbabilities(
  probabilities: ArrayLike<number>,
  given: ArrayLike<number>,
  classCount: number,
): LabelProbabilities {
  const logs = new Float32Array(given.length * classCount);
  for (let c = 0; c < logs.length; c++) logs[c] = Math.log(Math.max(probabilities[c]!, LEAST_PROBABILITY));
  return { classCount, logs, given };
}

const [LOWEST, HIGHEST] = [1 / 20, 20];
/** Labels' worth of belief that the model is calibrated already, so that few labels do not move it far. */
const PRIOR_LABELS = 10;
const GOLDEN = (Math.sqrt(5) - 1) / 2;

/**
 * The exponent c at which `softmax(c · log u)` predicts the given labels best: 1 / temperature of Guo, Pleiss, Sun &
 * Weinberger (2017), "On Calibration of Modern Neural Networks", section 4.2, fitted on the labels themselves, pulled to 1.
 * By golden section over log c, in which the score has one peak.
 *
 * @returns in [1/20, 20]; above 1 for an underconfident model
 */
export function calibratingExponent(labels: LabelProbabilities): number {
  const score = (logExponent: number) =>
    sumLogProbability(labels, Math.exp(logExponent)) - 0.5 * PRIOR_LABELS * logExponent ** 2;
  let [low, high] = [Math.log(LOWEST), Math.log(HIGHEST)];
  let [left, right] = [high - GOLDEN * (high - low), low + GOLDEN * (high - low)];
  let [atLeft, atRight] = [score(left), score(right)];
  while (high - low > 1e-3) {
    if (atLeft > atRight) {
      [high, right, atRight] = [right, left, atLeft];
      left = high - GOLDEN * (high - low);
      atLeft = score(left);
    } else {
      [low, left, atLeft] = [left, right, atRight];
      right = low + GOLDEN * (high - low);
      atRight = score(right);
    }
  }
  return Math.exp((low + high) / 2);
}

function sumLogProbability({ logs, given, classCount }: LabelProbabilities, exponent: number): number {
  let total = 0;
  for (let n = 0; n < given.length; n++) {
    const from = n * classCount;
    let max = -Infinity;
    for (let k = from; k < from + classCount; k++) max = Math.max(max, logs[k]!);
    let sum = 0;
    for (let k = from; k < from + classCount; k++) sum += Math.exp(exponent * (logs[k]! - max));
    total += exponent * (logs[from + given[n]!]! - max) - Math.log(sum);
  }
  return total;
}

import { calibratingExponent, type LabelProbabilities } from './label-probabilities.js';
import { UNITS_PER_LABEL } from './mass.js';
import { NoiseCounts } from './noise-counts.js';
import { ProjectNoise } from './noise-matrix.js';
import { softmaxInPlace } from './posterior.js';

/** The noise layer read backwards: from a model's probabilities of given labels to a belief about true ones. */
export interface NoiseInversion {
  /** a */
  exponent: number;
  /** b, `[K]`, mean 0 */
  classBias: Float64Array;
  /** Q of all labels together. */
  noise: ProjectNoise;
}

/**
 * a is at least this many times the exponent that calibrates the model to given labels. The likelihood alone puts it near
 * that exponent wherever noise grows with difficulty: there it cannot tell a label in doubt from an example in doubt.
 */
const LEAST_SHARPENING = 5;
const MOST_SHARPENING = 20;
/** Pseudo-labels that hold each class's bias at 0: a class without labels has no peak of its own. */
const BIAS_LABELS = 1;
const MAX_ROUNDS = 60;
/** Nats per label. */
const SETTLED = 1e-6;

/**
 * Fits `p(given | x) = Σ_i p(i | x) · Q[i][given]` (the noise layer: Sukhbaatar et al. 2015, "Training Convolutional Networks
 * with Noisy Labels", Eq. 2) with `p(i | x) ∝ u[i]^a · e^b[i]` and u the model's probabilities, by generalised EM over the
 * given labels: expected counts make Q (shrunk like every project's), a Newton step moves a and b.
 */
export function invertNoise(labels: LabelProbabilities): NoiseInversion {
  const floor = LEAST_SHARPENING * calibratingExponent(labels);
  const classBias = new Float64Array(labels.classCount);
  const fit = { exponent: floor, classBias, noise: new ProjectNoise(labels.classCount, new NoiseCounts()) };
  let reached = -Infinity;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const sums = expect(labels, fit);
    fit.noise = new ProjectNoise(labels.classCount, countsOf(sums.counts, labels.classCount));
    const step = sums.exponentSlope / Math.max(sums.exponentCurve, 1e-9);
    fit.exponent = Math.min(Math.max(fit.exponent + step, floor), (floor * MOST_SHARPENING) / LEAST_SHARPENING);
    moveBias(classBias, sums);
    const gained = sums.logLikelihood - reached;
    if (Math.abs(gained) < SETTLED * labels.given.length) break;
    reached = sums.logLikelihood;
  }
  return fit;
}

/** `log p(i | x)` of one example, `[K]`, not normalised. */
export function logBelief(labels: LabelProbabilities, fit: NoiseInversion, example: number): Float64Array {
  const from = example * labels.classCount;
  return fit.classBias.map((bias, i) => fit.exponent * labels.logs[from + i]! + bias);
}

/** Over all labels, t being the posterior and p the belief before the label. */
interface Expectations {
  logLikelihood: number;
  /** `[K * K]` expected labels of each (true, given). */
  counts: Float64Array;
  /** First derivative of `Σ t log p`, and the second with its sign turned: by a, and `[K]` by b. */
  exponentSlope: number;
  exponentCurve: number;
  biasSlope: Float64Array;
  biasCurve: Float64Array;
}

function expect(labels: LabelProbabilities, fit: NoiseInversion): Expectations {
  const K = labels.classCount;
  const sums: Expectations = {
    logLikelihood: 0,
    counts: new Float64Array(K * K),
    exponentSlope: 0,
    exponentCurve: 0,
    biasSlope: new Float64Array(K),
    biasCurve: new Float64Array(K),
  };
  const p = new Float64Array(K);
  for (let n = 0; n < labels.given.length; n++) {
    const row = labels.logs.subarray(n * K, (n + 1) * K);
    for (let i = 0; i < K; i++) p[i] = fit.exponent * row[i]! + fit.classBias[i]!;
    addExample(sums, softmaxInPlace(p), row, labels.given[n]!, fit.noise.column(labels.given[n]!));
  }
  return sums;
}

function addExample(sums: Expectations, p: Float64Array, row: Float32Array, given: number, column: Float64Array): void {
  const K = p.length;
  let likelihood = 0;
  let mean = 0;
  for (let i = 0; i < K; i++) {
    likelihood += p[i]! * column[i]!;
    mean += p[i]! * row[i]!;
  }
  sums.logLikelihood += Math.log(likelihood);
  for (let i = 0; i < K; i++) {
    const t = (p[i]! * column[i]!) / likelihood;
    sums.counts[i * K + given]! += t;
    sums.exponentSlope += (t - p[i]!) * row[i]!;
    sums.exponentCurve += p[i]! * (row[i]! - mean) ** 2;
    sums.biasSlope[i]! += t - p[i]!;
    sums.biasCurve[i]! += p[i]! * (1 - p[i]!);
  }
}

/** Half a Newton step per class on its own (the classes pull at each other), pulled to 0, then to mean 0. */
function moveBias(bias: Float64Array, { biasSlope, biasCurve }: Expectations): void {
  let sum = 0;
  for (let i = 0; i < bias.length; i++) {
    const step = (biasSlope[i]! - BIAS_LABELS * bias[i]!) / (biasCurve[i]! + BIAS_LABELS);
    sum += bias[i]! += 0.5 * step;
  }
  for (let i = 0; i < bias.length; i++) bias[i]! -= sum / bias.length;
}

function countsOf(expected: Float64Array, classCount: number): NoiseCounts {
  const counts = new NoiseCounts();
  expected.forEach((labels, cell) =>
    counts.add(Math.floor(cell / classCount), cell % classCount, Math.round(labels * UNITS_PER_LABEL)),
  );
  return counts;
}

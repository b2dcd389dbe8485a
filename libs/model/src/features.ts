import type { Random } from './random.js';

/** Features of many examples, row-major `[rows, dimension]`; bytes are pixels, 0 to 255. */
export interface FeatureMatrix {
  values: Float32Array | Uint8Array;
  dimension: number;
}

/** What makes features comparable: `(x - mean) / deviation`, then cut to ±8. Stored in the model version. */
export interface Standardisation {
  /** `[D]` */
  mean: Float32Array;
  /** `[D]`, each > 0 */
  deviation: Float32Array;
}

const CUT = 8;

/**
 * Per dimension for vectors; one mean and one deviation for all pixels of images, where a pixel that is nearly always
 * black would otherwise be blown up. A constant dimension becomes 0.
 */
export function fitStandardisation(features: FeatureMatrix): Standardisation {
  const { values, dimension } = features;
  const rows = values.length / dimension;
  const sums = new Float64Array(dimension);
  const squares = new Float64Array(dimension);
  for (let n = 0, d = 0; n < values.length; n++, d = d + 1 === dimension ? 0 : d + 1) {
    sums[d]! += values[n]!;
    squares[d]! += values[n]! * values[n]!;
  }
  if (values instanceof Uint8Array) {
    sums.fill(sums.reduce((a, b) => a + b, 0) / dimension);
    squares.fill(squares.reduce((a, b) => a + b, 0) / dimension);
  }
  const mean = Float32Array.from(sums, (sum) => sum / rows);
  const variance = Float64Array.from(squares, (square, d) => Math.max(0, square / rows - (sums[d]! / rows) ** 2));
  return {
    mean,
    deviation: Float32Array.from(variance, (v, d) => (v > 1e-9 * mean[d]! ** 2 ? Math.sqrt(v) : Infinity)),
  };
}

/** Row `n` of `from`, standardised, to row `m` of `to`. */
export function standardiseRow(
  from: FeatureMatrix,
  n: number,
  scaling: Standardisation,
  to: Float32Array,
  m: number,
): void {
  const D = from.dimension;
  for (let d = 0; d < D; d++) {
    const z = (from.values[n * D + d]! - scaling.mean[d]!) / scaling.deviation[d]!;
    to[m * D + d] = Math.min(CUT, Math.max(-CUT, z));
  }
}

/** @returns `[rows, D]` */
export function standardise(from: FeatureMatrix, scaling: Standardisation): Float32Array {
  const to = new Float32Array(from.values.length);
  const rows = from.values.length / from.dimension;
  for (let n = 0; n < rows; n++) standardiseRow(from, n, scaling, to, n);
  return to;
}

/**
 * Copies rows of `from` `[N, D]` into `to` `[B, D]`; each entry is dropped with probability `rate` (in steps of 1/256),
 * the rest scaled by `1 / (1 - rate)`.
 */
export function gatherWithDropout(
  from: Float32Array,
  dimension: number,
  rows: Int32Array,
  to: Float32Array,
  rate: number,
  random: Random,
): void {
  const limit = Math.round(rate * 256);
  const scale = 256 / (256 - limit);
  let bits = 0;
  for (let b = 0; b < rows.length; b++) {
    const source = rows[b]! * dimension;
    const target = b * dimension;
    for (let d = 0; d < dimension; d++) {
      bits = (d & 3) === 0 ? random.uint32() : bits >>> 8;
      to[target + d] = (bits & 255) < limit ? 0 : from[source + d]! * scale;
    }
  }
}

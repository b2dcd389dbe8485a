import type { Random } from '#model';

/** A batch as plain arrays. */
export interface BatchValues {
  /** `[B, D]` */
  x: Float32Array;
  /** `[B, K]` */
  targets: Float32Array;
  /** `[B]` */
  weights: Float32Array;
}

/**
 * Mixup (Zhang et al. 2018, Eq. 1): each example becomes `λ a + (1 - λ) b`, b another of the same batch, its target too;
 * one λ ~ Beta(alpha, alpha) per batch, as in their published training loop.
 *
 * @param batch is changed
 */
export function mixup(batch: BatchValues, rows: number, alpha: number, random: Random): void {
  const share = betaDraw(alpha, random);
  const partner = random.shuffle(Int32Array.from({ length: rows }, (_, n) => n));
  for (const values of [batch.x, batch.targets, batch.weights]) mixRows(values, partner, share);
}

function mixRows(values: Float32Array, partner: Int32Array, share: number): void {
  const size = values.length / partner.length;
  const original = Float32Array.from(values);
  partner.forEach((other, n) => {
    for (let d = 0; d < size; d++)
      values[n * size + d] = share * original[n * size + d]! + (1 - share) * original[other * size + d]!;
  });
}

/** Beta(alpha, alpha), by two gamma draws. @param alpha > 0 */
export function betaDraw(alpha: number, random: Random): number {
  const [a, b] = [gammaDraw(alpha, random), gammaDraw(alpha, random)];
  return a + b > 0 ? a / (a + b) : 0.5;
}

/** Gamma(shape, 1) (Marsaglia & Tsang 2000; below 1 by way of shape + 1). */
function gammaDraw(shape: number, random: Random): number {
  if (shape < 1) return gammaDraw(shape + 1, random) * (1 - random.next()) ** (1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = random.normal();
    const v = (1 + c * x) ** 3;
    if (v > 0 && Math.log(1 - random.next()) < (x * x) / 2 + d - d * v + d * Math.log(v)) return d * v;
  }
}

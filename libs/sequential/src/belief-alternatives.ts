import { argmax } from '#noise';

/** Belief over the true class of one example: sparse; what the classes left out have together, they share evenly. Sums to 1. */
export interface SparseBelief {
  classes: ArrayLike<number>;
  probabilities: ArrayLike<number>;
  /** Of all classes left out; 0 by default. */
  others?: number;
  classCount: number;
}

/** Exponents: below 1 the beliefs were overconfident, above 1 underconfident. */
const POWERS = [0.4, 0.6, 0.8, 1.25, 1.7, 2.5];
/** Shares of examples on which the belief knew nothing. */
const UNIFORM_SHARES = [0.02, 0.05, 0.15, 0.4];
/** The last one is the error rate learned so far. */
export const BELIEF_ALTERNATIVES = POWERS.length + UNIFORM_SHARES.length + 1;

/** What a belief may be wrong by and still pass, over all classes together. */
const TOLERANCE = 0.002;
/** Masses are rounded to 1/65536 label. */
const ROUNDING = 1 / 65536;

/** The least probability that a class is taken to have. */
export function beliefFloor(classCount: number): number {
  return TOLERANCE / classCount + ROUNDING;
}

/** How probable the most probable class is not the true one, and which class that is. */
export function topOf({ classes, probabilities }: SparseBelief): { topClass: number; errorRate: number } {
  const top = argmax(probabilities);
  return { topClass: classes[top]!, errorRate: Math.max(1 - probabilities[top]!, TOLERANCE) };
}

/**
 * What each alternative to a belief says of one class; each sums to 1 over all classes. In order: `b^power` normalised,
 * `(1 - share) b + share / K`, and b with its top class's error rate replaced, the other classes scaled. Probabilities
 * below the floor count as the floor.
 *
 * @param errorRate P(the top class is not the true one) of the last alternative, in (0, 1)
 * @returns `[11]`, and `floored`, the belief itself: max(b[trueClass], floor)
 */
export function alternativesIn(
  belief: SparseBelief,
  trueClass: number,
  errorRate: number,
): { alternatives: Float64Array; floored: number } {
  const { classes, probabilities, others = 0, classCount } = belief;
  const floor = beliefFloor(classCount);
  const kept = Array.from(probabilities, (p) => Math.max(p, floor));
  const leftOut = classCount - kept.length;
  const eachOther = others / Math.max(leftOut, 1);
  const otherFloored = Math.max(eachOther, floor);
  const sumOf = (power: number) => kept.reduce((sum, p) => sum + p ** power, leftOut * otherFloored ** power);
  const n = Array.prototype.indexOf.call(classes, trueClass);
  const [believed, floored] = n < 0 ? [eachOther, otherFloored] : [probabilities[n]!, kept[n]!];
  const top = Math.max(...kept);
  const isTop = topOf(belief).topClass === trueClass;
  const alternatives = Float64Array.from([
    ...POWERS.map((power) => floored ** power / sumOf(power)),
    ...UNIFORM_SHARES.map((share) => (1 - share) * believed + share / classCount),
    isTop ? 1 - errorRate : (errorRate * floored) / (sumOf(1) - top),
  ]);
  return { alternatives, floored };
}

/** How the losses of given labels lie beside those of random ones: what the ODD test sees. */
export interface OddHistogram {
  /** Natural log units; a given label with a loss above it is odd. */
  threshold: number;
  /** `[B + 1]`, ascending from 0. The last bin takes in all that lies above it too. */
  edges: number[];
  /** `[B]`: shares of the given labels, out of fold; they sum to 1, or are all 0 where there are none. */
  given: number[];
  /** `[B]`: shares of simulated uniformly random labels; they sum to 1. */
  random: number[];
}

const BINS = 40;
/** What of the random labels lies within the edges, and how far these reach beyond the threshold. */
const SHOWN_SHARE = 0.99;
const MARGIN = 1.25;

/** @param given any order, each >= 0 @param random ascending, each >= 0 */
export function oddHistogram(given: ArrayLike<number>, random: Float64Array, threshold: number): OddHistogram {
  const shown = random[Math.floor(SHOWN_SHARE * (random.length - 1))]!;
  const width = Math.max(shown, MARGIN * threshold, 1e-6) / BINS;
  const edges = Array.from({ length: BINS + 1 }, (_, n) => n * width);
  return { threshold, edges, given: sharesOf(given, width), random: sharesOf(random, width) };
}

function sharesOf(losses: ArrayLike<number>, width: number): number[] {
  const counts = Array.from({ length: BINS }, () => 0);
  for (let n = 0; n < losses.length; n++) counts[Math.min(Math.floor(losses[n]! / width), BINS - 1)]!++;
  return counts.map((count) => count / Math.max(losses.length, 1));
}

/** A probability as it is written in JSON: 6 decimals. */
export function presentProbability(probability: number): number {
  return Math.round(probability * 1e6) / 1e6;
}

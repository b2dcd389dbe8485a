/**
 * Share of a histogram beyond a value, the bin that holds the value divided evenly.
 * @param shares `[B]`, sum to 1
 * @param edges `[B + 1]`, ascending
 * @returns in [0, 1]
 */
export function shareBeyond(shares: readonly number[], edges: readonly number[], value: number): number {
  let beyond = 0;
  for (let n = 0; n < shares.length; n++) {
    const [from, to] = [edges[n]!, edges[n + 1]!];
    const part = to > from ? (to - value) / (to - from) : 0;
    beyond += shares[n]! * Math.min(Math.max(part, 0), 1);
  }
  return beyond;
}

/** Most of a level is for the first opening: most sources are alarmed once or never. */
const FIRST_SHARE = 0.8;

/**
 * Level of the k-th test of one source (k from 0: first opening, re-openings after): `.8 · level`, then
 * `.2 · level · 6 / (pi^2 k^2)`, which sums to `level` over all k, so that re-opened alarms spend from the same budget for ever.
 */
export function spentLevel(level: number, opening: number): number {
  if (opening === 0) return level * FIRST_SHARE;
  return (level * (1 - FIRST_SHARE) * 6) / (Math.PI ** 2 * opening ** 2);
}

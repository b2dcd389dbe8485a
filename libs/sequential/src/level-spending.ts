/**
 * Level of the k-th test of one source (k from 0: first opening, re-openings after): `level · 6 / (pi^2 (k + 1)^2)`,
 * which sums to `level` over all k, so that re-opened alarms spend from the same budget for ever.
 */
export function spentLevel(level: number, opening: number): number {
  return (level * 6) / (Math.PI ** 2 * (opening + 1) ** 2);
}

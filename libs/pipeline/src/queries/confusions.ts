import { OTHER_CLASSES, UNITS_PER_LABEL, type NoiseCounts } from '#noise';

/** Numbers per entry of `errorCells`. */
const WIDTH = 3;
/** Most sources of a large project: one for all of them. */
const none: readonly number[] = [];

/**
 * Where a source errs: `[E * 3]`, true class, given class and expected labels of each entry off the diagonal that has at
 * least one expected label.
 */
export function errorCells(counts: NoiseCounts): readonly number[] {
  const cells: number[] = [];
  for (const [trueClass, given, units] of counts.entries()) {
    if (trueClass !== given && units >= UNITS_PER_LABEL) cells.push(trueClass, given, units / UNITS_PER_LABEL);
  }
  return cells.length === 0 ? none : cells;
}

/** One entry of the project's noise matrix off its diagonal, and who is behind it. */
export interface Confusion {
  trueClass: number;
  given: number;
  /** Expected labels, of all sources. */
  count: number;
  /** Sources with at least one expected such label. */
  sources: number;
  /** The source with most of them; absent when no source has one. */
  top?: { sourceId: string; count: number };
}

/**
 * The entries with most expected labels, at least one; most counted first.
 *
 * @param pooled counts of all sources together
 * @param sources `errors` as `errorCells` makes them
 */
export function confusionsOf(
  pooled: NoiseCounts,
  sources: Iterable<{ sourceId: string; errors: readonly number[] }>,
  limit: number,
): Confusion[] {
  const found = mostCounted(pooled, limit);
  const byCell = new Map(found.map((confusion) => [keyOf(confusion.trueClass, confusion.given), confusion]));
  for (const { sourceId, errors } of sources) {
    for (let n = 0; n < errors.length; n += WIDTH) {
      const confusion = byCell.get(keyOf(errors[n]!, errors[n + 1]!));
      if (!confusion) continue;
      const count = errors[n + 2]!;
      confusion.sources++;
      if (count > (confusion.top?.count ?? 0)) confusion.top = { sourceId, count };
    }
  }
  return found;
}

function mostCounted(pooled: NoiseCounts, limit: number): Confusion[] {
  const cells = [...pooled.entries()].filter(([i, j, units]) => i !== j && units >= UNITS_PER_LABEL);
  cells.sort((a, b) => b[2] - a[2] || a[0] - b[0] || a[1] - b[1]);
  return cells
    .slice(0, limit)
    .map(([trueClass, given, units]) => ({ trueClass, given, count: units / UNITS_PER_LABEL, sources: 0 }));
}

function keyOf(trueClass: number, given: number): number {
  return trueClass * (OTHER_CLASSES + 1) + given;
}

/** What remains of a confusion's rate without its top source, as a share of the rate, at least. */
export const EVERYBODYS_SHARE = 0.75;

/**
 * Whether a confusion is no source's fault: at least two sources make it, and its rate P(given | true) without the top
 * source is at least three quarters of its rate with it. A source that makes most of the confusions because it gives most of
 * the labels is not to blame; several that are to blame together are not found by this.
 *
 * @param row expected labels of the true class, of all sources
 * @param topRow the same of the top source alone
 */
export function isEverybodys({ count, sources, top }: Confusion, row: number, topRow: number): boolean {
  if (sources < 2 || !top) return false;
  const others = Math.max(row - topRow, 0);
  if (others === 0) return false;
  return Math.max(count - top.count, 0) / others >= (EVERYBODYS_SHARE * count) / row;
}

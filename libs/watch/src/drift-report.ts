import type { DriftReport, MovedCell } from '#labels';
import { NoiseCounts, UNITS_PER_LABEL } from '#noise';
import { cellChangeInterval, changeInterval, type PastRates } from '#sequential';
import type { RecentLabel } from './recent-labels.js';
import { enteredOf, type SourceState } from './source-state.js';
import type { TestContext } from './test-context.js';

/** Cells shown. */
const MAX_CELLS = 5;
/** A cell is shown when its rate moved by more standard errors than this. */
const MOVED_ERRORS = 2;

/** A cell whose rate rose. */
export interface CellChange extends MovedCell {
  /** Index into the recent labels of the first one after the change: most likely, and a 90 % interval. */
  mostLikely: number;
  from: number;
  to: number;
}

/** When a cell's rate rose, and to what. */
export function cellChange(
  { source, classCount }: TestContext,
  { trueClass, given }: { trueClass: number; given: number },
  past: PastRates,
): CellChange {
  const { recent } = source.drift;
  const labels = recent.labels.map((label) => {
    const isTop = label.given === label.top;
    const classes = isTop ? [label.top] : [label.top, label.given];
    const probabilities = [label.inTop, label.inGiven].map((units) => units / UNITS_PER_LABEL);
    return { classes, probabilities: probabilities.slice(0, classes.length), given: label.given, classCount, past };
  });
  const { mostLikely, from, to, rateAfter } = cellChangeInterval(labels, { trueClass, given }, earlierThan(source));
  return {
    trueClass,
    givenClass: given,
    before: past.rateOf(trueClass, given),
    after: rateAfter,
    mostLikely,
    from,
    to,
  };
}

/** Labels that entered the drift test before those that are kept. */
function earlierThan(source: SourceState): { earlier: number } {
  return { earlier: enteredOf(source) - source.drift.recent.labels.length };
}

/**
 * When the source changed, from what accuracy to what, and which cells of its noise matrix moved. The interval holds the time
 * with 90 %; where it reaches back beyond the 256 labels that are kept, it begins with the source's first.
 *
 * @param accuracy before the change, in (0, 1)
 */
export function reportChange(
  { source, classCount }: TestContext,
  accuracy: number,
  cell: CellChange | undefined,
): DriftReport {
  const { recent } = source.drift;
  const { earlier } = earlierThan(source);
  const change = cell ?? changeInterval(recent.beliefs, accuracy, classCount, { earlier });
  const since = recent.labels.slice(change.mostLikely);
  const before = source.history.until(since[0]!.atMs);
  const open = change.from === 0;
  return {
    label: earlier + 1 + change.mostLikely,
    between: [open ? 1 : earlier + 1 + change.from, earlier + 1 + change.to],
    betweenMs: [open ? source.firstMs : recent.labels[change.from]!.atMs, recent.labels[change.to]!.atMs],
    from: before.correct / Math.max(before.total, 1),
    to: likeliestAccuracy(recent.beliefs.subarray(change.mostLikely), classCount),
    cells: movedCells(before, countsOf(since)),
  };
}

const EM_ROUNDS = 30;

/**
 * The accuracy under which these labels are most likely, errors uniform: EM on `Σ log(b a + (1 - b)(1 - a) / (K - 1))`.
 * @param beliefs b[given] of each
 */
function likeliestAccuracy(beliefs: Float64Array, classCount: number): number {
  let accuracy = 0.5;
  for (let round = 0; round < EM_ROUNDS; round++) {
    const right = beliefs.reduce((sum, b) => {
      const wrong = ((1 - b) * (1 - accuracy)) / (classCount - 1);
      return sum + (b * accuracy) / (b * accuracy + wrong);
    }, 0);
    accuracy = (right + 0.5) / (beliefs.length + 1);
  }
  return accuracy;
}

/** By the most probable class of each. */
function countsOf(labels: RecentLabel[]): NoiseCounts {
  const counts = new NoiseCounts();
  for (const { top, given, inTop } of labels) counts.add(top, given, inTop);
  return counts;
}

function movedCells(before: NoiseCounts, after: NoiseCounts): MovedCell[] {
  const met = [...before.entries(), ...after.entries()].map(([i, j]) => `${i} ${j}`);
  const cells = [...new Set(met)].map((key) => {
    const [trueClass, givenClass] = key.split(' ').map(Number) as [number, number];
    const [was, is] = [rateIn(before, trueClass, givenClass), rateIn(after, trueClass, givenClass)];
    const pooled = (was.hits + is.hits + 1) / (was.labels + is.labels + 2);
    const error = Math.sqrt(pooled * (1 - pooled) * (1 / (was.labels + 1) + 1 / (is.labels + 1)));
    return {
      cell: { trueClass, givenClass, before: was.rate, after: is.rate },
      errors: Math.abs(is.rate - was.rate) / error,
    };
  });
  const moved = cells.filter(({ errors }) => errors > MOVED_ERRORS).sort((a, b) => b.errors - a.errors);
  return moved.slice(0, MAX_CELLS).map(({ cell }) => cell);
}

function rateIn(counts: NoiseCounts, trueClass: number, given: number) {
  const labels = counts.rowTotal(trueClass) / UNITS_PER_LABEL;
  const hits = counts.get(trueClass, given) / UNITS_PER_LABEL;
  return { labels, hits, rate: hits / Math.max(labels, 1) };
}

import type { Pattern } from '#labels';
import { betaInterval, type NoiseCounts, OTHER_CLASSES, UNITS_PER_LABEL } from '#noise';
import type { ProjectState } from './project-state.js';
import type { SourceState } from './source-state.js';

/** Labels of a source before anything is said of it, and per class before its row is. */
const LEAST_LABELS = 20;
const LEAST_ROW = 4;
/** A spammer's rows are alike: a score below this, and below this share of what is typical. */
const RANDOM_SCORE = 0.15;
const RANDOM_SHARE = 0.3;
/** One class is given this often, and all others at most this share of how often they are true. */
const CONSTANT_SHARE = 0.8;
const OTHERS_SHARE = 0.5;
/** Two classes are exchanged when each is called the other this often. */
const SWAPPED_SHARE = 0.4;
/** Median time per label, as a share of the project's. */
const FAST_SHARE = 0.25;
const LEAST_DURATIONS = 20;
/** e-value from which another source counts as copied. */
const COPYING_E_VALUE = 20;

/**
 * What a person would recognise in a source's labels, strongest first, with the figures that speak for it. A description of
 * what was counted, not a test: whether to distrust the source is what its alarms say.
 */
export function patternsOf(source: SourceState, project: ProjectState, classCount: number): Pattern[] {
  const counts = source.history.all;
  const labels = counts.total / UNITS_PER_LABEL;
  const found = [copying(source), fast(source, project)];
  if (labels >= LEAST_LABELS) {
    const mirrored = constant(counts, project) ?? adversary(counts, labels, classCount) ?? swapped(counts);
    found.unshift(mirrored ?? random(counts, project));
  }
  return found.filter((pattern) => pattern !== undefined);
}

/**
 * How far a source's labels depend on the truth: `1 / (K (K - 1)) Σ_{c < c'} Σ_k (Q[c][k] - Q[c'][k])^2`, 1 for one who is
 * always right, 0 for one who does not look (Raykar & Yu 2012, "Eliminating spammers and ranking annotators for crowdsourced
 * labeling tasks", section 4.2). Over the rows that were met; each row's `Σ_k Q[c][k]^2` is estimated without its sampling bias
 * `(1 - Σ_k Q[c][k]^2) / (n - 1)`, without which a source with few labels would never look random.
 *
 * @returns at most 1, and where it is 0 by chance a little below; undefined when fewer than two rows have 4 labels
 */
export function spammerScore(counts: NoiseCounts): number | undefined {
  // In the order of the classes: sums of floats must not depend on when a class was first met.
  const rows = [...counts.rowTotals()].filter(
    ([i, units]) => i !== OTHER_CLASSES && units >= LEAST_ROW * UNITS_PER_LABEL,
  );
  rows.sort((a, b) => a[0] - b[0]);
  if (rows.length < 2) return undefined;
  const met = new Map(rows);
  const columns = new Map<number, number>();
  const squares = new Map<number, number>();
  for (const [i, j, units] of counts.entries()) {
    if (!met.has(i)) continue;
    const rate = units / met.get(i)!;
    columns.set(j, (columns.get(j) ?? 0) + rate);
    squares.set(i, (squares.get(i) ?? 0) + rate * rate);
  }
  let within = 0;
  let unbiased = 0;
  for (const [i, units] of rows) {
    const n = units / UNITS_PER_LABEL;
    const square = squares.get(i)!;
    within += square;
    unbiased += (n * square - 1) / (n - 1);
  }
  const between = [...columns.values()].reduce((sum, column) => sum + column * column, 0) - within;
  return unbiased / rows.length - between / (rows.length * (rows.length - 1));
}

function random(counts: NoiseCounts, { pooled }: ProjectState): Pattern | undefined {
  const score = spammerScore(counts);
  if (score === undefined || score > RANDOM_SCORE) return undefined;
  const typicalScore = spammerScore(pooled);
  if (typicalScore === undefined || score > RANDOM_SHARE * typicalScore) return undefined;
  return { kind: 'random', spammerScore: Math.max(score, 0), typicalScore };
}

function constant(counts: NoiseCounts, { classUnits, examples }: ProjectState): Pattern | undefined {
  const [given, share] = mostGiven(counts);
  const expectedShare = (classUnits.get(given) ?? 0) / UNITS_PER_LABEL / Math.max(examples, 1);
  if (share < CONSTANT_SHARE || 1 - share > OTHERS_SHARE * (1 - expectedShare)) return undefined;
  return { kind: 'constant', givenClass: given, share, expectedShare };
}

function adversary(counts: NoiseCounts, labels: number, classCount: number): Pattern | undefined {
  const right = counts.correct / UNITS_PER_LABEL;
  if (right / labels >= 1 / classCount) return undefined;
  const [, high] = betaInterval(right + 0.5, labels - right + 0.5, 0.95);
  return high < 1 / classCount ? { kind: 'adversary', accuracy: right / labels } : undefined;
}

function swapped(counts: NoiseCounts): Pattern | undefined {
  const rate = (i: number, j: number) => counts.get(i, j) / Math.max(counts.rowTotal(i), 1);
  for (const [i, j] of counts.entries()) {
    if (j <= i || Math.min(counts.rowTotal(i), counts.rowTotal(j)) < LEAST_ROW * UNITS_PER_LABEL) continue;
    const [share, shareBack] = [rate(i, j), rate(j, i)];
    if (Math.min(share, shareBack) < SWAPPED_SHARE) continue;
    return { kind: 'swapped', trueClass: i, givenClass: j, share, shareBack };
  }
  return undefined;
}

function fast({ durations }: SourceState, project: ProjectState): Pattern | undefined {
  if (durations.labels < LEAST_DURATIONS) return undefined;
  // Of the other sources: where there are few, a fast one would make itself typical.
  const [medianMs, typicalMs] = [durations.median, project.durations.without(durations).median];
  if (medianMs === undefined || typicalMs === undefined) return undefined;
  return medianMs < FAST_SHARE * typicalMs ? { kind: 'fast', medianMs, typicalMs } : undefined;
}

function copying({ copying: { test } }: SourceState): Pattern | undefined {
  const most = test.mostCopied;
  if (!most || most.logEValue < Math.log(COPYING_E_VALUE)) return undefined;
  const { partnerId, labels, agreements, expectedAgreements } = most;
  return {
    kind: 'copying',
    sourceId: partnerId,
    agreement: agreements / labels,
    expected: expectedAgreements / labels,
    examples: labels,
  };
}

function mostGiven(counts: NoiseCounts): [given: number, share: number] {
  const columns = new Map<number, number>();
  for (const [, j, units] of counts.entries()) columns.set(j, (columns.get(j) ?? 0) + units);
  for (const [j, units] of columns) columns.set(j, units + counts.get(OTHER_CLASSES, j));
  const [given, units] = [...columns].reduce((most, column) => (column[1] > most[1] ? column : most), [0, 0]);
  return [given, units / counts.total];
}

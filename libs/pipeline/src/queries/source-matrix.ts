import {
  betaInterval,
  OTHER_CLASSES,
  SourceNoise,
  UNITS_PER_LABEL,
  type PosteriorSettings,
  type ProjectNoise,
} from '#noise';
import type { SourceState } from '#watch';
import { DENSE_UP_TO, MET_UNITS } from '../read-sources.js';

/** One entry of a source's noise matrix: P(given | true). */
export interface MatrixCell {
  trueClass: number;
  given: number;
  probability: number;
  /** 95 % credible interval: the Beta marginal of the row's Dirichlet. */
  interval: [low: number, high: number];
  /** Expected number of such labels, as counted. */
  count: number;
}

export interface SourceMatrix {
  /** `[K][K]`, `[true][given]`, rows sum to 1; absent above 100 classes. */
  dense?: number[][];
  /** Entries that were met, and the diagonal of every row that was; most counted first. */
  cells: MatrixCell[];
  /** Entries that were met but are not among `cells`. */
  cellsLeftOut: number;
}

const MAX_CELLS = 500;
const COVERAGE = 0.95;
/** Intervals computed before the event loop gets a turn. */
const CELLS_PER_TURN = 20;

/** The noise matrix of one source, from all of its labels, old and new alike. */
export async function readSourceMatrix(
  state: SourceState,
  project: ProjectNoise,
  settings: PosteriorSettings,
): Promise<SourceMatrix> {
  const counts = state.history.total();
  const noise = new SourceNoise(project, counts, settings);
  const met = [...counts.entries()].filter(([i, j, units]) => i === j || units >= MET_UNITS);
  for (const [i, units] of counts.rowTotals()) {
    if (i !== OTHER_CLASSES && units >= MET_UNITS && !counts.get(i, i)) met.push([i, i, 0]);
  }
  met.sort((a, b) => b[2] - a[2] || a[0] - b[0] || a[1] - b[1]);
  const cells: MatrixCell[] = [];
  for (const [trueClass, given, units] of met.slice(0, MAX_CELLS)) {
    const probability = noise.probability(trueClass, given);
    const weight = counts.rowTotal(trueClass) / UNITS_PER_LABEL + settings.rowShrinkage;
    const interval = betaInterval(probability * weight, (1 - probability) * weight, COVERAGE);
    cells.push({ trueClass, given, probability, interval, count: units / UNITS_PER_LABEL });
    if (cells.length % CELLS_PER_TURN === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  const dense = project.classCount <= DENSE_UP_TO ? { dense: noise.matrix() } : {};
  return { ...dense, cells, cellsLeftOut: met.length - cells.length };
}

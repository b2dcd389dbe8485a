import {
  betaInterval,
  OTHER_CLASSES,
  SourceNoise,
  UNITS_PER_LABEL,
  type NoiseCounts,
  type PosteriorSettings,
  type ProjectNoise,
} from '#noise';
import type { SourceState } from '#watch';
import { DENSE_UP_TO, MET_UNITS, type ProjectReading } from '../read-sources.js';
import { Turns } from './turns.js';

/** One entry of a noise matrix: P(given | true). */
export interface MatrixCell {
  trueClass: number;
  given: number;
  probability: number;
  /** 95 % credible interval: the Beta marginal of the row's Dirichlet. */
  interval: [low: number, high: number];
  /** Expected number of such labels, as counted. */
  count: number;
}

/** The noise matrix of a source, or of a project's sources together. */
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

/** From all labels of one source, old and new alike. */
export function readSourceMatrix(
  state: SourceState,
  project: ProjectNoise,
  settings: PosteriorSettings,
): Promise<SourceMatrix> {
  const counts = state.history.all;
  const noise = new SourceNoise(project, counts, settings);
  return readMatrix(counts, project.classCount, {
    probability: (i, j) => noise.probability(i, j),
    rowWeight: (i) => counts.rowTotal(i) / UNITS_PER_LABEL + settings.rowShrinkage,
    matrix: () => noise.matrix(),
  });
}

/** From all labels of all sources. */
export function readProjectMatrix({ state, noise }: ProjectReading): Promise<SourceMatrix> {
  return readMatrix(state.pooled, noise.classCount, noise);
}

interface MatrixNoise {
  probability(trueClass: number, given: number): number;
  /** Labels behind a row, what it is pulled to included. */
  rowWeight(trueClass: number): number;
  matrix(): number[][];
}

async function readMatrix(counts: NoiseCounts, classCount: number, noise: MatrixNoise): Promise<SourceMatrix> {
  const met = metCells(counts);
  const cells: MatrixCell[] = [];
  const turns = new Turns();
  for (const [trueClass, given, units] of met.slice(0, MAX_CELLS)) {
    const probability = noise.probability(trueClass, given);
    const weight = noise.rowWeight(trueClass);
    const interval = betaInterval(probability * weight, (1 - probability) * weight, COVERAGE);
    cells.push({ trueClass, given, probability, interval, count: units / UNITS_PER_LABEL });
    await turns.pause();
  }
  const dense = classCount <= DENSE_UP_TO ? { dense: noise.matrix() } : {};
  return { ...dense, cells, cellsLeftOut: met.length - cells.length };
}

/** Most counted first. */
function metCells(counts: NoiseCounts): [trueClass: number, given: number, units: number][] {
  const met = [...counts.entries()].filter(([i, j, units]) => i === j || units >= MET_UNITS);
  for (const [i, units] of counts.rowTotals()) {
    if (i !== OTHER_CLASSES && units >= MET_UNITS && !counts.get(i, i)) met.push([i, i, 0]);
  }
  return met.sort((a, b) => b[2] - a[2] || a[0] - b[0] || a[1] - b[1]);
}

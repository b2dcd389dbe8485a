import { UNITS_PER_LABEL, type SparseMass, unitsOf } from './mass.js';
import type { NoiseCounts } from './noise-counts.js';

/** How strongly counts are pulled to what is known already, in pseudo-labels. */
export interface ShrinkageSettings {
  /** kappa: pseudo-labels per true class by which a source's row is pulled to its target row. > 0 */
  rowShrinkage: number;
  /** Pseudo-labels by which a source's overall accuracy is pulled to the project's. > 0 */
  skillShrinkage: number;
}

/** Pseudo-labels per row of the diagonal prior under the project's matrix, and its diagonal. */
const PRIOR_LABELS = 5;
const PRIOR_ACCURACY = 0.75;
const MIN_PROBABILITY = 1e-6;

/**
 * The project's noise matrix: all sources' counts pulled to a diagonal prior. `[true][given]`, rows sum to 1.
 * A snapshot: make a new one when the counts have moved.
 */
export class ProjectNoise {
  /** Diagonal, `[K]`: P(given = true | true). */
  readonly accuracy: Float64Array;
  private readonly columns = new Map<number, Float64Array>();

  constructor(
    readonly classCount: number,
    private readonly counts: NoiseCounts,
  ) {
    this.accuracy = new Float64Array(classCount);
    for (let i = 0; i < classCount; i++) this.accuracy[i] = this.probability(i, i);
  }

  /** P(given | true) of the project. */
  probability(trueClass: number, given: number): number {
    const prior = trueClass === given ? PRIOR_ACCURACY : (1 - PRIOR_ACCURACY) / (this.classCount - 1);
    const seen = this.counts.get(trueClass, given) / UNITS_PER_LABEL;
    return (seen + PRIOR_LABELS * prior) / (this.counts.rowTotal(trueClass) / UNITS_PER_LABEL + PRIOR_LABELS);
  }

  /** `[K]`: P(given | true = i) for every true class i. Cached. */
  column(given: number): Float64Array {
    let column = this.columns.get(given);
    if (!column) {
      column = Float64Array.from({ length: this.classCount }, (_, i) => this.probability(i, given));
      this.columns.set(given, column);
    }
    return column;
  }

  /** Accuracy that the project's matrix would have on these true classes (weights in any unit). */
  accuracyOn(rows: Iterable<[number, number]>): number {
    let right = 0;
    let total = 0;
    for (const [trueClass, units] of rows) {
      right += units * this.accuracy[trueClass]!;
      total += units;
    }
    return total > 0 ? right / total : mean(this.accuracy);
  }
}

/**
 * One source's noise matrix `Q[true][given] = P(given | true)`, rows sum to 1:
 * `Q_s[i] = (C_s[i] + kappa * T_s[i]) / (sum_j C_s[i][j] + kappa)`.
 * The target row T_s[i] is the project's row with its diagonal moved, in log-odds, to the source's own overall skill
 * (itself pulled to the project's accuracy on the classes that the source met), so that a source with few labels per
 * class is still told apart by what it did on all of them.
 */
export class SourceNoise {
  private readonly oddsRatio: number;

  constructor(
    readonly project: ProjectNoise,
    private readonly counts: NoiseCounts,
    private readonly settings: ShrinkageSettings,
  ) {
    const expected = project.accuracyOn(counts.rowTotals());
    const labels = counts.total / UNITS_PER_LABEL;
    const right = counts.correct / UNITS_PER_LABEL;
    const skill = (right + settings.skillShrinkage * expected) / (labels + settings.skillShrinkage);
    this.oddsRatio = odds(skill) / odds(expected);
  }

  /** Row i of the target, at one given class. */
  private target(trueClass: number, given: number, projectProbability: number): number {
    const d = Math.min(this.project.accuracy[trueClass]!, 1 - MIN_PROBABILITY);
    const shifted = (d * this.oddsRatio) / (1 - d + d * this.oddsRatio);
    return trueClass === given ? shifted : (projectProbability * (1 - shifted)) / (1 - d);
  }

  /**
   * `[K]`: P(given | true = i) for every true class i, with one example's own contribution taken out first
   * (`own`: the posterior mass with which this very label is counted now), so that no label vouches for itself.
   */
  column(given: number, own?: SparseMass): Float64Array {
    const K = this.project.classCount;
    return Float64Array.from({ length: K }, (_, i) => this.probability(i, given, own ? unitsOf(own, i) : 0));
  }

  /** One entry of `column`: P(given | true), after `ownUnits` were taken out of that cell's counts. */
  probability(trueClass: number, given: number, ownUnits = 0): number {
    const { rowShrinkage } = this.settings;
    const target = this.target(trueClass, given, this.project.column(given)[trueClass]!);
    const cell = Math.max(0, this.counts.get(trueClass, given) - ownUnits) / UNITS_PER_LABEL;
    const row = Math.max(0, this.counts.rowTotal(trueClass) - ownUnits) / UNITS_PER_LABEL;
    const p = (Math.min(cell, row) + rowShrinkage * target) / (row + rowShrinkage);
    return Math.max(p, MIN_PROBABILITY);
  }

  /** Dense `[K][K]`, rows sum to 1. */
  matrix(): number[][] {
    const K = this.project.classCount;
    const columns = Array.from({ length: K }, (_, j) => this.column(j));
    return Array.from({ length: K }, (_, i) => {
      const row = columns.map((c) => c[i]!);
      const sum = row.reduce((a, b) => a + b, 0);
      return row.map((p) => p / sum);
    });
  }

  /** Expected share of right labels, in [0, 1]: the counts' own, pulled to the project's accuracy. */
  get accuracy(): number {
    const expected = this.project.accuracyOn(this.counts.rowTotals());
    const labels = this.counts.total / UNITS_PER_LABEL;
    return (
      (this.counts.correct / UNITS_PER_LABEL + this.settings.skillShrinkage * expected) /
      (labels + this.settings.skillShrinkage)
    );
  }
}

function odds(p: number): number {
  const q = Math.min(Math.max(p, 1e-4), 1 - 1e-4);
  return q / (1 - q);
}

function mean(values: Float64Array): number {
  return values.reduce((a, b) => a + b, 0) / values.length;
}

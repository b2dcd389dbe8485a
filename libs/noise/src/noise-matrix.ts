import { OTHER_CLASSES, UNITS_PER_LABEL, type SparseMass, unitsOf } from './mass.js';
import { cellUnits, type NoiseCounts, rowUnits } from './noise-counts.js';

/** How strongly counts are pulled to what is known already, in pseudo-labels. */
export interface ShrinkageSettings {
  /** kappa: pseudo-labels per true class by which a source's row is pulled to its target row. > 0 */
  rowShrinkage: number;
  /** Pseudo-labels by which a source's overall accuracy is pulled to the project's. > 0 */
  skillShrinkage: number;
}

/** Pseudo-labels by which each row of the project's matrix is pulled to its accuracy over all classes, errors uniform. */
const PRIOR_LABELS = 5;
/** Accuracy over all classes before there are labels, and the pseudo-labels that it stands for. */
const PRIOR_ACCURACY = 0.75;
const PRIOR_ACCURACY_LABELS = 5;
/**
 * Pseudo-labels by which an accuracy that is told is pulled to the project's. Fewer than in the matrices: those of all labels
 * speak for the sources that gave most of them, which in a bad crowd are not like the others.
 */
const TOLD_SHRINKAGE = 1;
const MIN_PROBABILITY = 1e-6;
/** Columns that a snapshot keeps, in numbers: of ten thousand classes not all K of them. */
const MAX_CACHED = 4_000_000;

/**
 * The project's noise matrix: all sources' counts, each row pulled to the accuracy over all classes with errors uniform.
 * `[true][given]`, rows sum to 1.
 * A snapshot: make a new one when the counts have moved.
 */
export class ProjectNoise {
  /** Diagonal, `[K]`: P(given = true | true). */
  readonly accuracy: Float64Array;
  /** Mean of it over the classes. */
  readonly typicalAccuracy: number;
  /** `[K]` labels of each true class, as counted. */
  private readonly rows: Float64Array;
  /** Over all classes. */
  private readonly overall: number;
  private readonly columns = new Map<number, Float64Array>();
  /** Given class -> true class and units of each cell that was met; made when a column is first asked for. */
  private cells: Map<number, [trueClass: number, units: number][]> | undefined;

  constructor(
    readonly classCount: number,
    private readonly counts: NoiseCounts,
  ) {
    const rows = Float64Array.from({ length: classCount }, (_, i) => rowUnits(counts, i, classCount) / UNITS_PER_LABEL);
    this.rows = rows;
    const [right, labels] = [counts.correct / UNITS_PER_LABEL, counts.total / UNITS_PER_LABEL];
    this.overall = (right + PRIOR_ACCURACY_LABELS * PRIOR_ACCURACY) / (labels + PRIOR_ACCURACY_LABELS);
    this.accuracy = Float64Array.from(rows, (_, i) => this.probability(i, i));
    this.typicalAccuracy = mean(this.accuracy);
  }

  /** P(given | true) of the project. */
  probability(trueClass: number, given: number): number {
    return this.pulled(cellUnits(this.counts, trueClass, given, this.classCount), trueClass, given);
  }

  /** Labels behind a row, the prior's included. */
  rowWeight(trueClass: number): number {
    return this.rows[trueClass]! + PRIOR_LABELS;
  }

  /** `[K]`: P(given | true = i) for every true class i. Cached. */
  column(given: number): Float64Array {
    let column = this.columns.get(given);
    if (!column) {
      column = this.readColumn(given);
      if (this.columns.size * this.classCount > MAX_CACHED) this.columns.clear();
      this.columns.set(given, column);
    }
    return column;
  }

  /** Dense `[K][K]`, rows sum to 1. */
  matrix(): number[][] {
    const classes = Array.from({ length: this.classCount }, (_, k) => k);
    return classes.map((i) => classes.map((j) => this.probability(i, j)));
  }

  private readColumn(given: number): Float64Array {
    const others = this.counts.get(OTHER_CLASSES, given) / this.classCount;
    const column = new Float64Array(this.classCount);
    for (let i = 0; i < column.length; i++) column[i] = this.pulled(i === given ? 0 : others, i, given);
    this.cells ??= cellsByGiven(this.counts);
    for (const [i, units] of this.cells.get(given) ?? []) {
      column[i] = this.pulled(i === given ? units : units + others, i, given);
    }
    return column;
  }

  private pulled(units: number, trueClass: number, given: number): number {
    const prior = trueClass === given ? this.overall : (1 - this.overall) / (this.classCount - 1);
    return (units / UNITS_PER_LABEL + PRIOR_LABELS * prior) / (this.rows[trueClass]! + PRIOR_LABELS);
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
  private readonly skill: Skill;
  private readonly oddsRatio: number;

  constructor(
    readonly project: ProjectNoise,
    private readonly counts: NoiseCounts,
    private readonly settings: ShrinkageSettings,
  ) {
    let expected = 0;
    for (const [trueClass, units] of counts.rowTotals()) expected += units * this.projectAccuracy(trueClass);
    this.skill = { total: counts.total, correct: counts.correct, expected };
    this.oddsRatio = this.oddsRatioOf(this.skill);
  }

  /**
   * `[K]`: P(given | true = i) for every true class i, with one example's own contribution taken out first
   * (`own`: the posterior mass with which this very label is counted now), from the row and from the overall skill, so
   * that no label vouches for itself.
   */
  column(given: number, own?: SparseMass): Float64Array {
    const oddsRatio = own ? this.oddsRatioWithout(given, own) : this.oddsRatio;
    const project = this.project.column(given);
    const K = this.project.classCount;
    const [ownOthers, others] = [unitsOf(own, OTHER_CLASSES) / K, this.counts.rowTotal(OTHER_CLASSES) / K];
    const othersGiven = this.counts.get(OTHER_CLASSES, given) / K;
    const column = new Float64Array(K);
    for (let i = 0; i < K; i++) {
      const target = this.target(i, given, project[i]!, oddsRatio);
      column[i] = this.shrunk(i === given ? 0 : othersGiven, others, ownOthers, target);
    }
    // Most true classes were never met by the source: only of these are there counts to look for.
    for (const [i, units] of this.counts.rowTotals()) {
      if (i === OTHER_CLASSES) continue;
      const ownUnits = own ? unitsOf(own, i) || ownOthers : 0;
      const target = this.target(i, given, project[i]!, oddsRatio);
      column[i] = this.shrunk(cellUnits(this.counts, i, given, K), units + others, ownUnits, target);
    }
    return column;
  }

  /** One entry of `column`: P(given | true), after `ownUnits` were taken out of that cell's counts (not of the skill). */
  probability(trueClass: number, given: number, ownUnits = 0): number {
    const K = this.project.classCount;
    const target = this.target(trueClass, given, this.project.column(given)[trueClass]!, this.oddsRatio);
    const [cell, row] = [cellUnits(this.counts, trueClass, given, K), rowUnits(this.counts, trueClass, K)];
    return this.shrunk(cell, row, ownUnits, target);
  }

  private shrunk(cellUnits: number, rowUnits: number, ownUnits: number, target: number): number {
    const { rowShrinkage } = this.settings;
    const cell = Math.max(0, cellUnits - ownUnits) / UNITS_PER_LABEL;
    const row = Math.max(0, rowUnits - ownUnits) / UNITS_PER_LABEL;
    return Math.max((Math.min(cell, row) + rowShrinkage * target) / (row + rowShrinkage), MIN_PROBABILITY);
  }

  /** The target row of a true class, at one given class: the project's, its diagonal moved by the odds ratio. */
  private target(trueClass: number, given: number, projectProbability: number, oddsRatio: number): number {
    const d = Math.min(this.project.accuracy[trueClass]!, 1 - MIN_PROBABILITY);
    const shifted = (d * oddsRatio) / (1 - d + d * oddsRatio);
    return trueClass === given ? shifted : (projectProbability * (1 - shifted)) / (1 - d);
  }

  private oddsRatioWithout(given: number, own: SparseMass): number {
    const { total, correct, expected } = this.skill;
    const without = { total: total - UNITS_PER_LABEL, correct: correct - unitsOf(own, given), expected };
    own.classes.forEach((i, n) => (without.expected -= own.units[n]! * this.projectAccuracy(i)));
    return this.oddsRatioOf(without.total > 0 ? without : { total: 0, correct: 0, expected: 0 });
  }

  private oddsRatioOf(skill: Skill): number {
    return odds(this.accuracyOf(skill, this.settings.skillShrinkage)) / odds(this.expectedOf(skill));
  }

  private projectAccuracy(trueClass: number): number {
    return trueClass === OTHER_CLASSES ? this.project.typicalAccuracy : this.project.accuracy[trueClass]!;
  }

  private expectedOf({ total, expected }: Skill): number {
    return total > 0 ? expected / total : this.project.typicalAccuracy;
  }

  private accuracyOf(skill: Skill, shrinkage: number): number {
    const right = Math.max(0, Math.min(skill.correct, skill.total)) / UNITS_PER_LABEL;
    return (right + shrinkage * this.expectedOf(skill)) / (skill.total / UNITS_PER_LABEL + shrinkage);
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

  /** Expected share of right labels, in [0, 1]: the counts' own, pulled a little to the project's accuracy. */
  get accuracy(): number {
    return this.accuracyOf(this.skill, TOLD_SHRINKAGE);
  }

  /** Labels behind `accuracy`, the pull to the project included. */
  get accuracyWeight(): number {
    return this.counts.total / UNITS_PER_LABEL + TOLD_SHRINKAGE;
  }
}

function cellsByGiven(counts: NoiseCounts): Map<number, [trueClass: number, units: number][]> {
  const columns = new Map<number, [number, number][]>();
  for (const [trueClass, given, units] of counts.entries()) {
    const column = columns.get(given);
    if (column) column.push([trueClass, units]);
    else columns.set(given, [[trueClass, units]]);
  }
  return columns;
}

/** What a source did over all classes, in units: labels, right ones, right ones if it were like the project. */
interface Skill {
  total: number;
  correct: number;
  expected: number;
}

function odds(p: number): number {
  const q = Math.min(Math.max(p, 1e-4), 1 - 1e-4);
  return q / (1 - q);
}

function mean(values: Float64Array): number {
  return values.reduce((a, b) => a + b, 0) / values.length;
}

import { type ChangeInterval, type ChangeSearch, changeTime } from './change-interval.js';
import { largest, logAddExp, logMeanExp } from './mixture.js';

/** What the source's past says about its noise matrix, `Q[true][given]`. */
export interface PastRates {
  /** P(given | true); each row sums to 1, no entry is 0. */
  rateOf(trueClass: number, given: number): number;
  /** Labels of that true class in the past, >= 0. */
  labelsOf(trueClass: number): number;
}

export interface ConfusionDriftEvidence {
  /** Sparse belief without the source: classes and probabilities. */
  classes: ArrayLike<number>;
  probabilities: ArrayLike<number>;
  /** What all other classes have together, the given one not among them; 0 by default. */
  others?: number;
  given: number;
  classCount: number;
  past: PastRates;
}

export interface MovedCell {
  trueClass: number;
  given: number;
  /** Natural log of the cell's own statistic. */
  logStatistic: number;
}

/** How far above its past a cell must rise to count as changed, in standard errors of that past and on top of them. */
const ERRORS_ABOVE = 2;
const MARGIN = 0.03;
/** Alternatives, as shares of the way from there to 1. */
const RISES = [0.1, 0.3, 0.7];
/** A class that the example is less probably of begins no cell. */
const HIT_BELIEF = 0.3;
/** One that it is still less probably of moves none. */
const LEAST_BELIEF = 0.05;
/** A cell whose every alternative has come down to this is forgotten. */
const FORGOTTEN_LOG = Math.log(0.5);

/**
 * Shiryaev-Roberts e-detectors of the cells of a source's noise matrix: for each cell (i, j), i != j, the sum over change times
 * of likelihood-ratio products for "P(given j | true i) rose above its past", the rest of row i scaled, other rows as they
 * were; then the mean over the K (K - 1) cells. It finds confusions that moved while accuracy stayed. While no cell is above
 * its past plus two standard errors plus .03, and beliefs are calibrated, the average run length to threshold A is >= A labels.
 *
 * A product is begun at hits of its cell only, and forgotten when it is small. Both lower the sum, so the bound stays; and the
 * cells kept are those that were hit lately.
 */
export class ConfusionDriftDetector {
  private highest = -Infinity;

  /** @param cells true class -> given class -> log R of each alternative, `[3]` */
  constructor(readonly cells: Map<number, Map<number, Float32Array>> = new Map()) {
    for (const row of cells.values()) this.highest = largest(row.values(), this.highest);
  }

  update(evidence: ConfusionDriftEvidence): void {
    const { classes, probabilities, given } = evidence;
    const likelihoods = likelihoodsOf(evidence);
    for (let n = 0; n < classes.length; n++) {
      const trueClass = classes[n]!;
      if (probabilities[n]! >= HIT_BELIEF && given !== trueClass) this.begin(trueClass, given);
      const row = this.cells.get(trueClass);
      if (row && probabilities[n]! >= LEAST_BELIEF) this.extendRow(row, evidence, partsOf(evidence, n, likelihoods));
    }
  }

  /** From now on the cell is watched. */
  private begin(trueClass: number, given: number): void {
    let row = this.cells.get(trueClass);
    if (!row) this.cells.set(trueClass, (row = new Map()));
    if (!row.has(given)) row.set(given, new Float32Array(RISES.length).fill(-Infinity));
  }

  private extendRow(row: Map<number, Float32Array>, evidence: ConfusionDriftEvidence, parts: LikelihoodParts): void {
    for (const [cell, logSums] of row) {
      const isHit = cell === evidence.given && parts.probability >= HIT_BELIEF;
      extendCell(logSums, isHit, logRatiosOf(evidence, cell, parts, 'edge'));
      const most = Math.max(...logSums);
      if (most < FORGOTTEN_LOG) row.delete(cell);
      this.highest = Math.max(this.highest, most);
    }
    if (row.size === 0) this.cells.delete(parts.trueClass);
  }

  /** At least `logStatistic`, a mean over the cells, and cheap: no sum has been above it. */
  get logCeiling(): number {
    return this.highest;
  }

  /** Natural log of the statistic; compare with log(run length). */
  logStatistic(classCount: number): number {
    let sum = -Infinity;
    for (const row of this.cells.values()) {
      for (const logSums of row.values()) sum = logAddExp(sum, logMeanExp(logSums));
    }
    return sum - Math.log(classCount * (classCount - 1));
  }

  /** The cells that are watched now, the one that speaks most for a change first. */
  movedCells(): MovedCell[] {
    const cells: MovedCell[] = [];
    for (const [trueClass, row] of this.cells) {
      for (const [given, logSums] of row) cells.push({ trueClass, given, logStatistic: logMeanExp(logSums) });
    }
    return cells.sort((a, b) => b.logStatistic - a.logStatistic);
  }
}

/** P(label) = `rest` (the other classes) + `probability` · P(given | trueClass). */
interface LikelihoodParts {
  trueClass: number;
  probability: number;
  /** P(given | trueClass) in the past. */
  rate: number;
  rest: number;
}

/** P(label and class) in the past, of each class in the belief. */
function likelihoodsOf({ classes, probabilities, given, past }: ConfusionDriftEvidence): Float64Array {
  const likelihoods = new Float64Array(classes.length);
  for (let n = 0; n < classes.length; n++) likelihoods[n] = probabilities[n]! * past.rateOf(classes[n]!, given);
  return likelihoods;
}

function partsOf(
  { classes, probabilities, others = 0, given, classCount, past }: ConfusionDriftEvidence,
  n: number,
  likelihoods: ArrayLike<number>,
): LikelihoodParts {
  let rest = others === 0 ? 0 : (others * (1 - past.rateOf(given, given))) / (classCount - 1);
  for (let k = 0; k < likelihoods.length; k++) if (k !== n) rest += likelihoods[k]!;
  return { trueClass: classes[n]!, probability: probabilities[n]!, rate: likelihoods[n]! / probabilities[n]!, rest };
}

function extendCell(logSums: Float32Array, isHit: boolean, logRatios: Float64Array): void {
  for (let k = 0; k < RISES.length; k++) {
    const begun = isHit ? logAddExp(logSums[k]!, 0) : logSums[k]!;
    logSums[k] = begun + logRatios[k]!;
  }
}

/**
 * `[3]`: log likelihood ratio of one label for "this cell rose", for each alternative, against the edge of what counts as its past
 * (so that a test is fair), or against its past itself (the best guess, for finding the time).
 */
function logRatiosOf(
  { given, past }: ConfusionDriftEvidence,
  cell: number,
  { trueClass, probability, rate, rest }: LikelihoodParts,
  against: 'edge' | 'past',
): Float64Array {
  const cellRate = given === cell ? rate : past.rateOf(trueClass, cell);
  const edge = highestRate(cellRate, past.labelsOf(trueClass));
  const scaled = rate / (1 - cellRate);
  const likelihood = (p: number) => rest + probability * (given === cell ? p : scaled * (1 - p));
  const unchanged = likelihood(against === 'past' ? cellRate : edge);
  const logRatios = new Float64Array(RISES.length);
  for (let k = 0; k < RISES.length; k++) logRatios[k] = Math.log(likelihood(edge + RISES[k]! * (1 - edge)) / unchanged);
  return logRatios;
}

/** The highest rate of a cell that still counts as its past. */
function highestRate(rate: number, labels: number): number {
  const error = Math.sqrt((rate * (1 - rate)) / Math.max(labels, 1));
  return Math.min(rate + ERRORS_ABOVE * error + MARGIN, 0.99);
}

/**
 * When a cell of the noise matrix rose, and to what rate: see changeTime.
 *
 * @param labels the last tested labels, oldest first, `[n]`, n >= 1
 */
export function cellChangeInterval(
  labels: ConfusionDriftEvidence[],
  { trueClass, given }: Pick<MovedCell, 'trueClass' | 'given'>,
  search: ChangeSearch = {},
): ChangeInterval & { rateAfter: number } {
  const logRatios = labels.map((label) => {
    const n = Array.prototype.indexOf.call(label.classes, trueClass);
    if (n < 0 || label.probabilities[n]! < LEAST_BELIEF) return new Float64Array(RISES.length);
    return logRatiosOf(label, given, partsOf(label, n, likelihoodsOf(label)), 'past');
  });
  const { interval, alternatives } = changeTime(logRatios, search);
  const { past } = labels.at(-1)!;
  const highest = highestRate(past.rateOf(trueClass, given), past.labelsOf(trueClass));
  const rise = alternatives.reduce((sum, weight, k) => sum + weight * RISES[k]!, 0);
  return { ...interval, rateAfter: highest + rise * (1 - highest) };
}

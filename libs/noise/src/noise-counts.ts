import type { SparseMass } from './mass.js';

/**
 * Sufficient statistics of a noise matrix: how much posterior mass met each (true, given) pair, in units of 1/65536
 * label. Sparse: memory grows with the pairs that were seen, not with K^2. Integer additions, so exact and independent
 * of order; what `update` adds, `revert` takes away to the bit.
 */
export class NoiseCounts {
  /** given -> true -> units */
  private readonly columns = new Map<number, Map<number, number>>();
  private readonly rows = new Map<number, number>();
  private sum = 0;
  private diagonal = 0;

  /** Posterior mass of one label's example, counted under the class that was given. */
  update(mass: SparseMass, given: number): void {
    for (let n = 0; n < mass.classes.length; n++) this.add(mass.classes[n]!, given, mass.units[n]!);
  }

  revert(mass: SparseMass, given: number): void {
    for (let n = 0; n < mass.classes.length; n++) this.add(mass.classes[n]!, given, -mass.units[n]!);
  }

  /**
   * Adds `weight` times another's counts: 1 merges; a fraction reads old counts with less weight. Rounded to whole units,
   * so that the result does not depend on the order in which cells were first met.
   */
  merge(other: NoiseCounts, weight = 1): void {
    for (const [trueClass, given, units] of other.entries()) {
      const weighted = Math.round(units * weight);
      if (weighted !== 0) this.add(trueClass, given, weighted);
    }
  }

  add(trueClass: number, given: number, units: number): void {
    let column = this.columns.get(given);
    if (!column) this.columns.set(given, (column = new Map()));
    put(column, trueClass, units);
    if (column.size === 0) this.columns.delete(given);
    put(this.rows, trueClass, units);
    this.sum += units;
    if (trueClass === given) this.diagonal += units;
  }

  get(trueClass: number, given: number): number {
    return this.columns.get(given)?.get(trueClass) ?? 0;
  }

  /** Counts of all true classes under one given class. */
  column(given: number): ReadonlyMap<number, number> {
    return this.columns.get(given) ?? empty;
  }

  /** Units of all labels whose true class is this one. */
  rowTotal(trueClass: number): number {
    return this.rows.get(trueClass) ?? 0;
  }

  /** True classes that were met, with their units. */
  rowTotals(): ReadonlyMap<number, number> {
    return this.rows;
  }

  /** Units of all labels. */
  get total(): number {
    return this.sum;
  }

  /** Units on the diagonal: the expected number of right labels. */
  get correct(): number {
    return this.diagonal;
  }

  *entries(): IterableIterator<[trueClass: number, given: number, units: number]> {
    for (const [given, column] of this.columns)
      for (const [trueClass, units] of column) yield [trueClass, given, units];
  }

  /** Flat triples (true, given, units), ordered: equal counts serialize to equal bytes. */
  toTriples(): number[] {
    const keys = new Float64Array(this.cells());
    let n = 0;
    for (const [given, column] of this.columns)
      for (const trueClass of column.keys()) keys[n++] = trueClass * KEY + given;
    const triples: number[] = [];
    for (const key of keys.sort()) {
      const [trueClass, given] = [Math.floor(key / KEY), key % KEY];
      triples.push(trueClass, given, this.get(trueClass, given));
    }
    return triples;
  }

  private cells(): number {
    let cells = 0;
    for (const column of this.columns.values()) cells += column.size;
    return cells;
  }

  static fromTriples(triples: ArrayLike<number>): NoiseCounts {
    const counts = new NoiseCounts();
    for (let n = 0; n < triples.length; n += 3) counts.add(triples[n]!, triples[n + 1]!, triples[n + 2]!);
    return counts;
  }
}

/** Above any class index: `true * KEY + given` orders cells by true class, then given class. */
const KEY = 2 ** 24;

const empty: ReadonlyMap<number, number> = new Map();

function put(cells: Map<number, number>, key: number, units: number): void {
  const value = (cells.get(key) ?? 0) + units;
  if (value === 0) cells.delete(key);
  else cells.set(key, value);
}

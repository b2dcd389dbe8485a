import { ByteReader, ByteWriter } from './byte-codec.js';
import { OTHER_CLASSES, type SparseMass } from './mass.js';
import { SortedCells } from './sorted-cells.js';

/** Above any class index: `true * KEY + given` orders cells by true class, then given class. */
const KEY = 2 ** 24;
/** Another's counts are merged cell by cell where they are fewer than this share of what is there. */
const FEW = 1 / 16;

/**
 * Sufficient statistics of a noise matrix: how much posterior mass met each (true, given) pair, in units of 1/65536
 * label. Sparse: memory grows with the pairs that were seen, not with K^2. Integer additions, so exact and independent
 * of order; what `update` adds, `revert` takes away to the bit. What masses have for the classes that they do not keep is counted
 * in a row of its own, of true class OTHER_CLASSES.
 */
export class NoiseCounts {
  private cells = new SortedCells();
  /** True class -> units; made when first asked for. */
  private rows: Map<number, number> | undefined;
  /** The same as bytes; made when first asked for, gone with the next change. */
  private bytes: Uint8Array | undefined;
  private sum = 0;
  private diagonal = 0;

  /** Posterior mass of one label's example, counted under the class that was given. */
  update(mass: SparseMass, given: number): void {
    for (let n = 0; n < mass.classes.length; n++) this.add(mass.classes[n]!, given, mass.units[n]!);
  }

  revert(mass: SparseMass, given: number): void {
    for (let n = 0; n < mass.classes.length; n++) this.add(mass.classes[n]!, given, -mass.units[n]!);
  }

  /** The posterior of one label's example moved. */
  move(before: SparseMass, after: SparseMass, given: number): void {
    // In this order: a cell that both have does not go and come back.
    this.update(after, given);
    this.revert(before, given);
  }

  /**
   * Adds `weight` times another's counts: 1 merges; a fraction reads old counts with less weight. Rounded to whole units,
   * so that the result does not depend on the order in which cells were first met.
   */
  merge(other: NoiseCounts, weight = 1): void {
    if (other.cells.size < this.cells.size * FEW) {
      other.cells.forEach((key, units) => this.addAt(key, Math.round(units * weight)));
      return;
    }
    const own = this.cells.rows();
    const others = other.cells.rows();
    this.clear();
    for (let n = 0, m = 0; n < own.keys.length || m < others.keys.length;) {
      const key = Math.min(own.keys[n] ?? Infinity, others.keys[m] ?? Infinity);
      let units = own.keys[n] === key ? own.units[n++]! : 0;
      if (others.keys[m] === key) units += Math.round(others.units[m++]! * weight);
      if (units !== 0) this.append(key, units);
    }
  }

  /**
   * Each of a row of counts as it is seen among the others: `sum_m counts[m] * product of the decays between n and m`,
   * rounded to whole units. All of them cost about twice one of them.
   *
   * @param decays how much of `counts[n - 1]` is seen from `counts[n]` and the other way round; the first is not read
   */
  static smoothed(counts: NoiseCounts[], decays: number[]): NoiseCounts[] {
    const keys = [...new Set(counts.flatMap((c) => c.cells.rows().keys))].sort((a, b) => a - b);
    const dense = counts.map((c) => keys.map((key) => c.cells.get(key)));
    const sums = dense.map((cells) => [...cells]);
    const behind = new Float64Array(keys.length);
    const ahead = new Float64Array(keys.length);
    for (let n = 1, m = counts.length - 2; n < counts.length; n++, m--) {
      for (let k = 0; k < keys.length; k++) {
        behind[k] = (behind[k]! + dense[n - 1]![k]!) * decays[n]!;
        ahead[k] = (ahead[k]! + dense[m + 1]![k]!) * decays[m + 1]!;
        sums[n]![k]! += behind[k]!;
        sums[m]![k]! += ahead[k]!;
      }
    }
    return sums.map((cells) => NoiseCounts.fromCells(keys, cells.map(Math.round)));
  }

  add(trueClass: number, given: number, units: number): void {
    this.addAt(trueClass * KEY + given, units);
  }

  get(trueClass: number, given: number): number {
    return this.cells.get(trueClass * KEY + given);
  }

  /** Units of all labels whose true class is this one. */
  rowTotal(trueClass: number): number {
    return this.rowTotals().get(trueClass) ?? 0;
  }

  /** True classes that were met, with their units. */
  rowTotals(): ReadonlyMap<number, number> {
    if (!this.rows) {
      const rows = new Map<number, number>();
      this.cells.forEach((key, units) => put(rows, Math.floor(key / KEY), units));
      this.rows = rows;
    }
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

  /** Cells that are not 0. */
  get size(): number {
    return this.cells.size;
  }

  /** Ordered by true class, then given class; what is counted for no class in particular (OTHER_CLASSES) is left out. */
  *entries(): IterableIterator<[trueClass: number, given: number, units: number]> {
    const { keys, units } = this.cells.rows();
    for (let n = 0; n < keys.length && keys[n]! < OTHER_CLASSES * KEY; n++) {
      yield [Math.floor(keys[n]! / KEY), keys[n]! % KEY, units[n]!];
    }
  }

  /** Flat triples (true, given, units), ordered: equal counts make equal triples. */
  toTriples(): number[] {
    const triples: number[] = [];
    this.cells.forEach((key, units) => triples.push(Math.floor(key / KEY), key % KEY, units));
    return triples;
  }

  static fromTriples(triples: ArrayLike<number>): NoiseCounts {
    const counts = new NoiseCounts();
    for (let n = 0; n < triples.length; n += 3) counts.add(triples[n]!, triples[n + 1]!, triples[n + 2]!);
    return counts;
  }

  /**
   * Row by row: the step from the row before, then of each cell twice the step from the cell before (and 1 more for a row's last),
   * and its units. Each number in as few bytes as it needs. Not to be written to.
   */
  toBytes(): Uint8Array {
    if (this.bytes) return this.bytes;
    const writer = new ByteWriter();
    let [row, given] = [0, 0];
    let before: { step: number; units: number } | undefined;
    const writeBefore = (isLast: boolean) => {
      if (!before) return;
      writer.write(2 * before.step + (isLast ? 1 : 0));
      writer.write(before.units);
    };
    this.cells.forEach((key, units) => {
      const trueClass = Math.floor(key / KEY);
      const opens = !before || trueClass !== row;
      writeBefore(opens);
      if (opens) writer.write(trueClass - row);
      if (opens) [row, given] = [trueClass, 0];
      before = { step: (key % KEY) - given, units };
      given = key % KEY;
    });
    writeBefore(true);
    return (this.bytes = writer.toBytes());
  }

  /** @param bytes must not be written to later */
  static fromBytes(bytes: Uint8Array): NoiseCounts {
    const counts = new NoiseCounts();
    const reader = new ByteReader(bytes);
    let key = 0;
    while (!reader.atEnd) {
      key = (Math.floor(key / KEY) + reader.read()) * KEY;
      for (let isLast = false; !isLast;) {
        const step = reader.read();
        key += step >> 1;
        isLast = step % 2 === 1;
        counts.append(key, reader.read());
      }
    }
    counts.bytes = bytes;
    return counts;
  }

  private static fromCells(keys: number[], cells: number[]): NoiseCounts {
    const counts = new NoiseCounts();
    for (let n = 0; n < keys.length; n++) if (cells[n] !== 0) counts.append(keys[n]!, cells[n]!);
    return counts;
  }

  private addAt(key: number, units: number): void {
    if (units === 0) return;
    this.cells.add(key, units);
    const trueClass = Math.floor(key / KEY);
    if (this.rows) put(this.rows, trueClass, units);
    this.bytes = undefined;
    this.sum += units;
    if (trueClass === key % KEY) this.diagonal += units;
  }

  private clear(): void {
    this.cells = new SortedCells();
    this.rows = undefined;
    this.bytes = undefined;
    this.sum = 0;
    this.diagonal = 0;
  }

  /** A cell beyond all others. */
  private append(key: number, units: number): void {
    this.cells.append(key, units);
    this.sum += units;
    if (Math.floor(key / KEY) === key % KEY) this.diagonal += units;
  }
}

/**
 * Units of one cell, with an equal share of what is counted for no class in particular: those labels were not of the class
 * that was given.
 */
export function cellUnits(counts: NoiseCounts, trueClass: number, given: number, classCount: number): number {
  const own = counts.get(trueClass, given);
  return trueClass === given ? own : own + counts.get(OTHER_CLASSES, given) / classCount;
}

/** Units of all labels of a true class, with an equal share of those that are of no class in particular. */
export function rowUnits(counts: NoiseCounts, trueClass: number, classCount: number): number {
  return counts.rowTotal(trueClass) + counts.rowTotal(OTHER_CLASSES) / classCount;
}

function put(totals: Map<number, number>, key: number, units: number): void {
  const value = (totals.get(key) ?? 0) + units;
  if (value === 0) totals.delete(key);
  else totals.set(key, value);
}

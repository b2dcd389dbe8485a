import { ByteReader, ByteWriter } from './byte-codec.js';
import type { SparseMass } from './mass.js';

/** Above any class index: `true * KEY + given` orders cells by true class, then given class. */
const KEY = 2 ** 24;

/**
 * Sufficient statistics of a noise matrix: how much posterior mass met each (true, given) pair, in units of 1/65536
 * label. Sparse: memory grows with the pairs that were seen, not with K^2. Integer additions, so exact and independent
 * of order; what `update` adds, `revert` takes away to the bit.
 */
export class NoiseCounts {
  /** Of the cells that are not 0, in order. */
  private keys: number[] = [];
  private cells: number[] = [];
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
    const { keys, cells } = this;
    this.clear();
    for (let n = 0, m = 0; n < keys.length || m < other.keys.length;) {
      const own = keys[n] ?? Infinity;
      const others = other.keys[m] ?? Infinity;
      let units = own <= others ? cells[n++]! : 0;
      if (others <= own) units += Math.round(other.cells[m++]! * weight);
      if (units !== 0) this.append(Math.min(own, others), units);
    }
  }

  /**
   * Each of a row of counts as it is seen among the others: `sum_m counts[m] * product of the decays between n and m`,
   * rounded to whole units. All of them cost about twice one of them.
   *
   * @param decays how much of `counts[n - 1]` is seen from `counts[n]` and the other way round; the first is not read
   */
  static smoothed(counts: NoiseCounts[], decays: number[]): NoiseCounts[] {
    const keys = [...new Set(counts.flatMap((c) => c.keys))].sort((a, b) => a - b);
    const dense = counts.map((c) => keys.map((key) => c.at(key)));
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
    if (units === 0) return;
    const key = trueClass * KEY + given;
    const place = this.placeOf(key);
    if (this.keys[place] !== key) {
      this.keys.splice(place, 0, key);
      this.cells.splice(place, 0, units);
    } else if ((this.cells[place]! += units) === 0) {
      this.keys.splice(place, 1);
      this.cells.splice(place, 1);
    }
    if (this.rows) put(this.rows, trueClass, units);
    this.bytes = undefined;
    this.sum += units;
    if (trueClass === given) this.diagonal += units;
  }

  get(trueClass: number, given: number): number {
    return this.at(trueClass * KEY + given);
  }

  /** Units of all labels whose true class is this one. */
  rowTotal(trueClass: number): number {
    return this.rowTotals().get(trueClass) ?? 0;
  }

  /** True classes that were met, with their units. */
  rowTotals(): ReadonlyMap<number, number> {
    if (!this.rows) {
      this.rows = new Map();
      for (let n = 0; n < this.keys.length;) {
        const row = Math.floor(this.keys[n]! / KEY);
        let units = 0;
        for (const end = (row + 1) * KEY; n < this.keys.length && this.keys[n]! < end; n++) units += this.cells[n]!;
        put(this.rows, row, units);
      }
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

  /** Ordered by true class, then given class. */
  *entries(): IterableIterator<[trueClass: number, given: number, units: number]> {
    for (let n = 0; n < this.keys.length; n++) {
      const key = this.keys[n]!;
      yield [Math.floor(key / KEY), key % KEY, this.cells[n]!];
    }
  }

  /** Flat triples (true, given, units), ordered: equal counts make equal triples. */
  toTriples(): number[] {
    const triples: number[] = [];
    for (let n = 0; n < this.keys.length; n++) {
      const key = this.keys[n]!;
      triples.push(Math.floor(key / KEY), key % KEY, this.cells[n]!);
    }
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
    const { keys } = this;
    const writer = new ByteWriter();
    let [row, given] = [0, 0];
    for (let n = 0; n < keys.length; n++) {
      const trueClass = Math.floor(keys[n]! / KEY);
      if (n === 0 || trueClass !== row) {
        writer.write(trueClass - row);
        [row, given] = [trueClass, 0];
      }
      const isLast = n + 1 === keys.length || keys[n + 1]! >= (row + 1) * KEY;
      writer.write(2 * ((keys[n]! % KEY) - given) + (isLast ? 1 : 0));
      writer.write(this.cells[n]!);
      given = keys[n]! % KEY;
    }
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

  private clear(): void {
    this.keys = [];
    this.cells = [];
    this.rows = undefined;
    this.bytes = undefined;
    this.sum = 0;
    this.diagonal = 0;
  }

  /** A cell beyond all others. */
  private append(key: number, units: number): void {
    this.keys.push(key);
    this.cells.push(units);
    this.sum += units;
    if (Math.floor(key / KEY) === key % KEY) this.diagonal += units;
  }

  private at(key: number): number {
    const place = this.placeOf(key);
    return this.keys[place] === key ? this.cells[place]! : 0;
  }

  /** Where the key is, or belongs. */
  private placeOf(key: number): number {
    let low = 0;
    let high = this.keys.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.keys[middle]! < key) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function put(totals: Map<number, number>, key: number, units: number): void {
  const value = (totals.get(key) ?? 0) + units;
  if (value === 0) totals.delete(key);
  else totals.set(key, value);
}

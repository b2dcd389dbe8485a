/** Cells of one leaf, ascending by key; none is 0. */
interface Leaf {
  keys: number[];
  units: number[];
}

/** A leaf that grows beyond this is cut in two: what an insertion moves stays small, however many cells there are. */
const MAX_LEAF = 512;

/** Whole numbers by key, in ascending order of keys; one that comes to 0 is forgotten. A few cells cost two small arrays. */
export class SortedCells {
  private readonly leaves: Leaf[] = [];
  private cells = 0;

  get size(): number {
    return this.cells;
  }

  get(key: number): number {
    const leaf = this.leaves[this.leafOf(key)];
    if (!leaf) return 0;
    const place = placeOf(leaf.keys, key);
    return leaf.keys[place] === key ? leaf.units[place]! : 0;
  }

  add(key: number, units: number): void {
    if (units === 0) return;
    const n = Math.max(this.leafOf(key), 0);
    const leaf = this.leaves[n];
    if (!leaf) return this.append(key, units);
    const place = placeOf(leaf.keys, key);
    if (leaf.keys[place] !== key) this.insert(n, place, key, units);
    else if ((leaf.units[place]! += units) === 0) this.remove(n, place);
  }

  /** A cell beyond all others. */
  append(key: number, units: number): void {
    const last = this.leaves.at(-1);
    this.cells++;
    if (!last || last.keys.length >= MAX_LEAF) this.leaves.push({ keys: [key], units: [units] });
    else {
      last.keys.push(key);
      last.units.push(units);
    }
  }

  forEach(visit: (key: number, units: number) => void): void {
    for (const { keys, units } of this.leaves) for (let n = 0; n < keys.length; n++) visit(keys[n]!, units[n]!);
  }

  /** All of them, in order. Not to be written to. */
  rows(): Readonly<Leaf> {
    const [only] = this.leaves;
    if (only && this.leaves.length === 1) return only;
    return { keys: this.leaves.flatMap((leaf) => leaf.keys), units: this.leaves.flatMap((leaf) => leaf.units) };
  }

  /** The last leaf that begins at the key or before; -1 before all. */
  private leafOf(key: number): number {
    let low = 0;
    let high = this.leaves.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.leaves[middle]!.keys[0]! <= key) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  private insert(n: number, place: number, key: number, units: number): void {
    const leaf = this.leaves[n]!;
    leaf.keys.splice(place, 0, key);
    leaf.units.splice(place, 0, units);
    this.cells++;
    if (leaf.keys.length <= MAX_LEAF) return;
    const half = MAX_LEAF / 2;
    this.leaves.splice(n + 1, 0, { keys: leaf.keys.splice(half), units: leaf.units.splice(half) });
  }

  private remove(n: number, place: number): void {
    const leaf = this.leaves[n]!;
    leaf.keys.splice(place, 1);
    leaf.units.splice(place, 1);
    this.cells--;
    if (leaf.keys.length === 0) this.leaves.splice(n, 1);
  }
}

/** Where the key is, or belongs. */
function placeOf(keys: number[], key: number): number {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (keys[middle]! < key) low = middle + 1;
    else high = middle;
  }
  return low;
}

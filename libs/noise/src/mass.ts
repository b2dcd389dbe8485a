/** One label, in the integer units in which posteriors are counted. */
export const UNITS_PER_LABEL = 65536;

/** Up to this many classes a mass is whole; of more, so many at most are kept, and the others make one entry. */
export const TOP_CLASSES = 32;
/** Stands in a mass, and as a true class in counts, for all classes that are not kept. Above every class index. */
export const OTHER_CLASSES = 2 ** 24 - 1;
/** A class is kept when it is this many times as probable as if all were alike, and not quite negligible. */
const TIMES_UNIFORM = 2;
const LEAST_KEPT = 1 / 256;

/**
 * Sparse distribution: classes ascending, integer units > 0 that sum to exactly 65536. The last class may be OTHER_CLASSES: what
 * the classes that are not kept have together, each of them alike.
 */
export interface SparseMass {
  classes: number[];
  units: number[];
}

/**
 * Rounds a distribution to integer units that sum to exactly 65536: largest remainder first, ties to the lower class. So
 * counts are exact and independent of order. Up to 32 classes are kept as they are. Of more, those that stand out (2 / K and
 * 1/256 at least; 32 at most, ties to the lower class; the most probable always): a flat tail, which says nothing of any of its
 * classes, stays one number and costs no cell of a matrix.
 *
 * @param distribution `[K]`, each >= 0, sum > 0
 * @throws RangeError when an entry is negative or not finite, or all are 0
 */
export function toMass(distribution: ArrayLike<number>): SparseMass {
  const sum = checkedSum(distribution);
  const kept = keptOf(distribution, sum);
  const shares = kept.map((k) => distribution[k]! / sum);
  const others = kept.length === distribution.length ? 0 : othersOf(distribution, kept) / sum;
  if (others > 0) {
    kept.push(OTHER_CLASSES);
    shares.push(others);
  }
  const units = roundToLabel(shares);
  return { classes: kept.filter((_, n) => units[n]! > 0), units: units.filter((u) => u > 0) };
}

function checkedSum(distribution: ArrayLike<number>): number {
  let sum = 0;
  for (let k = 0; k < distribution.length; k++) {
    const p = distribution[k]!;
    if (!(p >= 0)) throw new RangeError(`a probability must be >= 0, got ${p} for class ${k}`);
    sum += p;
  }
  if (sum > 0 && Number.isFinite(sum)) return sum;
  throw new RangeError(`a distribution must have a positive finite sum, got ${sum}`);
}

/** Classes ascending. */
function keptOf(distribution: ArrayLike<number>, sum: number): number[] {
  const classCount = distribution.length;
  const isWhole = classCount <= TOP_CLASSES;
  const least = isWhole ? 0 : sum * Math.max(TIMES_UNIFORM / classCount, LEAST_KEPT);
  const kept: number[] = [];
  let most = 0;
  for (let k = 0; k < classCount; k++) {
    const p = distribution[k]!;
    if (p > 0 && p >= least) kept.push(k);
    if (p > distribution[most]!) most = k;
  }
  if (kept.length === 0) return [most];
  if (kept.length <= TOP_CLASSES) return kept;
  kept.sort((a, b) => distribution[b]! - distribution[a]! || a - b);
  return kept.slice(0, TOP_CLASSES).sort((a, b) => a - b);
}

/** What the classes have together that are not kept. */
function othersOf(distribution: ArrayLike<number>, kept: number[]): number {
  let sum = 0;
  for (let k = 0, n = 0; k < distribution.length; k++) {
    if (kept[n] === k) n++;
    else sum += distribution[k]!;
  }
  return sum;
}

/** Whole units that sum to one label: rounded down, then one more each, largest remainder first. */
function roundToLabel(shares: number[]): number[] {
  const remainders = shares.map((share) => share * UNITS_PER_LABEL);
  const units = remainders.map(Math.floor);
  let missing = UNITS_PER_LABEL;
  for (let n = 0; n < units.length; n++) {
    remainders[n]! -= units[n]!;
    missing -= units[n]!;
  }
  for (; missing > 0; missing--) {
    let largest = 0;
    for (let n = 1; n < remainders.length; n++) if (remainders[n]! > remainders[largest]!) largest = n;
    units[largest]!++;
    remainders[largest]!--;
  }
  return units;
}

/** All of one label on one class: what gold replaces a posterior by. */
export function pointMass(label: number): SparseMass {
  return { classes: [label], units: [UNITS_PER_LABEL] };
}

/** Dense `[classCount]` probabilities of a sparse mass; sums to 1. */
export function massToProbabilities(mass: SparseMass, classCount: number): Float64Array {
  const { classes, units } = keptOfMass(mass);
  const dense = new Float64Array(classCount).fill(probabilityOfEachOther(mass, classCount));
  classes.forEach((k, n) => (dense[k] = units[n]! / UNITS_PER_LABEL));
  return dense;
}

/** P(class) of a mass, in [0, 1]; one that is not kept has an equal share of what the others have together. */
export function probabilityIn(mass: SparseMass, label: number, classCount: number): number {
  const n = mass.classes.indexOf(label);
  return n < 0 ? probabilityOfEachOther(mass, classCount) : mass.units[n]! / UNITS_PER_LABEL;
}

/** The class with the most units and how many, the others not counting; ties to the lower class. */
export function mostProbable({ classes, units }: SparseMass): { label: number; units: number } {
  let best = 0;
  for (let n = 1; n < classes.length && classes[n] !== OTHER_CLASSES; n++) if (units[n]! > units[best]!) best = n;
  return { label: classes[best]!, units: units[best]! };
}

/** A mass without what its others have: units sum to at most 65536. */
export function keptOfMass(mass: SparseMass): SparseMass {
  const { classes, units } = mass;
  return classes.at(-1) === OTHER_CLASSES ? { classes: classes.slice(0, -1), units: units.slice(0, -1) } : mass;
}

function probabilityOfEachOther({ classes, units }: SparseMass, classCount: number): number {
  if (classes.at(-1) !== OTHER_CLASSES) return 0;
  return units.at(-1)! / UNITS_PER_LABEL / (classCount - classes.length + 1);
}

/** Units of one entry of a mass, 0 where it is not kept. */
export function unitsOf(mass: SparseMass | undefined, label: number): number {
  if (!mass) return 0;
  const n = mass.classes.indexOf(label);
  return n < 0 ? 0 : mass.units[n]!;
}

export function sameMass(a: SparseMass | undefined, b: SparseMass | undefined): boolean {
  if (!a || !b) return a === b;
  return (
    a.classes.length === b.classes.length && a.classes.every((k, n) => k === b.classes[n] && a.units[n] === b.units[n])
  );
}

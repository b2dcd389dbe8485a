/** One label, in the integer units in which posteriors are counted. */
export const UNITS_PER_LABEL = 65536;

/** Classes kept of a posterior; the mass of the rest is shared out among them by the rounding. */
export const TOP_CLASSES = 16;

/** Sparse distribution: classes ascending, integer units > 0 that sum to exactly 65536. */
export interface SparseMass {
  classes: number[];
  units: number[];
}

/**
 * Rounds a distribution to integer units that sum to exactly 65536: the `top` most probable classes, renormalised,
 * largest remainder first, ties to the lower class. So counts are exact and independent of order.
 *
 * @param distribution `[K]`, each >= 0, sum > 0
 * @throws RangeError when an entry is negative or not finite, or all are 0
 */
export function toMass(distribution: ArrayLike<number>, top: number = TOP_CLASSES): SparseMass {
  const kept = mostProbable(distribution, top);
  let sum = 0;
  for (const k of kept) sum += distribution[k]!;
  if (!(sum > 0) || !Number.isFinite(sum))
    throw new RangeError(`a distribution must have a positive finite sum, got ${sum}`);
  const mass: SparseMass = { classes: [], units: [] };
  const units = roundToLabel(kept, distribution, sum);
  for (let n = 0; n < kept.length; n++) {
    if (units[n] === 0) continue;
    mass.classes.push(kept[n]!);
    mass.units.push(units[n]!);
  }
  return mass;
}

/** Whole units that sum to one label: rounded down, then one more each, largest remainder first. */
function roundToLabel(kept: number[], distribution: ArrayLike<number>, sum: number): number[] {
  const remainders = kept.map((k) => (distribution[k]! / sum) * UNITS_PER_LABEL);
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

/** The `top` most probable classes in ascending order of class; ties to the lower class. */
function mostProbable(distribution: ArrayLike<number>, top: number): number[] {
  const classes: number[] = [];
  for (let k = 0; k < distribution.length; k++) {
    const p = distribution[k]!;
    if (!(p >= 0)) throw new RangeError(`a probability must be >= 0, got ${p} for class ${k}`);
    if (p > 0) classes.push(k);
  }
  if (classes.length <= top) return classes;
  classes.sort((a, b) => distribution[b]! - distribution[a]! || a - b);
  return classes.slice(0, top).sort((a, b) => a - b);
}

/** All of one label on one class: what gold replaces a posterior by. */
export function pointMass(label: number): SparseMass {
  return { classes: [label], units: [UNITS_PER_LABEL] };
}

/** Dense `[classCount]` probabilities of a sparse mass. */
export function massToProbabilities(mass: SparseMass, classCount: number): Float64Array {
  const dense = new Float64Array(classCount);
  mass.classes.forEach((k, n) => (dense[k] = mass.units[n]! / UNITS_PER_LABEL));
  return dense;
}

/** Units of one class, 0 where it is not kept. */
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

/** mulberry32: a seeded stream of numbers in [0, 1). */
export function randomOf(seed: number): () => number {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

export function below(random: () => number, limit: number): number {
  return Math.floor(random() * limit);
}

/** What a simulated source gives for a true class. @param given how many labels it gave before */
export type Annotator = (trueClass: number, random: () => number, given: number) => number;

/** Right with this probability, errors uniform over the other classes. */
export function accurate(accuracy: number, classCount: number): Annotator {
  return (trueClass, random) => {
    return random() < accuracy ? trueClass : (trueClass + 1 + below(random, classCount - 1)) % classCount;
  };
}

/** Always confuses two classes with each other, else right with this probability. */
export function swapper(one: number, other: number, accuracy: number, classCount: number): Annotator {
  const elsewhere = accurate(accuracy, classCount);
  return (trueClass, random, given) => {
    if (trueClass === one) return other;
    return trueClass === other ? one : elsewhere(trueClass, random, given);
  };
}

/**
 * Mean cosine similarity of examples to each class's prototypes (Han et al. 2019, "Deep Self-Learning From Noisy Labels", Eq. 8). A class
 * without prototypes gets the lowest of the others.
 *
 * @param similarities `[B, P]` of each example to each prototype, in [-1, 1] @returns `[B, K]` in [-1, 1]; row-major
 */
export function prototypeScores(similarities: Float32Array, classOf: Int32Array, classCount: number): Float32Array {
  const perClass = countPerClass(classOf, classCount);
  return scoresBy(
    similarities,
    classOf,
    perClass,
    0,
    (score, similarity, label) => score + similarity / perClass[label]!,
  );
}

/** The same by the nearest prototype in place of the mean, which the paper compares: `[B, K]` in [-1, 1]. */
export function nearestPrototypeScores(
  similarities: Float32Array,
  classOf: Int32Array,
  classCount: number,
): Float32Array {
  const perClass = countPerClass(classOf, classCount);
  return scoresBy(similarities, classOf, perClass, -1, (score, similarity) => Math.max(score, similarity));
}

function countPerClass(classOf: Int32Array, classCount: number): Int32Array {
  const perClass = new Int32Array(classCount);
  for (const label of classOf) perClass[label]!++;
  return perClass;
}

/** @param update takes in the similarity to one more prototype of a class */
function scoresBy(
  similarities: Float32Array,
  classOf: Int32Array,
  perClass: Int32Array,
  first: number,
  update: (score: number, similarity: number, label: number) => number,
): Float32Array {
  const [P, K] = [classOf.length, perClass.length];
  const scores = new Float32Array((similarities.length / P) * K).fill(first);
  for (let b = 0; b * K < scores.length; b++) {
    const row = scores.subarray(b * K, (b + 1) * K);
    for (let p = 0; p < P; p++) row[classOf[p]!] = update(row[classOf[p]!]!, similarities[b * P + p]!, classOf[p]!);
    fillMissing(row, perClass);
  }
  return scores;
}

/** Classes without prototypes get the lowest score of the others. */
function fillMissing(row: Float32Array, perClass: Int32Array): void {
  const lowest = row.reduce((least, score, k) => (perClass[k]! > 0 ? Math.min(least, score) : least), 1);
  perClass.forEach((count, k) => {
    if (count === 0) row[k] = lowest;
  });
}

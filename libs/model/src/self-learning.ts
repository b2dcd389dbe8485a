import { argmaxOfRows } from '#noise';

/**
 * Corrected labels: the class whose prototypes an example is most similar to (Han et al. 2019, "Deep Self-Learning From Noisy Labels",
 * Eq. 9). Every label is made anew, also of examples whose given label agrees with it.
 *
 * @param scores `[N, K]` of each class's prototypes (Eq. 8), row-major @returns `[N]`
 */
export function correctedLabels(scores: Float32Array, classCount: number): Int32Array {
  return argmaxOfRows(scores, classCount);
}

/**
 * What an example is taught under the joint loss `(1 - alpha) L(given) + alpha L(corrected)` (Han et al. 2019, section 3.2, Algorithm 1).
 * Cross-entropy is linear in its target, so that the joint loss is plain cross-entropy on
 * `(1 - alpha) onehot(given) + alpha onehot(corrected)`.
 *
 * @param given `[N]` @param corrected `[N]` @param alpha in [0, 1]; the paper: 0 before the start epoch, .5 after
 * @returns `[N, K]`, rows sum to 1
 */
export function jointTargets(
  given: Int32Array,
  corrected: Int32Array,
  classCount: number,
  alpha: number,
): Float32Array {
  const targets = new Float32Array(given.length * classCount);
  given.forEach((label, n) => {
    targets[n * classCount + label]! += 1 - alpha;
    targets[n * classCount + corrected[n]!]! += alpha;
  });
  return targets;
}

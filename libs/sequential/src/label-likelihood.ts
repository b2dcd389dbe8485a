/**
 * What one label says about its source: with probability `beliefInGiven` the given class is the true one, as everybody
 * but the source believes. Under accuracy a and uniform errors over K classes the label has likelihood
 * `Σ_i b[i] · P_a(given | i) = b[g] · a + (1 - b[g]) · (1 - a) / (K - 1)`.
 *
 * With gold b[g] is 0 or 1 and this is Bernoulli; a label that nobody else informs (b uniform) says nothing.
 *
 * @param beliefInGiven b[given], in [0, 1]
 * @param accuracy in (0, 1)
 */
export function labelLikelihood(beliefInGiven: number, accuracy: number, classCount: number): number {
  return beliefInGiven * accuracy + ((1 - beliefInGiven) * (1 - accuracy)) / (classCount - 1);
}

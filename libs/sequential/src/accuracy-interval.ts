import { logGamma } from '#noise';

/**
 * Confidence sequence of a source's accuracy on gold: `{m : K_n(m) < 1/alpha}`, where
 * `K_n(m) = B(r + 1/2, n - r + 1/2) / B(1/2, 1/2) / (m^r (1 - m)^(n - r))`
 * is the capital of a gambler who bets against "accuracy m" with the Krichevsky-Trofimov estimate (r right of n): the
 * betting confidence sequence of Waudby-Smith & Ramdas (2023, "Estimating means of bounded random variables by betting",
 * section 4) for outcomes in {0, 1}. It depends on (r, n) only, so two integers are its state.
 *
 * P(the accuracy lies within all intervals of all n at once) >= 1 - alpha, if the accuracy is constant and each gold label
 * is right with that probability given the past: honeypots and sampled reviews, not reviews that somebody chose.
 *
 * @param right in [0, labels]
 * @param labels >= 0
 * @param alpha in (0, 1)
 * @returns [low, high] in [0, 1], around right / labels
 */
export function accuracyInterval(right: number, labels: number, alpha: number): [low: number, high: number] {
  if (labels === 0) return [0, 1];
  const wrong = labels - right;
  const least = logMixture(right, wrong) + Math.log(alpha);
  const isOut = (m: number) => logLikelihood(m, right, wrong) <= least;
  const mean = right / labels;
  return [right === 0 ? 0 : edgeBetween(0, mean, isOut), right === labels ? 1 : edgeBetween(1, mean, isOut)];
}

/** Where the capital, which grows from `inside` to `outside`, passes 1/alpha; by bisection. */
function edgeBetween(outside: number, inside: number, isOut: (m: number) => boolean): number {
  for (let n = 0; n < 50; n++) {
    const middle = (outside + inside) / 2;
    if (isOut(middle)) outside = middle;
    else inside = middle;
  }
  return outside;
}

/** log of the mean, over accuracies drawn from Beta(1/2, 1/2), of the probability of one history with these counts. */
function logMixture(right: number, wrong: number): number {
  return logGamma(right + 0.5) + logGamma(wrong + 0.5) - logGamma(right + wrong + 1) - Math.log(Math.PI);
}

function logLikelihood(m: number, right: number, wrong: number): number {
  return (right > 0 ? right * Math.log(m) : 0) + (wrong > 0 ? wrong * Math.log1p(-m) : 0);
}

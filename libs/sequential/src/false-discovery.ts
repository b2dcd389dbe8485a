/**
 * e-Benjamini-Hochberg (Wang & Ramdas 2022, "False discovery rate control with e-values"): rejects the k hypotheses with
 * the largest e-values, for the largest k whose k-th largest is at least `N / (q k)`. The expected share of true
 * hypotheses among the rejected is at most q, however the e-values depend on each other.
 *
 * @param eValues of the hypotheses that have one; those left out have e-values <= 1
 * @param rate q, in (0, 1)
 * @param hypotheses N, >= eValues.length: all that were tested
 * @returns indices into `eValues`, largest e-value first
 */
export function eBenjaminiHochberg(eValues: ArrayLike<number>, rate: number, hypotheses: number): number[] {
  const order = Array.from(eValues, (_, index) => index).sort((a, b) => eValues[b]! - eValues[a]!);
  let rejected = 0;
  order.forEach((index, n) => {
    if (eValues[index]! * rate * (n + 1) >= hypotheses) rejected = n + 1;
  });
  return order.slice(0, rejected);
}

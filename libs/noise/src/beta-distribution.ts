/**
 * Regularised incomplete beta function I_x(a, b): the distribution function of Beta(a, b), by its continued fraction
 * (modified Lentz), accurate to about 1e-12.
 *
 * @param x in [0, 1]
 * @param a > 0
 * @param b > 0
 */
export function betaCdf(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  if (x > (a + 1) / (a + b + 2)) return 1 - betaCdf(1 - x, b, a);
  const logFront = logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x);
  return Math.exp(logFront) / (a * continuedFraction(x, a, b));
}

function continuedFraction(x: number, a: number, b: number): number {
  const tiny = 1e-300;
  const safe = (v: number) => (Math.abs(v) < tiny ? tiny : v);
  let fraction = 1;
  let c = 1;
  let d = 0;
  for (let n = 1; n <= 10_000; n++) {
    const m = n >> 1;
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    const term = n % 2 === 0 ? even : odd;
    d = 1 / safe(1 + term * d);
    c = safe(1 + term / c);
    fraction *= c * d;
    if (Math.abs(c * d - 1) < 1e-13) break;
  }
  return fraction;
}

/** log of the gamma function: Lanczos approximation, g = 7, accurate to about 1e-14. @param z > 0 */
export function logGamma(z: number): number {
  const c = [
    0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
    12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
  ];
  const x = z - 1;
  const t = x + 7.5;
  const series = c.reduce((sum, value, n) => (n === 0 ? value : sum + value / (x + n)), 0);
  return 0.5 * Math.log(2 * Math.PI) + (x + 0.5) * Math.log(t) - t + Math.log(series);
}

/** Equal-tailed interval of Beta(a, b) that holds `coverage` of its mass, to within 1e-9 of each end. */
export function betaInterval(a: number, b: number, coverage: number): [low: number, high: number] {
  const tail = (1 - coverage) / 2;
  return [betaQuantile(tail, a, b), betaQuantile(1 - tail, a, b)];
}

const PRECISION = 1e-9;

/** By Newton's method from the mean, held between the ends that bisection has proved. */
function betaQuantile(p: number, a: number, b: number): number {
  const logScale = logGamma(a + b) - logGamma(a) - logGamma(b);
  let [low, high, x] = [0, 1, a / (a + b)];
  for (let n = 0; n < 100 && high - low > PRECISION; n++) {
    const missing = betaCdf(x, a, b) - p;
    if (missing < 0) low = x;
    else high = x;
    const density = Math.exp(logScale + (a - 1) * Math.log(x) + (b - 1) * Math.log1p(-x));
    const next = x - missing / density;
    if (Math.abs(next - x) < PRECISION / 8) return next;
    x = next > low && next < high ? next : (low + high) / 2;
  }
  return (low + high) / 2;
}

import { softmaxInPlace, type CrowdLabels } from '#noise';
import { Random } from '#model';

interface Parameters {
  /** `[S]` that a source knows: theta. */
  knows: Float64Array;
  /** `[S, K]` that it guesses, and which class: (1 - theta) xi. */
  guess: Float64Array;
}

interface Expectation {
  posteriors: Float64Array[];
  logLikelihood: number;
  /** `[S]` labels given knowing, `[S, K]` labels given guessing. */
  known: Float64Array;
  guessed: Float64Array;
}

const RESTARTS = 10;
const ROUNDS = 50;
const KNOWS_PRIOR = 0.5;
const GUESS_PRIOR = 10;

/**
 * Hovy, Berg-Kirkpatrick, Vaswani & Hovy (2013), "Learning whom to trust with MACE": a source either knows and gives the true
 * label, or guesses from a distribution of its own. Variational Bayes with the priors of its authors' program (Beta(.5, .5)
 * on knowing, Dirichlet(10) on guessing), the best of ten random starts by marginal likelihood.
 *
 * @returns `[N][K]` posteriors; uniform without labels
 */
export function mace(crowd: CrowdLabels): Float64Array[] {
  let best: Expectation | undefined;
  for (let restart = 0; restart < RESTARTS; restart++) {
    let parameters = randomStart(crowd, new Random(restart));
    let expectation = expect(crowd, parameters);
    for (let round = 0; round < ROUNDS; round++) {
      parameters = maximise(crowd, expectation);
      expectation = expect(crowd, parameters);
    }
    if (!best || expectation.logLikelihood > best.logLikelihood) best = expectation;
  }
  return best!.posteriors;
}

function randomStart({ sourceCount: S, classCount: K }: CrowdLabels, random: Random): Parameters {
  const draw = () => 1 + random.next() / 2;
  const knows = Float64Array.from({ length: S }, () => {
    const yes = draw();
    return yes / (yes + draw());
  });
  const guess = Float64Array.from({ length: S * K }, draw);
  for (let s = 0; s < S; s++) {
    const row = guess.subarray(s * K, (s + 1) * K);
    const sum = row.reduce((a, b) => a + b, 0);
    row.forEach((weight, k) => (row[k] = ((1 - knows[s]!) * weight) / sum));
  }
  return { knows, guess };
}

/** E step: `P(given | true) = theta [given = true] + (1 - theta) xi[given]`. */
function expect(crowd: CrowdLabels, { knows, guess }: Parameters): Expectation {
  const { classCount: K, example, source, given } = crowd;
  const logs = Array.from({ length: crowd.exampleCount }, () => new Float64Array(K));
  const base = new Float64Array(crowd.exampleCount);
  for (let l = 0; l < given.length; l++) {
    const [n, s, g] = [example[l]!, source[l]!, given[l]!];
    const guessing = guess[s * K + g]!;
    base[n]! += Math.log(guessing);
    logs[n]![g]! += Math.log((guessing + knows[s]!) / guessing);
  }
  const peaks = logs.map(largest);
  const posteriors = logs.map(softmaxInPlace);
  // log Σ exp(x) = max x - log max softmax(x)
  const logLikelihood = peaks.reduce(
    (sum, peak, n) => sum + base[n]! + peak - Math.log(K * largest(posteriors[n]!)),
    0,
  );
  const known = new Float64Array(crowd.sourceCount);
  const guessed = new Float64Array(crowd.sourceCount * K);
  for (let l = 0; l < given.length; l++) {
    const [s, g] = [source[l]!, given[l]!];
    const knowing = (posteriors[example[l]!]![g]! * knows[s]!) / (knows[s]! + guess[s * K + g]!);
    known[s]! += knowing;
    guessed[s * K + g]! += 1 - knowing;
  }
  return { posteriors, logLikelihood, known, guessed };
}

/** Variational M step: `exp(digamma(count + prior) - digamma(all counts + all priors))`, the mean of the log; sums to less than 1. */
function maximise({ sourceCount: S, classCount: K }: CrowdLabels, { known, guessed }: Expectation): Parameters {
  const knows = new Float64Array(S);
  const guess = new Float64Array(S * K);
  for (let s = 0; s < S; s++) {
    const row = guessed.subarray(s * K, (s + 1) * K);
    const guesses = row.reduce((a, b) => a + b, 0);
    const all = digamma(known[s]! + guesses + 2 * KNOWS_PRIOR);
    knows[s] = Math.exp(digamma(known[s]! + KNOWS_PRIOR) - all);
    const guessing = digamma(guesses + KNOWS_PRIOR) - all - digamma(guesses + K * GUESS_PRIOR);
    row.forEach((count, k) => (guess[s * K + k] = Math.exp(digamma(count + GUESS_PRIOR) + guessing)));
  }
  return { knows, guess };
}

function largest(row: Float64Array): number {
  let max = row[0]!;
  for (const value of row) if (value > max) max = value;
  return max;
}

/** Derivative of log gamma for x > 0: recurrence up to 6, then the asymptotic series; error below 1e-9. */
function digamma(x: number): number {
  let shift = 0;
  for (; x < 6; x++) shift -= 1 / x;
  const inverse = 1 / (x * x);
  return shift + Math.log(x) - 0.5 / x - inverse * (1 / 12 - inverse * (1 / 120 - inverse * (1 / 252 - inverse / 240)));
}

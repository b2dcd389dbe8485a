import type { TrainingJob } from './job.js';
import type { Random } from './random.js';

/** Loss of a given label under the model's evidence `[K]` (natural log): -log p_model[given]. */
export function oddLoss(logModel: ArrayLike<number>, given: number): number {
  return -logModel[given]!;
}

/** What the last layer of a member sees, per hidden unit before the relu. */
export interface HiddenStatistics {
  /** `[H]` */
  mean: Float32Array;
  /** `[H]` */
  deviation: Float32Array;
}

/**
 * What the paper draws the last layer's input from before its relu: N(0, I). Batch normalisation right before that relu makes
 * it true at first; its learned scale and offset, and the mean over places that a ResNet takes after it, do not keep it so. The
 * paper draws from it all the same.
 */
export function standardStatistics(hidden: number): HiddenStatistics {
  return { mean: new Float32Array(hidden), deviation: new Float32Array(hidden).fill(1) };
}

/** Share of the wrong labels among uniformly random ones whose loss may lie below the threshold. */
const PERCENTILE = 0.1;
const SIMULATED = 2000;

/**
 * Losses that uniformly random labels have under this classifier, simulated from its last layer (Song et al. 2020, "Robust and
 * On-the-fly Dataset Denoising for Image Classification", section 3). The paper draws the last layer's input from
 * relu(N(0, I)), which batch normalisation makes true; here each hidden unit is drawn with its own mean and deviation, and
 * the relu follows.
 *
 * @param logProbabilities maps simulated hidden activations `[S, H]` (>= 0) to log p `[S, K]`, temperature-scaled
 * @returns `[S]`, each >= 0, ascending
 */
export function randomLosses(
  statistics: HiddenStatistics,
  classCount: number,
  logProbabilities: (hidden: Float32Array, rows: number) => Float32Array,
  random: Random,
): Float64Array {
  const H = statistics.mean.length;
  const hidden = Float32Array.from({ length: SIMULATED * H }, (_, n) =>
    Math.max(0, statistics.mean[n % H]! + statistics.deviation[n % H]! * random.normal()),
  );
  return randomLossesOfRows(logProbabilities(hidden, SIMULATED), classCount, random);
}

/**
 * The same without a simulation: uniformly random labels for real examples, which keeps what their hidden units have in
 * common (independent units make no example look like a class). Not in the paper, nor in the service: people's wrong labels are
 * more plausible than random ones, and its higher threshold finds fewer of them (docs/lab/odd.md).
 *
 * @param logModel `[N, K]` @returns `[N]`, each >= 0, ascending
 */
export function randomLossesOfRows(logModel: Float32Array, classCount: number, random: Random): Float64Array {
  const rows = logModel.length / classCount;
  return Float64Array.from({ length: rows }, (_, n) => -logModel[n * classCount + random.below(classCount)]!).sort();
}

/**
 * The ODD threshold: a percentile of the losses of random labels. One of them is right once in K draws, with a small loss:
 * unlike the paper's, the percentile is of the wrong ones (p' = 1/K + (1 - 1/K) p of all), so that it means the same for 2
 * classes as for 100.
 *
 * @param losses `[S]` ascending, see `randomLosses` @param share of the wrong ones, p, in [0, 1]
 */
export function oddThreshold(losses: Float64Array, classCount: number, share = PERCENTILE): number {
  return lossAtPercentile(losses, 1 / classCount + (1 - 1 / classCount) * share);
}

/**
 * The paper's threshold: the p-th percentile of the losses of uniformly random labels, those among them that are right by
 * chance too. A smaller p removes more examples.
 *
 * @param losses `[S]` ascending, see `randomLosses` @param share p / 100, in [0, 1]
 */
export function lossAtPercentile(losses: Float64Array, share: number): number {
  return losses[Math.floor(share * (losses.length - 1))]!;
}

/**
 * Losses of the given labels out of fold, of all examples with evidence.
 *
 * @param logModel `[N, K]`, NaN rows where there are no features
 */
export function givenLosses({ labels, classCount: K }: TrainingJob, logModel: Float32Array): number[] {
  const { start, given } = labels;
  const losses: number[] = [];
  for (let n = 0; n < start.length - 1; n++) {
    const row = logModel.subarray(n * K, (n + 1) * K);
    if (Number.isNaN(row[0]!)) continue;
    for (let l = start[n]!; l < start[n + 1]!; l++) losses.push(oddLoss(row, given[l]!));
  }
  return losses;
}

/**
 * The training filter: examples all of whose labels are odd under out-of-fold evidence.
 *
 * @param logModel `[N, K]`, NaN rows where there are no features
 * @returns `[N]`, 1: odd. Gold never is
 */
export function oddExamples(job: TrainingJob, logModel: Float32Array, threshold: number): Uint8Array {
  const { start, given } = job.labels;
  return Uint8Array.from(job.gold, (gold, n) => {
    if (gold >= 0 || start[n] === start[n + 1]) return 0;
    const row = logModel.subarray(n * job.classCount, (n + 1) * job.classCount);
    for (let l = start[n]!; l < start[n + 1]!; l++) if (!(oddLoss(row, given[l]!) > threshold)) return 0;
    return 1;
  });
}

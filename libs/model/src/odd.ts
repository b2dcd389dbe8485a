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

/** Share of the wrong labels among uniformly random ones whose loss may lie below the threshold. */
const PERCENTILE = 0.1;
const SIMULATED = 2000;

/**
 * The ODD threshold (Song et al. 2020, "Robust and On-the-fly Dataset Denoising for Image Classification", section 3):
 * a percentile of the losses that uniformly random labels have under this classifier, simulated from its last layer.
 * Two adaptations. The paper draws the last layer's input from relu(N(0, I)), which batch normalisation makes true; here
 * each hidden unit is drawn with its own mean and deviation, and the relu follows. And a random label is right once
 * in K draws, with a small loss: the percentile is taken of the wrong ones (p' = 1/K + (1 - 1/K) p of all), so that it
 * means the same for 2 classes as for 100.
 *
 * @param logProbabilities maps simulated hidden activations `[S, H]` (>= 0) to log p `[S, K]`, temperature-scaled
 */
export function oddThreshold(
  statistics: HiddenStatistics,
  classCount: number,
  logProbabilities: (hidden: Float32Array, rows: number) => Float32Array,
  random: Random,
): number {
  const H = statistics.mean.length;
  const hidden = Float32Array.from({ length: SIMULATED * H }, (_, n) =>
    Math.max(0, statistics.mean[n % H]! + statistics.deviation[n % H]! * random.normal()),
  );
  const logP = logProbabilities(hidden, SIMULATED);
  const losses = Float64Array.from(
    { length: SIMULATED },
    (_, n) => -logP[n * classCount + random.below(classCount)]!,
  ).sort();
  const share = 1 / classCount + (1 - 1 / classCount) * PERCENTILE;
  return losses[Math.floor(share * (SIMULATED - 1))]!;
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

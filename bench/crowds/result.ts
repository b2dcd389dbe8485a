import { argmax } from '#noise';
import type { CrowdSet } from './crowd-set.js';
import { auroc, spearman } from './metrics.js';

/** What one way of judging a crowd says of it. */
export interface CrowdJudgement {
  /** `[N][K]` */
  posteriors: ArrayLike<number>[];
  /** Quality of each label when it arrived, in the set's order of labels; absent for batch methods. */
  arrival?: ArrayLike<number>;
  /** `[S]` believed accuracy of each source; from the posteriors when absent. */
  accuracy?: ArrayLike<number>;
  testAccuracy?: number;
  seconds: number;
}

export interface CrowdScore {
  truth: number;
  aurocFinal: number;
  aurocArrival: number;
  spearman: number;
  test: number;
  seconds: number;
}

/** A source's accuracy is compared where it gave at least this many labels. */
const MIN_LABELS_OF_SOURCE = 10;

export function scoreCrowd(set: CrowdSet, judgement: CrowdJudgement): CrowdScore {
  const { labels, truth } = set;
  const { posteriors, arrival } = judgement;
  let right = 0;
  let known = 0;
  for (let n = 0; n < labels.exampleCount; n++) {
    if (truth[n]! < 0) continue;
    known++;
    if (argmax(posteriors[n]!) === truth[n]) right++;
  }
  const judged = Array.from({ length: labels.given.length }, (_, l) => l).filter(
    (l) => truth[labels.example[l]!]! >= 0,
  );
  const wrong = judged.map((l) => labels.given[l] !== truth[labels.example[l]!]);
  const doubt = judged.map((l) => -posteriors[labels.example[l]!]![labels.given[l]!]!);
  return {
    truth: right / known,
    aurocFinal: auroc(doubt, wrong),
    aurocArrival: arrival
      ? auroc(
          judged.map((l) => -arrival[l]!),
          wrong,
        )
      : NaN,
    spearman: sourceSpearman(set, judgement),
    test: judgement.testAccuracy ?? NaN,
    seconds: judgement.seconds,
  };
}

function sourceSpearman(set: CrowdSet, judgement: CrowdJudgement): number {
  const { labels, truth } = set;
  const count = new Float64Array(labels.sourceCount);
  const right = new Float64Array(labels.sourceCount);
  const believed = new Float64Array(labels.sourceCount);
  for (let l = 0; l < labels.given.length; l++) {
    const [n, s, g] = [labels.example[l]!, labels.source[l]!, labels.given[l]!];
    if (truth[n]! < 0) continue;
    count[s]!++;
    if (truth[n] === g) right[s]!++;
    believed[s]! += judgement.posteriors[n]![g]!;
  }
  const sources = Array.from(count.keys()).filter((s) => count[s]! >= MIN_LABELS_OF_SOURCE);
  return spearman(
    sources.map((s) => judgement.accuracy?.[s] ?? believed[s]! / count[s]!),
    sources.map((s) => right[s]! / count[s]!),
  );
}

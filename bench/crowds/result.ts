import { argmax } from '#noise';
import { calibrationError, reliabilityBins } from './calibration.js';
import type { CrowdSet } from './crowd-set.js';
import { auroc, spearman } from './metrics.js';

/** What one way of judging a crowd says of it. */
export interface CrowdJudgement {
  /** `[N][K]` */
  posteriors: ArrayLike<number>[];
  /** `[N]` classes that are taken as true where they are not the posteriors' argmax. */
  consensus?: ArrayLike<number>;
  /** Quality of each label when it arrived, in the set's order of labels; absent for batch methods. */
  arrival?: ArrayLike<number>;
  /** `[S]` believed accuracy of each source; from the posteriors when absent. */
  accuracy?: ArrayLike<number>;
  testAccuracy?: number;
  seconds: number;
}

/** NaN: not defined for this crowd or this way of judging it. */
export interface CrowdScore {
  truth: number;
  aurocFinal: number;
  aurocArrival: number;
  spearman: number;
  test: number;
  calibrationError: number;
  seconds: number;
}

export interface ScoredCrowd {
  score: CrowdScore;
  /** Of each example whose truth is known: 1 where it was found. */
  found: Uint8Array;
  /** Of each label whose truth is known: its final quality, and 1 where it is right. */
  quality: Float64Array;
  isRight: Uint8Array;
}

/** A source's accuracy is compared where it gave at least this many labels. */
const MIN_LABELS_OF_SOURCE = 10;

export function scoreCrowd(set: CrowdSet, judgement: CrowdJudgement): ScoredCrowd {
  const { labels, truth } = set;
  const { posteriors, arrival, consensus } = judgement;
  const examples = Array.from({ length: labels.exampleCount }, (_, n) => n).filter((n) => truth[n]! >= 0);
  const found = Uint8Array.from(examples, (n) => ((consensus?.[n] ?? argmax(posteriors[n]!)) === truth[n] ? 1 : 0));
  const judged = Array.from({ length: labels.given.length }, (_, l) => l).filter(
    (l) => truth[labels.example[l]!]! >= 0,
  );
  const isRight = Uint8Array.from(judged, (l) => (labels.given[l] === truth[labels.example[l]!] ? 1 : 0));
  const quality = Float64Array.from(judged, (l) => posteriors[labels.example[l]!]![labels.given[l]!]!);
  const score = {
    truth: found.reduce((sum, one) => sum + one, 0) / found.length,
    aurocFinal: auroc(quality, isRight),
    aurocArrival: arrival
      ? auroc(
          Float64Array.from(judged, (l) => arrival[l]!),
          isRight,
        )
      : NaN,
    spearman: sourceSpearman(set, judgement),
    test: judgement.testAccuracy ?? NaN,
    calibrationError: calibrationError(reliabilityBins(quality, isRight)),
    seconds: judgement.seconds,
  };
  return { score, found, quality, isRight };
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

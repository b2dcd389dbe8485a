import { labelDiscount, logVotes, softmaxInPlace, type PosteriorSettings, type ShrinkageSettings } from '#noise';
import type { BufferCrowd } from './buffer-crowd.js';

/**
 * The score by which settings are chosen without gold: the mean log predictive probability of each label given
 * everything but itself, `log Σ_i t_without_s[i] · Q_s[i][given_s]`, Q without that label's own counts. Computed over some
 * examples of a buffer, whose columns are kept between calls.
 */
export class LabelPrediction {
  private readonly columns: Float64Array;
  readonly labelCount: number;

  /**
   * @param examples indices into the crowd
   * @param evidence `[N, K]` of both heads, NaN rows where an example has none; absent for labels only
   */
  constructor(
    private readonly crowd: BufferCrowd,
    private readonly examples: Int32Array,
    private readonly evidence?: Evidence,
  ) {
    let labels = 0;
    for (const n of examples) labels += crowd.labelsOf(n)[1] - crowd.labelsOf(n)[0];
    this.labelCount = labels;
    this.columns = new Float64Array(labels * crowd.classCount);
  }

  /** Reads the columns anew; needed when the matrices or their shrinkage changed. */
  readColumns(settings: ShrinkageSettings): void {
    const K = this.crowd.classCount;
    this.crowd.readMatrices(settings);
    let offset = 0;
    for (const n of this.examples) {
      const [from, to] = this.crowd.labelsOf(n);
      for (let l = from; l < to; l++, offset += K) this.crowd.writeLogColumn(n, l, this.columns, offset);
    }
  }

  /** Mean over labels, <= 0; higher is better. */
  meanLogProbability(settings: PosteriorSettings): number {
    const K = this.crowd.classCount;
    const sum = new Float64Array(K);
    const belief = new Float64Array(K);
    let total = 0;
    let offset = 0;
    for (const n of this.examples) {
      const [from, to] = this.crowd.labelsOf(n);
      const labels = to - from;
      const beta = labelDiscount(labels - 1, settings.correlation);
      // As it is told: see `tempered`.
      const temperature = labels > 1 ? settings.temperature : 1;
      const prior = logEvidenceRow(this.evidence, n, this.crowd.logPrior, settings);
      const votes = hasEvidence(this.evidence, n, K) ? undefined : this.votesWithoutEach(n, settings);
      sum.fill(0);
      for (let c = 0; c < labels * K; c++) sum[c % K]! += this.columns[offset + c]!;
      for (let l = 0; l < labels; l++, offset += K) {
        for (let i = 0; i < K; i++) belief[i] = prior[i]! + beta * (sum[i]! - this.columns[offset + i]!);
        if (votes) for (let i = 0; i < K; i++) belief[i]! += votes[l]![i]!;
        for (let i = 0; i < K; i++) belief[i]! /= temperature;
        softmaxInPlace(belief);
        let p = 0;
        for (let i = 0; i < K; i++) p += belief[i]! * Math.exp(this.columns[offset + i]!);
        total += Math.log(p);
      }
    }
    return this.labelCount > 0 ? total / this.labelCount : 0;
  }

  private votesWithoutEach(n: number, settings: PosteriorSettings): Float64Array[] {
    const given = [...this.crowd.givenOf(n)];
    return given.map((_, left) => {
      const others = given.filter((__, l) => l !== left);
      return logVotes(others, this.crowd.classCount, settings);
    });
  }
}

/** Evidence `[N, K]` of both heads; NaN rows where an example has none. */
interface Evidence {
  model: Float32Array;
  prototype: Float32Array;
}

export function hasEvidence(evidence: Evidence | undefined, n: number, K: number): evidence is Evidence {
  return evidence !== undefined && !Number.isNaN(evidence.model[n * K]!);
}

/** `a · log p_model + b · log p_prototype + c · log prior` of example n; the log prior where it has no evidence. */
export function logEvidenceRow(
  evidence: Evidence | undefined,
  n: number,
  logPrior: Float64Array,
  settings: PosteriorSettings,
): Float64Array {
  const K = logPrior.length;
  if (!hasEvidence(evidence, n, K)) return logPrior;
  const { modelWeight, prototypeWeight, priorWeight } = settings;
  return logPrior.map(
    (prior, i) =>
      modelWeight * evidence.model[n * K + i]! + prototypeWeight * evidence.prototype[n * K + i]! + priorWeight * prior,
  );
}

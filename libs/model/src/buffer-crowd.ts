import {
  labelDiscount,
  NoiseCounts,
  OTHER_CLASSES,
  pointMass,
  ProjectNoise,
  SourceNoise,
  softmaxInPlace,
  toMass,
  UNITS_PER_LABEL,
  type PosteriorSettings,
  type ShrinkageSettings,
  type SparseMass,
} from '#noise';
import type { TrainingJob } from './job.js';

/** log-likelihood that stands for "impossible", so that gold needs no special case. */
const IMPOSSIBLE = -1e4;
/** Columns that are kept between labels, in numbers. */
const MAX_CACHED = 8_000_000;

/**
 * The labels of a replay buffer, their posteriors and the noise matrices that these imply. Counts of labels that are no
 * longer in the buffer are taken over from the stream in proportion. Pure; N examples, K classes.
 */
export class BufferCrowd {
  readonly exampleCount: number;
  readonly classCount: number;
  /** `[N, K]`, rows sum to 1. Set by `update`. */
  readonly posteriors: Float64Array;
  /** `[K]` log class frequencies under the posteriors. */
  logPrior: Float64Array;
  private masses: (SparseMass | undefined)[];
  private counts: NoiseCounts[] = [];
  private sources: SourceNoise[] = [];
  private readonly outside: NoiseCounts[];
  private readonly cache = new Map<number, Float64Array>();

  constructor(private readonly job: TrainingJob) {
    this.exampleCount = job.gold.length;
    this.classCount = job.classCount;
    this.posteriors = new Float64Array(this.exampleCount * this.classCount);
    this.masses = Array.from({ length: this.exampleCount });
    this.logPrior = Float64Array.from(job.classPrior, (p) => Math.log(p));
    this.outside = outsideBuffer(job);
    this.counts = this.outside;
  }

  /** True class where gold is known, else -1. */
  goldOf(n: number): number {
    return this.job.gold[n]!;
  }

  /** Classes of an example's labels. */
  givenOf(n: number): Int32Array {
    return this.job.labels.given.subarray(...this.labelsOf(n));
  }

  labelsOf(n: number): [from: number, to: number] {
    const { start } = this.job.labels;
    return [start[n]!, start[n + 1]!];
  }

  /** Noise matrices from the counts of now. */
  readMatrices(settings: ShrinkageSettings): void {
    const pooled = new NoiseCounts();
    for (const counts of this.counts) pooled.merge(counts);
    const project = new ProjectNoise(this.classCount, pooled);
    this.sources = this.counts.map((counts) => new SourceNoise(project, counts, settings));
    this.cache.clear();
  }

  /** Writes `[K]` log P(given | true = i) of label `l` of example `n` to `out` at `offset`, own counts taken out. */
  writeLogColumn(n: number, l: number, out: Float64Array, offset: number): void {
    const source = this.job.labels.source[l]!;
    const given = this.job.labels.given[l]!;
    const noise = this.sources[source]!;
    const key = source * this.classCount + given;
    let column = this.cache.get(key);
    if (!column) {
      if (this.cache.size * this.classCount > MAX_CACHED) this.cache.clear();
      this.cache.set(key, (column = noise.column(given).map(Math.log)));
    }
    out.set(column, offset);
    const own = this.masses[n];
    own?.classes.forEach((i, m) => {
      if (i !== OTHER_CLASSES) out[offset + i] = Math.log(noise.probability(i, given, own.units[m]!));
    });
  }

  /**
   * `[N, K]` log Π_s Q_s[i][given_s]^beta, largest of a row 0; gold leaves one class. Rows without labels are 0.
   */
  logLikelihoods(settings: PosteriorSettings): Float64Array {
    const K = this.classCount;
    const out = new Float64Array(this.exampleCount * K);
    const column = new Float64Array(K);
    for (let n = 0; n < this.exampleCount; n++) {
      const [from, to] = this.labelsOf(n);
      const row = out.subarray(n * K, (n + 1) * K);
      for (let l = from; l < to; l++) {
        this.writeLogColumn(n, l, column, 0);
        for (let i = 0; i < K; i++) row[i]! += column[i]!;
      }
      const discount = labelDiscount(to - from, settings.correlation);
      const gold = this.job.gold[n]!;
      const best = gold >= 0 ? 0 : Math.max(...row);
      for (let i = 0; i < K; i++) row[i] = gold >= 0 ? (i === gold ? 0 : IMPOSSIBLE) : (row[i]! - best) * discount;
    }
    return out;
  }

  /** Posteriors from evidence `[N, K]` (any offset per row) and likelihoods `[N, K]`; then the counts that they imply. */
  update(logEvidence: Float64Array, logLikelihood: Float64Array): void {
    const K = this.classCount;
    const sums = new Float64Array(K).fill(1);
    for (let n = 0; n < this.exampleCount; n++) {
      const row = this.posteriors.subarray(n * K, (n + 1) * K);
      for (let i = 0; i < K; i++) row[i] = logEvidence[n * K + i]! + logLikelihood[n * K + i]!;
      softmaxInPlace(row);
      const gold = this.job.gold[n]!;
      this.masses[n] = gold >= 0 ? pointMass(gold) : toMass(row);
      for (let i = 0; i < K; i++) sums[i]! += row[i]!;
    }
    const total = this.exampleCount + K;
    this.logPrior = sums.map((sum) => Math.log(sum / total));
    this.recount();
  }

  private recount(): void {
    const { source, given } = this.job.labels;
    this.counts = this.outside.map((outside) => {
      const counts = new NoiseCounts();
      counts.merge(outside);
      return counts;
    });
    for (let n = 0; n < this.exampleCount; n++) {
      const [from, to] = this.labelsOf(n);
      for (let l = from; l < to; l++) this.counts[source[l]!]!.update(this.masses[n]!, given[l]!);
    }
  }
}

/** Of each source, the stream's counts times the share of its labels that the buffer does not hold. */
function outsideBuffer(job: TrainingJob): NoiseCounts[] {
  const inside = new Float64Array(job.sourceCounts.length);
  for (const source of job.labels.source) inside[source]!++;
  return job.sourceCounts.map((triples, source) => {
    const all = NoiseCounts.fromTriples(triples);
    const labels = all.total / UNITS_PER_LABEL;
    const share = labels > 0 ? Math.max(0, 1 - inside[source]! / labels) : 0;
    const outside = new NoiseCounts();
    if (share > 0.001) outside.merge(all, share);
    return outside;
  });
}

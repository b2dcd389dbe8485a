import {
  defaultPosteriorSettings,
  logEvidence,
  logVotes,
  tempered,
  NoiseCounts,
  posterior,
  ProjectNoise,
  SourceNoise,
  toMass,
  UNITS_PER_LABEL,
  type HeadEvidence,
  type PosteriorSettings,
  type SparseMass,
} from '#noise';
import {
  defaultFolds,
  fineTune,
  foldOf,
  Random,
  Scorer,
  trainingSchedule,
  type TrainingJob,
  type TrainingSettings,
} from '#model';
import type { CrowdSet } from './crowd-set.js';
import { oddReason, type KnownLabel } from './odd-reason.js';
import type { CrowdJudgement } from './result.js';
import { testAccuracy } from './test-accuracy.js';

export interface OfflineOptions {
  seed: number;
  training?: Partial<TrainingSettings>;
  /** Only the final fine-tune: faster, but no quality on arrival worth reading. */
  finalOnly?: boolean;
  log?: (line: string) => void;
  /** Passes posterior <-> counts over all examples after a rescoring. */
  passes?: number;
}

const REFRESH_LABELS = 64;

/**
 * The stream in one process, without the service: labels in seeded random order, each judged on arrival with everything
 * known before; fine-tunes at the counts of the schedule; after each, all examples rescored by the member of their fold
 * and judged again.
 */
export async function replayOffline(set: CrowdSet, options: OfflineOptions): Promise<CrowdJudgement> {
  const stream = new OfflineStream(set, options);
  return stream.run();
}

class OfflineStream {
  private readonly N: number;
  private readonly K: number;
  private readonly labelsOf: number[][];
  private readonly masses: (SparseMass | undefined)[];
  private readonly evidence: (HeadEvidence | undefined)[];
  private readonly posteriors: Float64Array[];
  private readonly counts: NoiseCounts[];
  private readonly pooled = new NoiseCounts();
  private readonly classMass: Float64Array;
  /** Labels of each example that are in the counts. */
  private readonly counted: Int32Array;
  private project: ProjectNoise;
  private settings: PosteriorSettings = defaultPosteriorSettings;
  private version: Uint8Array | undefined;
  private versionNumber = 0;

  constructor(
    private readonly set: CrowdSet,
    private readonly options: OfflineOptions,
  ) {
    const { exampleCount, sourceCount, classCount } = set.labels;
    this.N = exampleCount;
    this.K = classCount;
    this.labelsOf = Array.from({ length: exampleCount }, () => []);
    this.masses = Array.from({ length: exampleCount });
    this.evidence = Array.from({ length: exampleCount });
    this.posteriors = Array.from({ length: exampleCount }, () => new Float64Array(classCount).fill(1 / classCount));
    this.counts = Array.from({ length: sourceCount }, () => new NoiseCounts());
    this.counted = new Int32Array(exampleCount);
    this.classMass = new Float64Array(classCount).fill(1);
    this.project = new ProjectNoise(classCount, this.pooled);
  }

  async run(): Promise<CrowdJudgement> {
    const startedMs = performance.now();
    const { labels } = this.set;
    const order = new Random(this.options.seed).shuffle(Int32Array.from(labels.given, (_, l) => l));
    const arrival = new Float64Array(order.length);
    let trainAt = trainingSchedule(0);
    for (let n = 0; n < order.length; n++) {
      if (n % REFRESH_LABELS === 0) this.project = new ProjectNoise(this.K, this.pooled);
      const l = order[n]!;
      this.labelsOf[labels.example[l]!]!.push(l);
      this.judge(labels.example[l]!);
      arrival[l] = this.posteriors[labels.example[l]!]![labels.given[l]!]!;
      if (this.options.finalOnly || n + 1 < trainAt) continue;
      trainAt = trainingSchedule(n + 1);
      await this.train();
    }
    await this.train();
    return {
      posteriors: this.posteriors.map((t) => tempered(t, this.settings.temperature)),
      arrival: this.options.finalOnly ? undefined : arrival,
      accuracy: this.counts.map((counts) => new SourceNoise(this.project, counts, this.settings).accuracy),
      testAccuracy: this.version && (await testAccuracy(this.set, this.version, this.prior())),
      seconds: (performance.now() - startedMs) / 1000,
    };
  }

  private prior(): Float64Array {
    const sum = this.classMass.reduce((a, b) => a + b, 0);
    return this.classMass.map((mass) => mass / sum);
  }

  private judge(n: number): void {
    const { source, given } = this.set.labels;
    const own = this.masses[n];
    const columns = this.labelsOf[n]!.map((l, position) =>
      new SourceNoise(this.project, this.counts[source[l]!]!, this.settings).column(
        given[l]!,
        position < this.counted[n]! ? own : undefined,
      ),
    );
    const prior = logEvidence(this.evidence[n], this.prior(), this.settings);
    const votes = logVotes(
      this.labelsOf[n]!.map((l) => given[l]!),
      this.K,
      this.settings,
    );
    const logPrior = this.evidence[n] ? prior : prior.map((log, i) => log + votes[i]!);
    const t = posterior(logPrior, columns, this.settings.correlation);
    this.recount(n, toMass(t));
    this.posteriors[n] = t;
  }

  /** Replaces what an example adds to the counts; its newest label was not counted before. */
  private recount(n: number, mass: SparseMass): void {
    const { source, given } = this.set.labels;
    const own = this.masses[n];
    this.labelsOf[n]!.forEach((l, position) => {
      for (const counts of [this.counts[source[l]!]!, this.pooled]) {
        if (own && position < this.counted[n]!) counts.revert(own, given[l]!);
        counts.update(mass, given[l]!);
      }
    });
    this.counted[n] = this.labelsOf[n]!.length;
    own?.classes.forEach((k, m) => (this.classMass[k]! -= own.units[m]! / UNITS_PER_LABEL));
    mass.classes.forEach((k, m) => (this.classMass[k]! += mass.units[m]! / UNITS_PER_LABEL));
    this.masses[n] = mass;
  }

  private async train(): Promise<void> {
    const seen = Array.from({ length: this.N }, (_, n) => n).filter((n) => this.labelsOf[n]!.length > 0);
    const result = await fineTune(this.job(seen), { training: this.options.training });
    const { losses, settings } = result.report;
    this.options.log?.(
      `  ${this.set.name} v${this.versionNumber} ${result.accepted ? 'accepted' : 'REFUSED'} ${result.seconds.toFixed(1)} s ` +
        `labels ${result.report.labels} loss ${losses.version?.toFixed(3)} prev ${losses.previous?.toFixed(3)} prior ${losses.classPrior.toFixed(3)} ` +
        `T ${JSON.stringify(result.report.temperatures)} odd ${result.report.oddThreshold?.toFixed(2)} ${JSON.stringify(Object.values(settings))} tensors ${result.tensors}`,
    );
    if (!result.accepted) return;
    this.version = result.version;
    this.settings = settings;
    if (result.evidence) {
      this.options.log?.(oddReason(result.evidence.model, this.K, this.known(seen), result.report.oddThreshold!));
      seen.forEach((n, m) => {
        this.evidence[n] = {
          model: result.evidence!.model.subarray(m * this.K, (m + 1) * this.K),
          prototype: result.evidence!.prototype.subarray(m * this.K, (m + 1) * this.K),
        };
      });
      await this.scoreUnseen(new Set(seen));
    }
    for (let pass = 0; pass < (this.options.passes ?? 3); pass++) {
      this.project = new ProjectNoise(this.K, this.pooled);
      for (const n of seen) this.judge(n);
    }
  }

  /** Labels so far of the examples whose truth is known; rows are those of the job. */
  private known(seen: number[]): KnownLabel[] {
    const { labels, truth } = this.set;
    return seen.flatMap((n, row) => {
      const given = truth[n]! >= 0 ? this.labelsOf[n]!.map((l) => labels.given[l]!) : [];
      return given.map((label) => ({ row, given: label, isWrong: label !== truth[n] }));
    });
  }

  /** Evidence by all members for the examples that are still to come: the same as scoring each on its arrival. */
  private async scoreUnseen(seen: Set<number>): Promise<void> {
    const unseen = Array.from({ length: this.N }, (_, n) => n).filter((n) => !seen.has(n));
    if (unseen.length === 0) return;
    const { values, dimension: D } = this.set.features!;
    const some = values.slice(0, unseen.length * D);
    unseen.forEach((n, m) => some.set(values.subarray(n * D, (n + 1) * D), m * D));
    const scores = await scoreAll(this.version!, { values: some, dimension: D }, unseen.length);
    unseen.forEach((n, m) => {
      this.evidence[n] = {
        model: scores.model.subarray(m * this.K, (m + 1) * this.K),
        prototype: scores.prototype.subarray(m * this.K, (m + 1) * this.K),
      };
    });
  }

  private job(seen: number[]): TrainingJob {
    const { labels, features } = this.set;
    const start = new Int32Array(seen.length + 1);
    seen.forEach((n, m) => (start[m + 1] = start[m]! + this.labelsOf[n]!.length));
    const flat = seen.flatMap((n) => this.labelsOf[n]!);
    return {
      project: this.set.name,
      version: ++this.versionNumber,
      seed: this.options.seed,
      classCount: this.K,
      folds: defaultFolds,
      exampleFold: Int8Array.from(seen, (n) => foldOf(`i${n}`, defaultFolds)),
      features: features && { ...features, row: Int32Array.from(seen) },
      labels: {
        start,
        source: Int32Array.from(flat, (l) => labels.source[l]!),
        given: Int32Array.from(flat, (l) => labels.given[l]!),
      },
      gold: new Int32Array(seen.length).fill(-1),
      sourceCounts: this.counts.map((counts) => counts.toTriples()),
      pooledCounts: this.pooled.toTriples(),
      classPrior: this.prior(),
      previous: this.version,
    };
  }
}

async function scoreAll(
  version: Uint8Array,
  features: { values: Float32Array | Uint8Array; dimension: number },
  rows: number,
) {
  const scorer = await Scorer.open();
  await scorer.load('v', version);
  const scores = await scorer.score('v', features, new Int8Array(rows).fill(-1));
  scorer.close();
  return scores;
}

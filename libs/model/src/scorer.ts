import { openBackend, type BackendChoice, type OpenBackend } from './backend.js';
import { standardiseRow, type FeatureMatrix } from './features.js';
import type { EvidenceMatrix } from './job.js';
import { logSoftmaxRows, type ScoringMember } from './member.js';
import { openVersion, type OpenVersion } from './version.js';

/** Of one example to the prototypes of one member, `[P]` each. */
export interface PrototypeSimilarities {
  similarities: Float32Array;
  classOf: Int32Array;
}

interface Loaded {
  version: OpenVersion;
  members: ScoringMember[];
}

/**
 * Scores features with model versions, in this thread. Keeps the `maxVersions` most recently used; a version pushed out
 * gives its tensors back and must be loaded again.
 */
export class Scorer {
  private readonly loaded = new Map<string, Loaded>();

  private constructor(
    readonly backend: OpenBackend,
    private readonly maxVersions: number,
  ) {}

  static async open(options: { backend?: BackendChoice; maxVersions?: number } = {}): Promise<Scorer> {
    return new Scorer(await openBackend(options.backend, 'scoring'), options.maxVersions ?? 8);
  }

  /** Replaces what the key had. @throws RangeError when the bytes are no version, or one without a network */
  async load(key: string, bytes: Uint8Array): Promise<void> {
    const version = openVersion(bytes);
    if (!version.network) throw new RangeError(`version ${version.version} has no network: there is nothing to score`);
    this.unload(key);
    const shape = { ...version.network, classCount: version.classCount };
    const members = await Promise.all(version.members.map((weights) => this.backend.member(shape, weights)));
    this.loaded.set(key, { version, members });
    for (const oldest of this.loaded.keys()) {
      if (this.loaded.size <= this.maxVersions) break;
      this.unload(oldest);
    }
  }

  has(key: string): boolean {
    return this.loaded.has(key);
  }

  /**
   * Log-probabilities of both heads.
   *
   * @param fold `[N]`: the member that must not have seen the example, -1 for all members (mean of their logs, normalised)
   * @throws RangeError when the key is not loaded or the features have another dimension
   */
  async score(key: string, features: FeatureMatrix, fold: Int8Array): Promise<EvidenceMatrix> {
    const entry = this.use(key, features);
    const { classCount: K } = entry.version;
    const out = { model: new Float32Array(fold.length * K), prototype: new Float32Array(fold.length * K) };
    for (const f of entry.members.keys()) await addMember(entry, f, features, fold, out);
    logSoftmaxRows(out.model, K, 1);
    logSoftmaxRows(out.prototype, K, 1);
    return out;
  }

  /**
   * How much one example looks like each prototype of one member.
   *
   * @param features one row @param fold the member: of the example's own fold, it has not learned from it
   * @returns cosines in [-1, 1] and classes, `[P]` each; empty where the member has no prototypes
   * @throws RangeError when the key is not loaded or the features have another dimension
   */
  async prototypeSimilarities(key: string, features: FeatureMatrix, fold: number): Promise<PrototypeSimilarities> {
    const { version, members } = this.use(key, features);
    const x = new Float32Array(features.dimension);
    standardiseRow(features, 0, version.standardisation!, x, 0);
    const similarities = await members[fold]!.prototypeSimilarities(x);
    return { similarities, classOf: version.members[fold]!.prototypes.classOf };
  }

  /** Gives the tensors of a key back; nothing happens when it is not loaded. */
  unload(key: string): void {
    for (const member of this.loaded.get(key)?.members ?? []) member.dispose();
    this.loaded.delete(key);
  }

  private use(key: string, { dimension }: FeatureMatrix): Loaded {
    const entry = this.loaded.get(key);
    if (!entry) throw new RangeError(`no model version is loaded as ${key}`);
    this.loaded.delete(key);
    this.loaded.set(key, entry); // most recently used last
    const { network } = entry.version;
    if (dimension === network!.dimension) return entry;
    throw new RangeError(`features have ${dimension} numbers, the model takes ${network!.dimension}`);
  }

  close(): void {
    for (const key of this.loaded.keys()) this.unload(key);
  }
}

/** Adds one member's log-probabilities, times its share, to the rows that it scores. */
async function addMember(
  entry: Loaded,
  f: number,
  features: FeatureMatrix,
  fold: Int8Array,
  out: EvidenceMatrix,
): Promise<void> {
  const { classCount: K, temperatures, standardisation, folds } = entry.version;
  const rows: number[] = [];
  fold.forEach((own, n) => {
    if (own < 0 || own === f) rows.push(n);
  });
  if (rows.length === 0) return;
  const x = new Float32Array(rows.length * features.dimension);
  rows.forEach((n, m) => standardiseRow(features, n, standardisation!, x, m));
  const { logits, similarities } = await entry.members[f]!.scoreMany(x);
  logSoftmaxRows(logits, K, temperatures.model);
  logSoftmaxRows(similarities, K, temperatures.prototype);
  rows.forEach((n, m) => {
    const share = fold[n]! < 0 ? 1 / folds : 1;
    for (let i = 0; i < K; i++) {
      out.model[n * K + i]! += share * logits[m * K + i]!;
      out.prototype[n * K + i]! += share * similarities[m * K + i]!;
    }
  });
}

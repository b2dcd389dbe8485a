import type { BackendChoice, BackendReport } from '../backend.js';
import type { FeatureMatrix } from '../features.js';
import type { EvidenceMatrix } from '../job.js';
import type { PrototypeSimilarities } from '../scorer.js';
import { openPool } from './worker-file.js';

/**
 * One thread that scores, so that the event loop never blocks. Published versions are kept here too: a thread that died
 * (its task rejects with the reason) is replaced and is handed what it needs again.
 */
export class ScoringPool {
  private readonly published = new Map<string, Uint8Array>();
  private readonly pool: ReturnType<typeof openPool>;

  constructor({ backend = 'wasm' }: { backend?: BackendChoice | undefined } = {}) {
    this.pool = openPool('scoring.worker', { minThreads: 1, idleTimeout: Infinity, workerData: { backend } });
  }

  /** Loads a serialized version under a key. @throws RangeError when it has no network */
  async publish(key: string, version: Uint8Array): Promise<void> {
    await this.run('load', { key, version });
    this.published.set(key, version);
  }

  async unload(key: string): Promise<void> {
    this.published.delete(key);
    await this.run('unload', key);
  }

  /**
   * Log-probabilities of both heads, `[N, K]` each.
   *
   * @param fold `[N]`: the member that must not have seen the example, -1 for all members
   * @throws RangeError when nothing was published under the key
   */
  async score(key: string, features: FeatureMatrix, fold: Int8Array): Promise<EvidenceMatrix> {
    return this.withVersion<EvidenceMatrix>('score', { key, features, fold });
  }

  /**
   * Cosine of one example with each prototype of the member of a fold, and their classes.
   *
   * @param features one row
   * @throws RangeError when nothing was published under the key
   */
  async prototypeSimilarities(key: string, features: FeatureMatrix, fold: number): Promise<PrototypeSimilarities> {
    return this.withVersion<PrototypeSimilarities>('similarities', { key, features, fold });
  }

  /** What the thread computes on, when it answers. */
  async backend(): Promise<BackendReport> {
    return this.run<BackendReport>('backend', undefined);
  }

  /** Tensors, or sets of weights, alive in the thread, and the bytes of the tensors. Answers after the batches in hand. */
  async memory(): Promise<{ tensors: number; bytes: number }> {
    return this.run<{ tensors: number; bytes: number }>('memory', undefined);
  }

  /** Tasks that wait for the thread. */
  get waiting(): number {
    return this.pool.queueSize;
  }

  async close(): Promise<void> {
    await this.pool.destroy();
  }

  /** A task that answers null where its version is not loaded; it is handed the version then. */
  private async withVersion<T>(
    name: string,
    task: { key: string; features: FeatureMatrix; fold: unknown },
  ): Promise<T> {
    for (;;) {
      const answer = await this.run<T | null>(name, task);
      if (answer) return answer;
      const version = this.published.get(task.key);
      if (!version) throw new RangeError(`no model version is published as ${task.key}`);
      await this.run('load', { key: task.key, version });
    }
  }

  private async run<T = void>(name: string, task: unknown): Promise<T> {
    return (await this.pool.run(task, { name })) as T;
  }
}

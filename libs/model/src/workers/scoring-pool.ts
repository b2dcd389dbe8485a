import type { BackendChoice, BackendReport } from '../backend.js';
import type { FeatureMatrix } from '../features.js';
import type { EvidenceMatrix } from '../job.js';
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
    const evidence = await this.run<EvidenceMatrix | null>('score', { key, features, fold });
    if (evidence) return evidence;
    const version = this.published.get(key);
    if (!version) throw new RangeError(`no model version is published as ${key}`);
    await this.run('load', { key, version });
    return this.score(key, features, fold);
  }

  /** What the thread computes on, when it answers. */
  async backend(): Promise<BackendReport> {
    return this.run<BackendReport>('backend', undefined);
  }

  async close(): Promise<void> {
    await this.pool.destroy();
  }

  private async run<T = void>(name: string, task: unknown): Promise<T> {
    return (await this.pool.run(task, { name })) as T;
  }
}

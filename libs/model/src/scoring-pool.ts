import { Piscina } from 'piscina';
import type { BackendName } from './backend.js';
import type { FeatureMatrix } from './features.js';
import type { EvidenceMatrix } from './job.js';
import type { ScoringTask } from './scoring-worker.js';
import { workerFile } from './worker-file.js';

export interface ScoringPoolOptions {
  backend?: BackendName;
  /** Versions that the thread keeps open as tensors; beyond, the least recently used is opened again when needed. */
  maxVersions?: number;
}

/**
 * A `Scorer` in a worker thread, so that the event loop stays free. Tasks run one after the other. When the thread dies,
 * its tasks reject with the reason and a new one starts, which gets versions again as they are needed.
 */
export class ScoringPool {
  private readonly pool = new Piscina({
    ...workerFile('scoring-worker'),
    minThreads: 1,
    maxThreads: 1,
    concurrentTasksPerWorker: 1,
  });
  private readonly versions = new Map<string, Uint8Array>();
  private readonly backend: BackendName;
  private readonly maxVersions: number;

  constructor(options: ScoringPoolOptions = {}) {
    this.backend = options.backend ?? 'wasm';
    this.maxVersions = options.maxVersions ?? 64;
  }

  /** Makes a version known under a key that no other version ever had, e.g. `project@7`. It is opened when first used. */
  publish(key: string, bytes: Uint8Array): void {
    this.versions.set(key, bytes);
  }

  /**
   * As `Scorer.score`. The features are copied to the thread.
   *
   * @throws RangeError when the key was not published or the features do not fit; Error when the thread died
   */
  async score(key: string, features: FeatureMatrix, fold: Int8Array): Promise<EvidenceMatrix> {
    const bytes = this.versions.get(key);
    if (!bytes) throw new RangeError(`no model version is published as ${key}`);
    const { backend, maxVersions } = this;
    const task: ScoringTask = { backend, maxVersions, key, features, fold };
    const scores = (await this.run(task)) ?? (await this.run({ ...task, bytes }));
    return scores!;
  }

  async unload(key: string): Promise<void> {
    this.versions.delete(key);
    await this.pool.run(key, { name: 'unload' });
  }

  /** Resolves to the backend's name when the thread answers. */
  async ping(): Promise<BackendName> {
    return (await this.pool.run(this.backend, { name: 'ping' })) as BackendName;
  }

  /** Waits for the tasks in flight, then ends the thread. */
  async close(): Promise<void> {
    await this.pool.close();
  }

  private run(task: ScoringTask): Promise<EvidenceMatrix | undefined> {
    return this.pool.run(task, { name: 'score' }) as Promise<EvidenceMatrix | undefined>;
  }
}

import type { BackendReport } from '../backend.js';
import type { FineTuneOptions } from '../fine-tune.js';
import type { TrainingJob, TrainingResult } from '../job.js';
import { openPool } from './worker-file.js';

/** One thread that trains; started with the first job. */
export class TrainingWorker {
  private readonly pool = openPool('training.worker', { minThreads: 0, idleTimeout: 60_000 });

  constructor(private readonly options: Omit<FineTuneOptions, 'signal'> = {}) {}

  /**
   * Runs a fine-tune in the thread. An aborted one ends at once: its thread is terminated and a later job gets a new one.
   *
   * @throws the job's own error, or AbortError
   */
  async train(job: TrainingJob, { signal }: { signal?: AbortSignal } = {}): Promise<TrainingResult> {
    return (await this.pool.run(
      { job, options: this.options },
      { name: 'train', ...(signal && { signal }) },
    )) as TrainingResult;
  }

  /** What the thread computes on; starts it. */
  async backend(): Promise<BackendReport> {
    return (await this.pool.run(this.options.backend, { name: 'backend' })) as BackendReport;
  }

  async close(): Promise<void> {
    await this.pool.destroy();
  }
}

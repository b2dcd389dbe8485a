import type { BackendReport } from '../backend.js';
import type { FineTuneOptions } from '../fine-tune.js';
import type { TrainingJob, TrainingProgress, TrainingResult } from '../job.js';
import { openPool } from './worker-file.js';

/** One thread that trains; started with the first job. */
export class TrainingWorker {
  /** Of the newest fine-tune, as it was last told. */
  progress?: TrainingProgress;
  private readonly pool = openPool('training.worker', { minThreads: 0, idleTimeout: 60_000 });

  constructor(private readonly options: Omit<FineTuneOptions, 'signal' | 'onProgress'> = {}) {}

  /**
   * Runs a fine-tune in the thread. An aborted one ends at once: its thread is terminated and a later job gets a new one.
   *
   * @throws the job's own error, or AbortError
   */
  async train(
    job: TrainingJob,
    { signal, onProgress }: Pick<FineTuneOptions, 'signal' | 'onProgress'> = {},
  ): Promise<TrainingResult> {
    const listen = (progress: TrainingProgress) => {
      this.progress = progress;
      onProgress?.(progress);
    };
    this.pool.on('message', listen);
    try {
      const task = { job, options: this.options };
      return (await this.pool.run(task, { name: 'train', ...(signal && { signal }) })) as TrainingResult;
    } finally {
      this.pool.off('message', listen);
    }
  }

  /** What the thread computes on; starts it. */
  async backend(): Promise<BackendReport> {
    return (await this.pool.run(this.options.backend, { name: 'backend' })) as BackendReport;
  }

  async close(): Promise<void> {
    await this.pool.destroy();
  }
}

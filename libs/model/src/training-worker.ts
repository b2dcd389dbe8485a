import { Piscina } from 'piscina';
import type { FineTuneOptions } from './fine-tune.js';
import type { TrainingJob, TrainingResult } from './job.js';
import { workerFile } from './worker-file.js';

/**
 * `fineTune` in a worker thread of its own, one job at a time. The thread ends when idle, so that its memory goes back.
 * An aborted job's thread is ended at once; a thread that dies rejects its job with the reason; the next job gets a new
 * one.
 */
export class TrainingWorker {
  private readonly pool = new Piscina({
    ...workerFile('training-worker-task'),
    minThreads: 0,
    maxThreads: 1,
    concurrentTasksPerWorker: 1,
    idleTimeout: 1000,
  });

  constructor(private readonly options: Omit<FineTuneOptions, 'signal'> = {}) {}

  /** Takes over `job.features.values`: after the call the array is empty here, unless it is part of a bigger buffer. */
  train(job: TrainingJob, options: { signal?: AbortSignal } = {}): Promise<TrainingResult> {
    const values = job.features?.values;
    const isWhole = values !== undefined && values.byteLength === values.buffer.byteLength;
    return this.pool.run(
      { job, options: this.options },
      { name: 'train', signal: options.signal, transferList: isWhole ? [values.buffer as ArrayBuffer] : [] },
    ) as Promise<TrainingResult>;
  }

  /** Ends the thread; a job in flight rejects. */
  async close(): Promise<void> {
    await this.pool.destroy();
  }
}

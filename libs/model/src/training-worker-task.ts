import { fineTune, type FineTuneOptions } from './fine-tune.js';
import type { TrainingJob, TrainingResult } from './job.js';

/** Runs in a worker thread: the task that `TrainingWorker` sends. */
export function train(task: { job: TrainingJob; options: Omit<FineTuneOptions, 'signal'> }): Promise<TrainingResult> {
  return fineTune(task.job, task.options);
}

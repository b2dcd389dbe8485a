import { fineTune, type FineTuneOptions } from '../fine-tune.js';
import type { TrainingJob, TrainingResult } from '../job.js';

export async function train(task: {
  job: TrainingJob;
  options: Omit<FineTuneOptions, 'signal'>;
}): Promise<TrainingResult> {
  return fineTune(task.job, task.options);
}

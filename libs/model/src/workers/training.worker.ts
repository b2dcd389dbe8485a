import { backendReport, openBackend, type BackendChoice, type BackendReport } from '../backend.js';
import { fineTune, type FineTuneOptions } from '../fine-tune.js';
import type { TrainingJob, TrainingResult } from '../job.js';

export async function train(task: {
  job: TrainingJob;
  options: Omit<FineTuneOptions, 'signal'>;
}): Promise<TrainingResult> {
  return fineTune(task.job, task.options);
}

export async function backend(choice?: BackendChoice): Promise<BackendReport> {
  return backendReport(await openBackend(choice, 'training'));
}

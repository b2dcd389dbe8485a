import { parentPort } from 'node:worker_threads';
import { backendReport, openBackend, type BackendChoice, type BackendReport } from '../backend.js';
import { fineTune, type FineTuneOptions } from '../fine-tune.js';
import type { TrainingJob, TrainingProgress, TrainingResult } from '../job.js';

export async function train(task: {
  job: TrainingJob;
  options: Omit<FineTuneOptions, 'signal' | 'onProgress'>;
}): Promise<TrainingResult> {
  const onProgress = (progress: TrainingProgress) => parentPort!.postMessage(progress, []);
  return fineTune(task.job, { ...task.options, onProgress });
}

export async function backend(choice?: BackendChoice): Promise<BackendReport> {
  return backendReport(await openBackend(choice, 'training'));
}

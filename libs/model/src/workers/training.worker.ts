import { fineTune } from '../fine-tune.js';
import type { TrainingJob, TrainingResult } from '../job.js';

export async function train(job: TrainingJob): Promise<TrainingResult> {
  return fineTune(job);
}

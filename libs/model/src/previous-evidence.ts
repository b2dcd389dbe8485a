import { standardise } from './features.js';
import type { EvidenceMatrix, TrainingJob } from './job.js';
import { Ensemble } from './ensemble.js';
import { openVersion } from './version.js';

/** What the version in use says of the buffer, each example by the member of its fold; absent without a network. */
export async function previousEvidence(job: TrainingJob): Promise<EvidenceMatrix | undefined> {
  const previous = job.previous && openVersion(job.previous);
  if (!previous?.network || !job.features) return undefined;
  if (previous.folds !== job.folds || previous.classCount !== job.classCount) return undefined;
  if (previous.network.dimension !== job.features.dimension) return undefined;
  const x = standardise(job.features, previous.standardisation!);
  const shape = { ...previous.network, classCount: job.classCount };
  return Ensemble.scoreWith(job, x, shape, previous.members, previous.temperatures);
}

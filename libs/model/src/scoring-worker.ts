import type { BackendName } from './backend.js';
import type { FeatureMatrix } from './features.js';
import type { EvidenceMatrix } from './job.js';
import { Scorer } from './scorer.js';

/** Runs in a worker thread; the exports are the tasks that `ScoringPool` sends. */
export interface ScoringTask {
  backend: BackendName;
  maxVersions: number;
  key: string;
  /** Sent when the thread said that it lacks the version. */
  bytes?: Uint8Array;
  features: FeatureMatrix;
  fold: Int8Array;
}

let opening: Promise<Scorer> | undefined;

/** @returns undefined when the version is not loaded and was not sent along */
export async function score(task: ScoringTask): Promise<EvidenceMatrix | undefined> {
  opening ??= Scorer.open(task);
  const scorer = await opening;
  if (task.bytes) scorer.load(task.key, task.bytes);
  if (!scorer.has(task.key)) return undefined;
  return scorer.score(task.key, task.features, task.fold);
}

export async function unload(key: string): Promise<void> {
  (await opening)?.unload(key);
}

/** Name of the backend that this thread computes on. */
export async function ping(backend: BackendName): Promise<BackendName> {
  opening ??= Scorer.open({ backend });
  return (await opening).backend;
}

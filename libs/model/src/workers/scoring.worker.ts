import { workerData } from 'piscina';
import { backendReport, tensorBytes, type BackendChoice, type BackendReport } from '../backend.js';
import type { FeatureMatrix } from '../features.js';
import type { EvidenceMatrix } from '../job.js';
import { Scorer, type PrototypeSimilarities } from '../scorer.js';

const scorer = Scorer.open(workerData as { backend: BackendChoice });

export async function load({ key, version }: { key: string; version: Uint8Array }): Promise<void> {
  await (await scorer).load(key, version);
}

/** null: the key is not loaded here (any more). */
export async function score(task: {
  key: string;
  features: FeatureMatrix;
  fold: Int8Array;
}): Promise<EvidenceMatrix | null> {
  const { key, features, fold } = task;
  const ready = await scorer;
  if (!ready.has(key)) return null;
  return ready.score(key, features, fold);
}

/** null: the key is not loaded here (any more). */
export async function similarities(task: {
  key: string;
  features: FeatureMatrix;
  fold: number;
}): Promise<PrototypeSimilarities | null> {
  const { key, features, fold } = task;
  const ready = await scorer;
  return ready.has(key) ? ready.prototypeSimilarities(key, features, fold) : null;
}

export async function unload(key: string): Promise<void> {
  (await scorer).unload(key);
}

export async function memory(): Promise<{ tensors: number; bytes: number }> {
  return { tensors: (await scorer).backend.alive(), bytes: tensorBytes() };
}

/** What this thread computes on. */
export async function backend(): Promise<BackendReport> {
  return backendReport((await scorer).backend);
}

import { exampleKey, featureLength, type Project } from '#labels';
import type { Ledger } from '#ledger';
import { foldOf } from '#model';
import { scopeOf } from '#runner';
import type { Log } from '#stream';
import { groups } from '../addresses.js';
import type { ModelStore } from '../model-store.js';
import type { ProjectInUse, ProjectsInUse } from '../projects-in-use.js';

export interface NearPrototype {
  /** Class index. */
  label: number;
  /** Cosine of what the model makes of the two examples, in [-1, 1]. */
  similarity: number;
  /** Absent in a version of before this was kept. */
  exampleId?: string;
}

export type NearestPrototypes =
  | { found: 'prototypes'; nearest: NearPrototype[]; modelVersion: number }
  | { found: 'no features' }
  | { found: 'no model' };

export interface PrototypeReader {
  ledger: Ledger;
  log: Log;
  pipeline: { models: ModelStore; inUse: ProjectsInUse };
}

/**
 * What an example looks most like, to the member of the model in use that did not learn from it; most similar first. Its
 * features are those that are kept to be shown, or those of the training buffer.
 */
export async function nearestPrototypes(
  { ledger, log, pipeline: { models, inUse: all } }: PrototypeReader,
  inUse: ProjectInUse,
  exampleId: string,
  limit: number,
): Promise<NearestPrototypes> {
  const { project, folds, modelVersion } = inUse;
  if (!inUse.scoringKey) return { found: 'no model' };
  const features = await readFeatures({ ledger, log }, project, exampleId);
  if (!features) return { found: 'no features' };
  const fold = foldOf(exampleId, folds);
  const near = await all.prototypeSimilarities(inUse, features, fold);
  if (!near) return { found: 'no model' };
  const exampleIds = (await models.prototypes(project.id, modelVersion))[fold]?.exampleIds;
  const nearest = Array.from(near.similarities, (similarity, p): NearPrototype => {
    const id = exampleIds?.[p];
    return { label: near.classOf[p]!, similarity, ...(id !== undefined && { exampleId: id }) };
  });
  nearest.sort((a, b) => b.similarity - a.similarity);
  return { found: 'prototypes', nearest: nearest.slice(0, limit), modelVersion };
}

async function readFeatures(
  { ledger, log }: { ledger: Ledger; log: Log },
  project: Project,
  exampleId: string,
): Promise<Float32Array | Uint8Array | undefined> {
  const partition = log.partitionOf('events', exampleKey({ project: project.id, exampleId }));
  const [shown] = await ledger.load(scopeOf('judge', partition), [
    { group: groups.shown('image', project.id), id: exampleId },
  ]);
  const bytes = shown ?? (await bufferedFeatures(ledger, partition, project.id, exampleId));
  if (!bytes) return undefined;
  // A copy: what the ledger handed out may be a view, at any alignment.
  const own = new Uint8Array(bytes);
  const values = project.featureType === 'uint8' ? own : new Float32Array(own.buffer);
  return values.length === featureLength(project) ? values : undefined;
}

async function bufferedFeatures(ledger: Ledger, partition: number, project: string, id: string) {
  const [bytes] = await ledger.load(scopeOf('train', partition), [{ group: groups.features(project), id }]);
  return bytes;
}

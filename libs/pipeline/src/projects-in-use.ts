import type { Project } from '#labels';
import { readVersion, type ModelVersion } from '#model';
import { defaultPosteriorSettings, type PosteriorSettings } from '#noise';
import type { FeatureMatrix, PrototypeSimilarities } from '#model';
import type { ModelStore } from './model-store.js';
import type { ProjectStore } from './project-store.js';

/** What scores features: a pool of worker threads that holds published versions. */
export interface ScoringPort {
  publish(key: string, version: Uint8Array): Promise<void>;
  unload(key: string): Promise<void>;
  score(
    key: string,
    features: FeatureMatrix,
    fold: Int8Array,
  ): Promise<{ model: Float32Array; prototype: Float32Array }>;
  /** Of one example to the prototypes of the member of a fold. */
  prototypeSimilarities(key: string, features: FeatureMatrix, fold: number): Promise<PrototypeSimilarities>;
}

/** A project with the model version that serves it now. */
export interface ProjectInUse {
  project: Project;
  /** 0: none. */
  modelVersion: number;
  folds: number;
  /** Key of the version in the scoring pool; absent when the version has no network. */
  scoringKey?: string;
  posterior: PosteriorSettings;
  oddThreshold?: number;
  /** Somebody wants to hear of its suspect labels as they are found. */
  tellsSuspects: boolean;
}

/**
 * Projects and their serving model versions as this process uses them. A swap is one assignment: batches that began with
 * the old version finish with it, and it is unloaded only after the next swap.
 */
export class ProjectsInUse {
  private readonly inUse = new Map<string, ProjectInUse>();
  private readonly retired: string[] = [];

  constructor(
    private readonly projects: ProjectStore,
    private readonly models: ModelStore,
    private readonly scoring: ScoringPort,
    private readonly tellsSuspects: (project: string) => Promise<boolean> = async () => false,
  ) {}

  /** undefined: no such project. */
  async get(id: string): Promise<ProjectInUse | undefined> {
    const known = this.inUse.get(id);
    if (known) return known;
    const project = await this.projects.get(id);
    return project && this.load(project);
  }

  /** Projects that this process has met. */
  get ids(): string[] {
    return [...this.inUse.keys()];
  }

  /** Of one example to the prototypes of one member of the version in use; undefined: it has none. */
  async prototypeSimilarities(
    { scoringKey }: ProjectInUse,
    values: FeatureMatrix['values'],
    fold: number,
  ): Promise<PrototypeSimilarities | undefined> {
    if (!scoringKey) return undefined;
    const found = await this.scoring.prototypeSimilarities(scoringKey, { values, dimension: values.length }, fold);
    return found.classOf.length > 0 ? found : undefined;
  }

  /** Takes the first features' shape as the project's. */
  async setFeatureShape(id: string, featureShape: number[]): Promise<ProjectInUse> {
    const project = await this.projects.setFeatureShape(id, featureShape);
    const entry = { ...this.inUse.get(id)!, project };
    this.inUse.set(id, entry);
    return entry;
  }

  /** Looks for newer versions and changed projects. */
  async refresh(): Promise<void> {
    this.projects.refresh();
    for (const id of this.inUse.keys()) {
      const project = await this.projects.get(id);
      if (project) await this.load(project);
    }
  }

  private async load(project: Project): Promise<ProjectInUse> {
    const { version } = await this.models.active(project.id);
    const tellsSuspects = await this.tellsSuspects(project.id);
    const known = this.inUse.get(project.id);
    if (known && known.modelVersion === version) {
      const same = { ...known, project, tellsSuspects };
      this.inUse.set(project.id, same);
      return same;
    }
    const weights = version > 0 ? await this.models.weights(project.id, version) : undefined;
    if (version > 0 && !weights) throw new Error(`version ${version} of project "${project.id}" is not in the ledger`);
    const entry = { ...(await this.publish(project, weights)), tellsSuspects };
    this.inUse.set(project.id, entry);
    if (known?.scoringKey) await this.retire(known.scoringKey);
    return entry;
  }

  private async publish(
    project: Project,
    weights: Uint8Array | undefined,
  ): Promise<Omit<ProjectInUse, 'tellsSuspects'>> {
    if (!weights) return { project, modelVersion: 0, folds: 2, posterior: defaultPosteriorSettings };
    const version: ModelVersion = readVersion(weights);
    const scoringKey = `${project.id}@${version.version}`;
    if (version.network) await this.scoring.publish(scoringKey, weights);
    return {
      project,
      modelVersion: version.version,
      folds: version.folds,
      posterior: version.settings,
      ...(version.network ? { scoringKey } : {}),
      oddThreshold: version.oddThreshold,
    };
  }

  private async retire(key: string): Promise<void> {
    this.retired.push(key);
    if (this.retired.length > 1) await this.scoring.unload(this.retired.shift()!);
  }
}

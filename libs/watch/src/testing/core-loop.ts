import type { Alert, LabelingEvent, Mass, Project, ProjectSettings } from '#labels';
import { defaultProjectSettings } from '#labels';
import {
  decodeExampleState,
  encodeExampleState,
  judgeBatch,
  newExampleState,
  type ExampleState,
  type JudgeOutputs,
  type NoiseReading,
  type ScoredEvidence,
  type Sequences,
} from '#judge';
import { defaultPosteriorSettings, NoiseCounts, ProjectNoise, SourceNoise } from '#noise';
import type { NoiseHistory } from '../noise-history.js';
import {
  classPriorOf,
  decodeProjectState,
  encodeProjectState,
  newProjectState,
  typicalOthers,
  type ProjectState,
} from '../project-state.js';
import { ReviewQueue } from '../review-queue.js';
import { decodeSourceState, encodeSourceState } from '../source-state-codec.js';
import { newSourceState, type SourceState } from '../source-state.js';
import { watchBatch, type WatchInput } from '../watch-batch.js';

export interface CoreEvent {
  event: LabelingEvent;
  scored?: ScoredEvidence;
}

export interface CoreOptions {
  /** Every state goes through its bytes after every batch, as it does between two batches of a service. */
  throughBytes?: boolean;
  halfLifeLabels?: number;
}

export function testProject(id: string, classCount: number, settings: Partial<ProjectSettings> = {}): Project {
  return {
    id,
    classes: Array.from({ length: classCount }, (_, k) => String(k)),
    labelsAs: 'index',
    featureType: 'float32',
    settings: { ...defaultProjectSettings, ...settings },
    createdAtMs: 0,
  };
}

/** JUDGE and WATCH without a runner: states in maps, batches by call, noise matrices as of the last `refresh`. */
export class CoreLoop {
  readonly examples = new Map<string, ExampleState>();
  readonly sources = new Map<string, SourceState>();
  readonly projects = new Map<string, ProjectState>();
  readonly reviews = new Map<string, ReviewQueue>();
  readonly sequences = new Map<string, Sequences>();
  private readonly readings = new Map<string, NoiseReading>();
  private readonly settings: Map<string, Project>;
  private offset = 0;

  constructor(
    projects: Project[],
    private readonly options: CoreOptions = {},
  ) {
    this.settings = new Map(projects.map((p) => [p.id, p]));
    this.refresh();
  }

  judge(partition: number, events: CoreEvent[], timestampMs = this.offset): JudgeOutputs {
    const inputs = events.map(({ event, scored }) => ({
      event,
      state: upsert(this.examples, `${event.project}/${event.exampleId}`, newExampleState),
      context: {
        project: this.settings.get(event.project)!,
        noise: this.readings.get(event.project)!,
        posterior: defaultPosteriorSettings,
      },
      ...(scored && { scored }),
      offset: this.offset++,
      timestampMs,
    }));
    const outputs = judgeBatch(partition, inputs, (project) => {
      return upsert(this.sequences, `${partition}/${project}`, () => ({ change: 0, verdict: 0 }));
    });
    if (this.options.throughBytes) renew(this.examples, (s) => decodeExampleState(encodeExampleState(s)));
    return outputs;
  }

  watch(inputs: WatchInput[]): Alert[] {
    const alerts = watchBatch(0, inputs, {
      project: (project) => upsert(this.projects, project, newProjectState),
      source: (project, sourceId) => upsert(this.sources, `${project}/${sourceId}`, newSourceState),
      settings: (project) => this.settings.get(project)!,
      reviews: (project) => upsert(this.reviews, project, () => new ReviewQueue()),
    });
    if (this.options.throughBytes) {
      renew(this.projects, (s) => decodeProjectState(encodeProjectState(s)));
      renew(this.sources, (s) => decodeSourceState(encodeSourceState(s)));
    }
    return alerts;
  }

  /** JUDGE reads the noise matrices as they are now, until the next call. */
  refresh(): void {
    for (const { id, classes } of this.settings.values()) this.readings.set(id, this.read(id, classes.length));
  }

  /** All of WATCH's state, for comparison. */
  watchBytes(): string[] {
    const sources = [...this.sources].map(([key, state]) => `${key} ${text(encodeSourceState(state))}`);
    const projects = [...this.projects].map(([key, state]) => `${key} ${text(encodeProjectState(state))}`);
    return [...sources, ...projects].sort();
  }

  /** All of JUDGE's state, for comparison. */
  judgeBytes(): string[] {
    const examples = [...this.examples].map(([key, state]) => `${key} ${text(encodeExampleState(state))}`);
    return [...examples, ...[...this.sequences].map((entry) => JSON.stringify(entry))].sort();
  }

  private read(project: string, classCount: number): NoiseReading {
    const state = decodeProjectState(encodeProjectState(this.projects.get(project) ?? newProjectState()));
    const noise = new ProjectNoise(classCount, state.pooled);
    const unknown = new SourceNoise(noise, new NoiseCounts(), defaultPosteriorSettings);
    const histories = new Map<string, NoiseHistory>();
    for (const [key, source] of this.sources) {
      if (!key.startsWith(`${project}/`)) continue;
      histories.set(key.slice(project.length + 1), decodeSourceState(encodeSourceState(source)).history);
    }
    const cache = new Map<string, SourceNoise>();
    const column = (sourceId: string, given: number, atMs: number, own?: Mass) => {
      const history = histories.get(sourceId);
      if (!history || history.buckets.length === 0) return unknown.column(given);
      const bucket = history.indexAt(atMs);
      const counts = () => history.readAt(bucket, this.options.halfLifeLabels ?? 400);
      return upsert(cache, `${bucket} ${sourceId}`, () => new SourceNoise(noise, counts(), defaultPosteriorSettings)).column(given, own); // prettier-ignore
    };
    return {
      classPrior: classPriorOf(state, classCount),
      typicalOthers: typicalOthers(state),
      column,
      votes: () => true,
    };
  }
}

function text(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}

function upsert<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  let value = map.get(key);
  if (value === undefined) map.set(key, (value = make()));
  return value;
}

function renew<V>(map: Map<string, V>, copy: (value: V) => V): void {
  for (const [key, value] of map) map.set(key, copy(value));
}

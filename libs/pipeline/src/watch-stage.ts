import {
  alarmActionHeader,
  decodeAlarmAction,
  decodeChange,
  decodeSourceAction,
  encodeAlert,
  InvalidInput,
  sourceActionHeader,
  type Alert,
  type Project,
  type WireFormat,
} from '#labels';
import type { Ledger } from '#ledger';
import { StateTable, type Stage, type StagePartition, type StageResult } from '#runner';
import { FatalError, type LogRecord } from '#stream';
import {
  decodeProjectState,
  decodeSourceState,
  encodeProjectState,
  encodeSourceState,
  newProjectState,
  newSourceState,
  SequenceGapError,
  watchBatch,
  type ProjectState,
  type SourceState,
  type WatchInput,
} from '#watch';
import { groups } from './addresses.js';
import { groupBy } from './group-by.js';
import type { ProjectStore } from './project-store.js';
import { ReviewTable } from './review-table.js';

export interface WatchStageParts {
  ledger: Ledger;
  projects: ProjectStore;
  format: WireFormat;
  maxCachedSources: number;
  /** Hears of alarms only, not of what people decide about sources. */
  observer?: { alerted?(project: string, kind: string, state: string): void };
}

const projectCodec = { create: newProjectState, encode: encodeProjectState, decode: decodeProjectState };
/** So many cells take as much memory as the rest of a source's state. */
const CELLS_OF_A_STATE = 500;
const sourceCodec = {
  create: newSourceState,
  encode: encodeSourceState,
  decode: decodeSourceState,
  weigh: ({ history }: SourceState) => 1 + Math.floor(history.size / CELLS_OF_A_STATE),
};

/** WATCH as a stage: changes in, alerts out; its states are what JUDGE and the trainer read Q from. */
export class WatchStage implements Stage {
  readonly name = 'watch';
  readonly input = 'changes';

  constructor(private readonly parts: WatchStageParts) {}

  async open(partition: number, scope: string): Promise<StagePartition> {
    return new WatchPartition(this.parts, partition, scope);
  }
}

class WatchPartition implements StagePartition {
  private readonly projectStates: StateTable<ProjectState>;
  private readonly sourceStates: StateTable<SourceState>;
  private readonly reviews: ReviewTable;
  /** Of the batch in hand, told when it is committed. */
  private alerts: Alert[] = [];

  constructor(
    private readonly parts: WatchStageParts,
    private readonly partition: number,
    scope: string,
  ) {
    this.projectStates = new StateTable(parts.ledger, scope, projectCodec, 10_000);
    this.reviews = new ReviewTable(parts.ledger, scope);
    this.sourceStates = new StateTable(parts.ledger, scope, sourceCodec, parts.maxCachedSources);
  }

  async process(records: LogRecord[]): Promise<StageResult> {
    const inputs = records.map(readInput);
    const projects = new Map<string, Project>();
    for (const id of new Set(inputs.map((c) => c.project))) projects.set(id, await this.parts.projects.require(id));
    await this.projectStates.load(groups.projects, projects.keys());
    await this.reviews.load(projects.keys());
    for (const [project, own] of groupBy(inputs, (c) => c.project)) {
      await this.sourceStates.load(
        groups.sources(project),
        own.flatMap((input) => ('action' in input ? [input.sourceId] : input.labels.map((l) => l.sourceId))),
      );
    }
    this.alerts = this.watch(inputs, projects);
    const outputs = this.alerts.map((alert) => {
      const { value, contentType } = encodeAlert(alert, projects.get(alert.project)!, this.parts.format);
      const headers = { 'content-type': contentType };
      return { topic: 'alerts', key: `${alert.project}/${alert.sourceId}`, headers, value };
    });
    const states = [this.projectStates, this.sourceStates, this.reviews].flatMap((table) => table.writes());
    return { states, outputs };
  }

  settle(): void {
    this.projectStates.settle();
    this.reviews.settle();
    this.sourceStates.settle();
    for (const { project, kind, state } of this.alerts) {
      if (kind !== 'pause') this.parts.observer?.alerted?.(project, kind, state);
    }
  }

  drop(): void {
    this.projectStates.drop();
    this.reviews.drop();
    this.sourceStates.drop();
  }

  private watch(inputs: WatchInput[], projects: Map<string, Project>) {
    try {
      return watchBatch(this.partition, inputs, {
        project: (id) => this.projectStates.get(groups.projects, id),
        source: (id, sourceId) => this.sourceStates.get(groups.sources(id), sourceId),
        settings: (id) => projects.get(id)!,
        reviews: (id) => this.reviews.get(id),
      });
    } catch (error) {
      if (error instanceof SequenceGapError) throw new FatalError(error.message, { cause: error });
      throw error;
    }
  }
}

/** Only JUDGE and the API write here: a record that cannot be read is a defect or a newer version's, and nothing may be counted beyond it. */
function readInput({ value, headers, partition, offset }: LogRecord): WatchInput {
  try {
    if (headers['record'] === alarmActionHeader.record) return decodeAlarmAction(value);
    return headers['record'] === sourceActionHeader.record ? decodeSourceAction(value) : decodeChange(value);
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    throw new FatalError(
      `changes/${partition} at offset ${offset} can be read neither as a change nor as an action: ${error.message}`,
      {
        cause: error,
      },
    );
  }
}

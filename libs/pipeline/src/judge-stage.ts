import type { ExampleState, JudgeInput, ScoredEvidence, Sequences } from '#judge';
import { decodeExampleState, encodeExampleState, judgeBatch, newExampleState } from '#judge';
import {
  contentTypes,
  deadLetterOf,
  encodeChange,
  encodeDeadLetter,
  encodeVerdict,
  exampleKey,
  packedOnce,
  type LabelEvent,
  type LabelingEvent,
  type Verdict,
  type WireFormat,
} from '#labels';
import type { Ledger, Output } from '#ledger';
import { foldOf } from '#model';
import { StateTable, type Stage, type StagePartition, type StageResult } from '#runner';
import type { Log, LogRecord } from '#stream';
import { groups } from './addresses.js';
import { forward, ForwardedRecords, timeOf } from './forwarded-records.js';
import { groupBy } from './group-by.js';
import { readEvents, type ReadEvent } from './read-events.js';
import { latencyOf, type LabelLatency } from './label-latency.js';
import type { NoiseView } from './noise-view.js';
import type { ProjectInUse, ProjectsInUse, ScoringPort } from './projects-in-use.js';
import { shownWrites } from './shown-writes.js';

export interface JudgeStageParts {
  ledger: Ledger;
  log: Log;
  projects: ProjectsInUse;
  noise: NoiseView;
  scoring: ScoringPort;
  format: WireFormat;
  maxCachedExamples: number;
  observer?: {
    scored?(examples: number, ms: number): void;
    /** Per project, after each commit. */
    judged?(project: string, counts: JudgedCounts): void;
    refused?(deadLetters: number): void;
    /** Per project, when the verdicts of a batch's labels are published. */
    answered?(project: string, latency: LabelLatency): void;
    /** Milliseconds per step of a committed batch. */
    spent?(steps: Map<JudgeStep, number>): void;
  };
}

/** Where a batch's time goes: bytes to events, states from the ledger, noise matrices, model, reducer, states to bytes. */
export type JudgeStep = 'decode' | 'load' | 'noise' | 'score' | 'reduce' | 'encode';

/** What one batch did to a project. */
export interface JudgedCounts {
  labels: number;
  verdicts: number;
  suspects: number;
}

/** Evidence of so many classes takes as much memory as the rest of an example's state. */
const CLASSES_OF_A_STATE = 64;

export const sequencesCodec = {
  create: (): Sequences => ({ change: 0, verdict: 0 }),
  encode: (s: Sequences) => Buffer.from(JSON.stringify(s)),
  decode: (bytes: Uint8Array) => JSON.parse(Buffer.from(bytes).toString('utf8')) as Sequences,
};
const examplesCodec = {
  create: newExampleState,
  encode: encodeExampleState,
  decode: decodeExampleState,
  weigh: ({ evidence }: ExampleState) => 1 + Math.floor((evidence?.model.length ?? 0) / CLASSES_OF_A_STATE),
};

/** JUDGE as a stage: events in; verdicts, changes and dead letters out. Scores in a worker before the reducer runs. */
export class JudgeStage implements Stage {
  readonly name = 'judge';
  readonly input = 'events';

  constructor(private readonly parts: JudgeStageParts) {}

  async open(partition: number, scope: string): Promise<StagePartition> {
    return new JudgePartition(this.parts, partition, scope);
  }
}

class JudgePartition implements StagePartition {
  private readonly examples: StateTable<ExampleState>;
  private readonly sequences: StateTable<Sequences>;
  private readonly arrivals: ForwardedRecords;
  /** What the batch in hand did, told when it is committed. */
  private done: { counts: Map<string, JudgedCounts>; refused: number } = { counts: new Map(), refused: 0 };
  private readonly spent = new Map<JudgeStep, number>();
  private sinceMs = 0;

  constructor(
    private readonly parts: JudgeStageParts,
    private readonly partition: number,
    scope: string,
  ) {
    this.examples = new StateTable(parts.ledger, scope, examplesCodec, parts.maxCachedExamples);
    this.sequences = new StateTable(parts.ledger, scope, sequencesCodec, 10_000);
    this.arrivals = new ForwardedRecords(parts.ledger, scope);
  }

  async process(records: LogRecord[]): Promise<StageResult> {
    this.spent.clear();
    this.sinceMs = performance.now();
    const { events, refused } = await readEvents(await this.arrivals.dropRepeats(records), this.parts.projects);
    const here = events.filter((e) => this.isHere(e));
    this.lap('decode');
    const inputs = await this.prepare(here);
    const { verdicts, changes } = judgeBatch(this.partition, inputs, (project) =>
      this.sequences.get(groups.sequences, project),
    );
    const shown = shownWrites(inputs);
    this.lap('reduce');
    const inUse = new Map(here.map((e) => [e.event.project, e.inUse]));
    this.done = { counts: countsOf(verdicts), refused: refused.length };
    const { format } = this.parts;
    const outputs: Output[] = [
      ...this.forwarded(events),
      ...refused.map(({ record, error }) => {
        const place = { partition: record.partition, offset: record.offset, atMs: timeOf(record) };
        const letter = encodeDeadLetter(deadLetterOf(record.value, error, place), format);
        return output('dead-letters', record.key, letter.value, letter.contentType);
      }),
      ...verdicts.flatMap((v) => {
        const { project, tellsSuspects } = inUse.get(v.project)!;
        const { value, contentType } = encodeVerdict(v, project, format);
        const logs = v.suspect && tellsSuspects ? ['verdicts', 'suspects'] : ['verdicts'];
        return logs.map((topic) => output(topic, exampleKey(v), value, contentType));
      }),
      ...changes.map((c) => output('changes', c.project, encodeChange(c), contentTypes.protobuf)),
    ];
    const states = [...this.examples.writes(), ...shown, ...this.sequences.writes(), ...this.arrivals.writes()];
    this.lap('encode');
    return { states, outputs, published: () => this.tellLatency(here) };
  }

  settle(): void {
    this.examples.settle();
    this.sequences.settle();
    this.arrivals.settle();
    const { observer } = this.parts;
    for (const [project, counts] of this.done.counts) observer?.judged?.(project, counts);
    if (this.done.refused > 0) observer?.refused?.(this.done.refused);
    observer?.spent?.(this.spent);
  }

  drop(): void {
    this.examples.drop();
    this.sequences.drop();
    this.arrivals.drop();
  }

  private tellLatency(events: ReadEvent[]): void {
    const { observer } = this.parts;
    if (!observer?.answered) return;
    const labels = events.filter(({ event }) => event.kind === 'label');
    for (const [project, own] of groupBy(labels, ({ event }) => event.project)) {
      observer.answered(project, latencyOf(own, Date.now()));
    }
  }

  /** What passed since the last lap went into this step. */
  private lap(step: JudgeStep): void {
    const nowMs = performance.now();
    this.spent.set(step, (this.spent.get(step) ?? 0) + nowMs - this.sinceMs);
    this.sinceMs = nowMs;
  }

  /** Producers hash keys differently: what belongs to another partition is sent on to it, once. */
  private isHere({ event }: ReadEvent): boolean {
    return this.parts.log.partitionOf('events', exampleKey(event)) === this.partition;
  }

  private forwarded(events: ReadEvent[]): Output[] {
    const records = new Map(events.filter((e) => !this.isHere(e)).map((e) => [e.record, exampleKey(e.event)]));
    return [...records].map(([record, key]) => forward(record, key));
  }

  private async prepare(events: ReadEvent[]): Promise<JudgeInput[]> {
    const byProject = groupBy(events, (e) => e.inUse);
    const inputs = new Map<ReadEvent, JudgeInput>();
    await this.sequences.load(groups.sequences, new Set(events.map((e) => e.event.project)));
    for (const [inUse, own] of byProject) await this.prepareProject(inUse, own, inputs);
    return events.map((e) => inputs.get(e)!);
  }

  private async prepareProject(inUse: ProjectInUse, events: ReadEvent[], inputs: Map<ReadEvent, JudgeInput>) {
    const { project, posterior, oddThreshold } = inUse;
    const group = groups.examples(project.id);
    await this.examples.load(
      group,
      events.map((e) => e.event.exampleId),
    );
    const states = new Map(events.map((e) => [e.event.exampleId, this.examples.get(group, e.event.exampleId)]));
    this.lap('load');
    const sourceIds = new Set<string>();
    for (const { event } of events) if ('sourceId' in event) sourceIds.add(event.sourceId);
    for (const state of states.values()) for (const label of state.labels) sourceIds.add(label.sourceId);
    const noise = await this.parts.noise.prepare(project.id, project.classes.length, posterior, sourceIds);
    this.lap('noise');
    const scored = await this.score(inUse, events, states);
    this.lap('score');
    const context = { project, noise, posterior, oddThreshold };
    for (const read of events) {
      const { event, record } = read;
      const state = states.get(event.exampleId)!;
      const own = scored.get(event.exampleId);
      const place = { offset: record.offset, timestampMs: timeOf(record) };
      inputs.set(read, { event, state, context, ...(own && { scored: own }), ...place });
    }
  }

  /**
   * Evidence for the examples that come with features and have none of this version. A first meeting is scored by all
   * members, none of which can have trained on it; afterwards only the member of the example's fold is out of sample.
   */
  private async score(
    { project, modelVersion, folds, scoringKey }: ProjectInUse,
    events: ReadEvent[],
    states: Map<string, ExampleState>,
  ): Promise<Map<string, ScoredEvidence>> {
    const wanted = new Map<string, LabelEvent>();
    for (const { event } of events)
      if (needsScore(event, states.get(event.exampleId)!, modelVersion))
        wanted.set(event.exampleId, event as LabelEvent);
    if (!scoringKey || wanted.size === 0) return new Map();
    const began = performance.now();
    const items = [...wanted.values()];
    const dimension = items[0]!.features!.length;
    const values =
      project.featureType === 'uint8'
        ? new Uint8Array(items.length * dimension)
        : new Float32Array(items.length * dimension);
    items.forEach((event, n) => values.set(event.features!, n * dimension));
    const fold = Int8Array.from(items, (event) =>
      isKnown(states.get(event.exampleId)!) ? foldOf(event.exampleId, folds) : -1,
    );
    const { model, prototype } = await this.parts.scoring.score(scoringKey, { values, dimension }, fold);
    this.parts.observer?.scored?.(items.length, performance.now() - began);
    const K = model.length / items.length;
    return new Map(
      items.map((event, n) => {
        const [from, to] = [n * K, (n + 1) * K];
        const evidence = { model: model.slice(from, to), prototype: prototype.slice(from, to) };
        // What the reducer sees now must be what it will read back from the ledger.
        return [event.exampleId, { evidence: packedOnce(evidence), modelVersion }];
      }),
    );
  }
}

function countsOf(verdicts: Verdict[]): Map<string, JudgedCounts> {
  const all = new Map<string, JudgedCounts>();
  for (const { project, cause, suspect } of verdicts) {
    const counts = all.get(project) ?? { labels: 0, verdicts: 0, suspects: 0 };
    all.set(project, counts);
    counts.verdicts++;
    if (cause === 'label') counts.labels++;
    if (suspect) counts.suspects++;
  }
  return all;
}

function isKnown(state: ExampleState): boolean {
  return state.labels.length > 0 || state.evidence !== undefined || state.pass > 0;
}

function needsScore(event: LabelingEvent, state: ExampleState, modelVersion: number): boolean {
  if (event.kind !== 'label' || !event.features) return false;
  return state.evidence === undefined || state.modelVersion < modelVersion;
}

function output(topic: string, key: string, value: Uint8Array, contentType: string): Output {
  return { topic, key, headers: { 'content-type': contentType }, value };
}

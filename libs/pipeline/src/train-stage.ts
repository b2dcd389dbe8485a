import type { Ledger, StateWrite } from '#ledger';
import { scopeOf, StateTable, type Stage, type StagePartition, type StageResult } from '#runner';
import type { Log, LogRecord } from '#stream';
import { exampleKey, type Features } from '#labels';
import { groups } from './addresses.js';
import { ForwardedRecords, timeOf } from './forwarded-records.js';
import { groupBy } from './group-by.js';
import type { ProjectsInUse } from './projects-in-use.js';
import { readEvents, type ReadEvent } from './read-events.js';
import { isRescore } from './rescore-header.js';
import {
  BufferIndex,
  bufferEvent,
  bufferedCodec,
  intakeCodec,
  priorityOf,
  type BufferedExample,
  type Intake,
} from './training-buffer.js';

export interface TrainStageParts {
  ledger: Ledger;
  log: Log;
  projects: ProjectsInUse;
  /** Examples kept per project, over all partitions. */
  bufferExamples: number;
  /** Called after each committed batch with the projects that it met. */
  onIntake(projects: string[]): void;
}

/** JUDGE's position is looked at again after 1, 2, 4, ... up to this many milliseconds. */
const MAX_JUDGE_POLL_MS = 50;

/**
 * The trainer's intake as a stage: events into a bounded replay buffer, committed like everything else, so that a
 * restart finds it again. Never reads past JUDGE's committed position: no label is learned from before it is judged.
 */
export class TrainStage implements Stage {
  readonly name = 'train';
  readonly input = 'events';

  constructor(private readonly parts: TrainStageParts) {}

  async open(partition: number, scope: string): Promise<StagePartition> {
    return new TrainPartition(this.parts, partition, scope);
  }
}

class TrainPartition implements StagePartition {
  private readonly examples: StateTable<BufferedExample>;
  private readonly intake: StateTable<Intake>;
  private readonly arrivals: ForwardedRecords;
  private indexes = new Map<string, BufferIndex>();
  private met: string[] = [];

  constructor(
    private readonly parts: TrainStageParts,
    private readonly partition: number,
    private readonly scope: string,
  ) {
    this.examples = new StateTable(parts.ledger, scope, bufferedCodec, 20_000);
    this.intake = new StateTable(parts.ledger, scope, intakeCodec, 10_000);
    this.arrivals = new ForwardedRecords(parts.ledger, scope);
  }

  async process(records: LogRecord[], signal: AbortSignal): Promise<StageResult> {
    await this.waitForJudge(records.at(-1)!.offset, signal);
    const fresh = await this.arrivals.dropRepeats(records.filter((r) => !isRescore(r)));
    const { events } = await readEvents(fresh, this.parts.projects);
    const here = events.filter((e) => this.parts.log.partitionOf('events', exampleKey(e.event)) === this.partition);
    const extra: StateWrite[] = [];
    this.met = [...new Set(here.map((e) => e.event.project))];
    await this.intake.load(groups.intake, this.met);
    for (const [project, own] of groupBy(here, (e) => e.event.project)) {
      await this.takeProject(project, own, extra);
    }
    const cut = new Set(extra.filter((e) => e.value === null).map((e) => `${e.group}\0${e.id}`));
    const kept = this.examples.writes().filter((w) => !cut.has(`${w.group}\0${w.id}`));
    return { states: [...kept, ...this.intake.writes(), ...this.arrivals.writes(), ...extra], outputs: [] };
  }

  settle(): void {
    this.examples.settle();
    this.intake.settle();
    this.arrivals.settle();
    if (this.met.length > 0) this.parts.onIntake(this.met);
  }

  drop(): void {
    this.examples.drop();
    this.intake.drop();
    this.arrivals.drop();
    this.indexes = new Map();
  }

  private async takeProject(project: string, events: ReadEvent[], extra: StateWrite[]): Promise<void> {
    const index = await this.indexOf(project);
    const intake = this.intake.get(groups.intake, project);
    intake.labels += events.filter((e) => e.event.kind === 'label').length;
    const wanted = events.filter(({ event }) => {
      if (event.kind === 'rescore') return false;
      return index.has(event.exampleId) || priorityOf(event.exampleId) <= intake.threshold;
    });
    const group = groups.buffer(project);
    await this.examples.load(
      group,
      wanted.map((e) => e.event.exampleId),
    );
    const features = new Map<string, Features>();
    for (const { event, inUse, record } of wanted) {
      const example = this.examples.get(group, event.exampleId);
      bufferEvent(example, event, inUse.project, event.atMs ?? timeOf(record));
      index.add(event.exampleId, example.gold !== undefined);
      if (event.kind === 'label' && event.features) features.set(event.exampleId, event.features);
    }
    for (const [id, values] of features) {
      extra.push({
        group: groups.features(project),
        id,
        value: new Uint8Array(values.buffer, values.byteOffset, values.byteLength),
      });
    }
    this.cut(project, index, intake, extra);
  }

  private cut(project: string, index: BufferIndex, intake: Intake, extra: StateWrite[]): void {
    const overflow = index.overflow();
    if (!overflow) return;
    intake.threshold = overflow.threshold;
    for (const id of overflow.cut) {
      extra.push({ group: groups.buffer(project), id, value: null });
      extra.push({ group: groups.features(project), id, value: null });
    }
  }

  /** Rebuilt from the ledger when this process takes the partition over. */
  private async indexOf(project: string): Promise<BufferIndex> {
    const known = this.indexes.get(project);
    if (known) return known;
    const { ledger, log, bufferExamples } = this.parts;
    const index = new BufferIndex(Math.ceil(bufferExamples / log.partitions('events')));
    for await (const [id, example] of bufferedExamples(ledger, this.scope, project)) {
      index.add(id, example.gold !== undefined);
    }
    this.indexes.set(project, index);
    return index;
  }

  private async waitForJudge(offset: number, signal: AbortSignal): Promise<void> {
    const scope = scopeOf('judge', this.partition);
    for (let waitMs = 1; (await this.parts.ledger.head(scope)).position <= offset; waitMs *= 2) {
      signal.throwIfAborted();
      await new Promise((resolve) => setTimeout(resolve, Math.min(waitMs, MAX_JUDGE_POLL_MS)));
    }
  }
}

/** Every buffered example of a project in one partition; one may come twice while the buffer is written to. */
export async function* bufferedExamples(
  ledger: Ledger,
  scope: string,
  project: string,
): AsyncGenerator<[string, BufferedExample]> {
  let cursor: string | undefined;
  do {
    const page = await ledger.list(scope, groups.buffer(project), {
      ...(cursor === undefined ? {} : { cursor }),
      limit: 1_000,
    });
    for (const { id, value } of page.entries) yield [id, bufferedCodec.decode(value)];
    cursor = page.cursor;
  } while (cursor !== undefined);
}

import { setTimeout as sleep } from 'node:timers/promises';
import type { Ledger, Output, StateWrite } from '#ledger';
import { FatalError, type Log, type LogRecord, type Subscription, type Topic, topics } from '#stream';

export interface StageResult {
  states: StateWrite[];
  outputs: Output[];
  /** Called once the outputs are published; not for a batch whose outputs a later owner publishes. */
  published?(): void;
}

/** One partition of a stage: loads, scores and reduces one batch at a time. */
export interface StagePartition {
  process(records: LogRecord[], signal: AbortSignal): Promise<StageResult>;
  /** The result of the last `process` is committed. */
  settle(): void;
  /** It is not: forget every state that may have moved. */
  drop(): void;
}

export interface Stage {
  /** 'judge', 'watch' or 'train'; scopes are `<name>:<partition>`. */
  name: string;
  input: Topic;
  open(partition: number, scope: string): Promise<StagePartition>;
}

/** What a runner tells whoever measures it. Times in milliseconds. */
export interface RunnerObserver {
  batch?(measure: {
    stage: string;
    partition: number;
    records: number;
    processMs: number;
    commitMs: number;
    publishMs: number;
  }): void;
  conflict?(stage: string, partition: number): void;
  /** A partition cannot be begun or its outputs published now (an outage of the ledger or the log); it is tried again. */
  outage?(stage: string, partition: number, error: unknown): void;
}

/** Outputs published per request at start. */
const PUBLISH_BATCH = 1_000;
/** Pauses between tries: each twice the last, up to the longest. */
const FIRST_PAUSE_MS = 100;
const MAX_PAUSE_MS = 2_000;

/**
 * Runs one stage over the partitions of its input that are assigned to this process:
 *
 *     batch -> process (load, score, reduce) -> commit (states, outputs, position: one atomic write, compare-and-set)
 *           -> publish the committed outputs -> forget them
 *
 * Publishing goes on while the next batch is processed and committed, and is over before that one's outputs are published.
 *
 * Effects are exactly once: the position moves in the same write as the states, and of two owners one commits and the
 * other drops its caches. Outputs are at least once and byte-identical when repeated; their readers drop repeats by
 * (partition, seq). The log's own group offset is only a hint and a witness: found beyond the ledger's position, the
 * ledger has lost commits whose outputs are out, and the partition stops.
 */
export class Runner {
  private readonly open = new Map<number, OwnedPartition>();
  private subscription?: Subscription;
  private readonly stopping = new AbortController();
  private readonly publishing = new Set<Promise<void>>();

  constructor(
    private readonly stage: Stage,
    private readonly ledger: Ledger,
    private readonly log: Log,
    private readonly options: { group: string; maxBatchRecords: number; observer?: RunnerObserver },
  ) {}

  async start(): Promise<void> {
    this.subscription = await this.log.subscribe({
      topic: this.stage.input,
      group: this.options.group,
      maxBatchRecords: this.options.maxBatchRecords,
      // The subscription takes whatever is thrown here for final.
      start: (partition, committed) => this.insist(partition, () => this.begin(partition, committed)),
      onBatch: (records, signal) => this.handle(records, signal),
      onRevoked: (partition) => this.open.delete(partition),
    });
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.subscription?.stop();
    this.open.clear();
    await Promise.allSettled(this.publishing);
  }

  /** Rejects when the runner stopped itself; never resolves. */
  get failed(): Promise<never> {
    return this.subscription?.failed ?? new Promise(() => {});
  }

  async lag(): Promise<{ partition: number; records: number }[]> {
    return (await this.subscription?.lag()) ?? [];
  }

  get stageName(): string {
    return this.stage.name;
  }

  get input(): Topic {
    return this.stage.input;
  }

  /** Partitions that this process owns now. */
  get partitions(): number[] {
    return [...this.open.keys()].sort((a, b) => a - b);
  }

  /** Waits for the end of an outage. */
  private async insist<T>(partition: number, work: () => Promise<T>): Promise<T> {
    for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(2 * pauseMs, MAX_PAUSE_MS)) {
      try {
        return await work();
      } catch (error) {
        if (error instanceof FatalError || this.stopping.signal.aborted) throw error;
        this.options.observer?.outage?.(this.stage.name, partition, error);
      }
      await sleep(pauseMs, undefined, { signal: this.stopping.signal });
    }
  }

  private async begin(partition: number, committed: number | undefined): Promise<number> {
    const scope = scopeOf(this.stage.name, partition);
    const { position, lastOutput } = await this.ledger.head(scope);
    if (committed !== undefined && committed > position) {
      throw new FatalError(
        `the ledger is behind its own published outputs: ${scope} stands at ${position}, but its input was ` +
          `acknowledged up to ${committed}. Restore the ledger, or start a new one with a new topic prefix.`,
      );
    }
    await this.publishOwed(scope);
    const opened = await this.stage.open(partition, scope);
    const done = Promise.resolve();
    this.open.set(partition, {
      partition: opened,
      position,
      lastOutput,
      scope,
      published: done,
      forgettable: lastOutput,
      forgotten: lastOutput,
    });
    return position;
  }

  private async handle(records: LogRecord[], signal: AbortSignal): Promise<void> {
    const owned = this.open.get(records[0]!.partition);
    if (!owned) throw new Error(`partition ${records[0]!.partition} of ${this.stage.input} is not open here`);
    const fresh = records.filter((r) => r.offset >= owned.position);
    if (fresh.length === 0) return;
    try {
      await this.step(owned, fresh, signal);
    } catch (error) {
      owned.partition.drop();
      throw error;
    }
  }

  private async step(owned: OwnedPartition, records: LogRecord[], signal: AbortSignal): Promise<void> {
    const began = performance.now();
    const { states, outputs, published } = await owned.partition.process(records, signal);
    signal.throwIfAborted();
    const processed = performance.now();
    const position = records.at(-1)!.offset + 1;
    const result = await this.ledger.commit(owned.scope, {
      expectedPosition: owned.position,
      position,
      states,
      outputs,
    });
    if (!result.committed) {
      this.options.observer?.conflict?.(this.stage.name, records[0]!.partition);
      throw new Error(`${owned.scope} was moved to ${result.position} by another owner; began at ${owned.position}`);
    }
    owned.partition.settle();
    owned.position = position;
    owned.lastOutput += outputs.length;
    const measure = { processMs: processed - began, commitMs: performance.now() - processed };
    await owned.published;
    owned.published = this.publish(owned, records, outputs, measure).then(published);
    this.keep(owned.published);
  }

  /**
   * Publishes what was just committed; it is forgotten some time after. Nothing older is owed: `begin` saw to it, and the
   * batch before is published. Rejects only for good, which the next batch says.
   */
  private async publish(
    owned: OwnedPartition,
    records: LogRecord[],
    outputs: Output[],
    measure: { processMs: number; commitMs: number },
  ): Promise<void> {
    const { partition } = records[0]!;
    const { lastOutput } = owned;
    const began = performance.now();
    if (outputs.length > 0) {
      try {
        await this.log.append(outputs.map(toRecord));
      } catch (error) {
        this.options.observer?.outage?.(this.stage.name, partition, error);
        await this.insist(partition, () => this.publishOwed(owned.scope));
      }
      this.forgetLater(owned, partition, lastOutput);
    }
    const publishMs = performance.now() - began;
    this.options.observer?.batch?.({
      stage: this.stage.name,
      partition,
      records: records.length,
      ...measure,
      publishMs,
    });
  }

  /** One request at a time, with whatever is published by then. */
  private forgetLater(owned: OwnedPartition, partition: number, throughId: number): void {
    owned.forgettable = throughId;
    owned.forgetting ??= this.forget(owned, partition);
    this.keep(owned.forgetting);
  }

  private async forget(owned: OwnedPartition, partition: number): Promise<void> {
    while (owned.forgotten < owned.forgettable) {
      const throughId = owned.forgettable;
      await this.insist(partition, () => this.ledger.forget(owned.scope, throughId));
      owned.forgotten = throughId;
    }
    owned.forgetting = undefined; // in the same turn as the last look, so that nothing is left behind
  }

  /** `stop` waits for it. */
  private keep(publishing: Promise<void>): void {
    this.publishing.add(publishing);
    publishing.catch(() => undefined).finally(() => this.publishing.delete(publishing));
  }

  /** Publishes what an earlier owner committed and did not publish, oldest first. */
  private async publishOwed(scope: string): Promise<void> {
    for (;;) {
      const owed = await this.ledger.outputs(scope, PUBLISH_BATCH);
      if (owed.length === 0) return;
      await this.log.append(owed.map(toRecord));
      await this.ledger.forget(scope, owed.at(-1)!.id);
    }
  }
}

interface OwnedPartition {
  partition: StagePartition;
  /** Next offset to take; what the ledger says too, as long as this process is the owner. */
  position: number;
  /** Id of the newest committed output. */
  lastOutput: number;
  scope: string;
  /** The outputs of the batch before. */
  published: Promise<void>;
  /** Ids through which outputs are published, and through which they are forgotten. */
  forgettable: number;
  forgotten: number;
  forgetting?: Promise<void> | undefined;
}

export function scopeOf(stage: string, partition: number): string {
  return `${stage}:${partition}`;
}

function toRecord({ topic, key, partition, headers, value }: Output) {
  const known = topics.find((t) => t === topic);
  if (!known) throw new FatalError(`the ledger owes a record to an unknown log "${topic}"`);
  return { topic: known, key, headers, value, ...(partition === undefined ? {} : { partition }) };
}

import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises';
import { Backoff } from './backoff.js';
import { beginOffset } from './begin-offset.js';
import type { LocalStore } from './local.store.js';
import { FatalError, type LogRecord, type Topic } from './log.js';
import type { Notice } from './notice.js';

export interface LocalReaderOptions {
  store: LocalStore;
  topic: Topic;
  partition: number;
  maxBatchRecords: number;
  start(): Promise<number>;
  onBatch(records: LogRecord[], signal: AbortSignal): Promise<void>;
  /** The offset after a batch that was handled. */
  onHandled?(next: number): void;
  notice: Notice;
}

/**
 * Reads one partition from `start()` on, one batch after the other, and sleeps at the end until an append. A handler that
 * throws makes it begin again from `start()` after a pause; a FatalError, or an error of `start()`, ends `run()`.
 */
export class LocalReader {
  /** Offset of the next record to handle; undefined until `start()` has said it. */
  next?: number;
  private stopping = false;
  private endSleep?: () => void;
  private finished: Promise<void> = Promise.resolve();
  private readonly backoff = new Backoff();
  private readonly endPause = new AbortController();
  /** Never aborted: a partition changes hands only when its batch in hand is done. */
  private readonly handling = new AbortController();

  constructor(private readonly options: LocalReaderOptions) {}

  /** Settles when the reader was stopped; rejects with what ended it. */
  run(): Promise<void> {
    const running = this.readUntilStopped();
    this.finished = running.catch(() => undefined);
    return running;
  }

  /** Resolves when the batch in hand is done. */
  async stop(): Promise<void> {
    this.stopping = true;
    this.endPause.abort();
    this.endSleep?.();
    await this.finished;
  }

  private async readUntilStopped(): Promise<void> {
    const { store, topic, partition } = this.options;
    const unlisten = store.listen(topic, partition, () => this.endSleep?.());
    try {
      await this.beginAndFollow();
    } finally {
      unlisten();
    }
  }

  private async beginAndFollow(): Promise<void> {
    while (!this.stopping) {
      this.next = await this.begin();
      try {
        await this.follow(this.next);
      } catch (error) {
        if (error instanceof FatalError) throw error;
        await this.pauseAfter(error);
      }
    }
  }

  private async begin(): Promise<number> {
    const { store, topic, partition, notice } = this.options;
    const wanted = await this.options.start();
    return beginOffset(`${topic}/${partition}`, wanted, store.extent(topic, partition), notice);
  }

  private async follow(from: number): Promise<void> {
    const { store, topic, partition, maxBatchRecords } = this.options;
    let next = from;
    while (!this.stopping) {
      const records = store.read(topic, partition, next, maxBatchRecords);
      if (records.length === 0) {
        await this.sleep();
        continue;
      }
      await this.options.onBatch(records, this.handling.signal);
      next = records.at(-1)!.offset + 1;
      this.next = next;
      this.backoff.reset();
      this.options.onHandled?.(next);
      await nextTurn(); // a handler that never waits must not starve the process
    }
  }

  private async pauseAfter(error: unknown): Promise<void> {
    if (this.stopping) return;
    const pauseMs = this.backoff.nextMs();
    const reason = error instanceof Error ? error.message : String(error);
    this.options.notice(
      'warn',
      `${this.options.topic}/${this.options.partition}: begun again in ${Math.round(pauseMs)} ms, the handler failed: ${reason}`,
    );
    await pause(pauseMs, undefined, { signal: this.endPause.signal }).catch(() => undefined);
  }

  private sleep(): Promise<void> {
    return new Promise((resolve) => {
      this.endSleep = resolve;
    });
  }
}

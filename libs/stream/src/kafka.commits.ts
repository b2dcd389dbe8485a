import type { Consumer } from 'kafkajs';
import { within } from './within.js';

const flushTimeoutMs = 3_000;

/**
 * Commits a group's offsets, one request at a time with whatever is newest. They are hints: a commit that fails is
 * forgotten, and one that kafkajs tries again after a rebalance may set back what the partition's new owner committed.
 */
export class KafkaCommits {
  private readonly offsets = new Map<number, number>();
  private sending?: Promise<void>;

  constructor(
    private readonly consumer: () => Consumer | undefined,
    private readonly topic: string,
  ) {}

  commit(partition: number, next: number): void {
    this.offsets.set(partition, next);
    this.sending ??= this.send();
  }

  forget(partition: number): void {
    this.offsets.delete(partition);
  }

  /** Resolves when all is committed, or after some seconds: a hint is not worth waiting longer. */
  async flush(): Promise<void> {
    if (this.sending) await within(this.sending, flushTimeoutMs, 'committing offsets').catch(() => undefined);
  }

  private async send(): Promise<void> {
    while (this.offsets.size > 0) {
      const commits = [...this.offsets].map(([partition, offset]) => ({
        topic: this.topic,
        partition,
        offset: String(offset),
      }));
      this.offsets.clear();
      await this.consumer()
        ?.commitOffsets(commits)
        .catch(() => undefined);
    }
    this.sending = undefined;
  }
}

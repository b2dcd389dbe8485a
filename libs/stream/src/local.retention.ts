import type { LocalOffsets } from './local.offsets.js';
import type { LocalStore } from './local.store.js';
import type { Topic } from './log.js';
import type { Notice } from './notice.js';

/** Topics that a stage must read whole: what a known group has not committed there is never removed. */
const inputs: ReadonlySet<Topic> = new Set<Topic>(['events', 'changes']);
const recordsPerStep = 1000;
/** Trimming goes a little below the bound, so that not every append trims. */
const trimTo = 0.9;

/** Removes the oldest records of a topic once it holds more than `retentionBytes`. */
export class LocalRetention {
  private readonly trimming = new Map<Topic, Promise<void>>();
  private readonly warned = new Set<Topic>();

  constructor(
    private readonly store: LocalStore,
    private readonly offsets: LocalOffsets,
    private readonly retentionBytes: number,
    private readonly notice: Notice,
  ) {}

  /** Begins to trim `topic` when it is past the bound and nothing trims it yet. */
  trim(topic: Topic, partitions: number): void {
    if (this.trimming.has(topic) || this.retained(topic, partitions) <= this.retentionBytes) return;
    const work = this.trimTopic(topic, partitions)
      .catch((error: unknown) => this.notice('error', `${topic}: retention failed: ${String(error)}`))
      .finally(() => this.trimming.delete(topic));
    this.trimming.set(topic, work);
  }

  async idle(): Promise<void> {
    await Promise.all(this.trimming.values());
  }

  private async trimTopic(topic: Topic, partitions: number): Promise<void> {
    const goal = this.retentionBytes * trimTo;
    for (;;) {
      const excess = this.retained(topic, partitions) - goal;
      if (excess <= 0) return;
      const partition = this.oldestPartition(topic, partitions);
      if (partition === undefined) return this.warnOnce(topic);
      const limits = { before: this.floor(topic, partition), max: recordsPerStep, bytes: excess };
      if ((await this.store.removeOldest(topic, partition, limits)) === 0) return;
    }
  }

  /** Of the partitions that have something to remove, the one with the oldest record. */
  private oldestPartition(topic: Topic, partitions: number): number | undefined {
    let oldest: { partition: number; ms: number } | undefined;
    for (let partition = 0; partition < partitions; partition++) {
      const { low, end } = this.store.extent(topic, partition);
      if (low >= Math.min(end - 1, this.floor(topic, partition))) continue;
      const ms = this.store.oldestMs(topic, partition)!;
      if (!oldest || ms < oldest.ms) oldest = { partition, ms };
    }
    return oldest?.partition;
  }

  private floor(topic: Topic, partition: number): number {
    return inputs.has(topic) ? this.offsets.floor(topic, partition) : Infinity;
  }

  private retained(topic: Topic, partitions: number): number {
    let bytes = 0;
    for (let partition = 0; partition < partitions; partition++) bytes += this.store.retainedBytes(topic, partition);
    return bytes;
  }

  private warnOnce(topic: Topic): void {
    if (!inputs.has(topic) || this.warned.has(topic)) return;
    this.warned.add(topic);
    this.notice('warn', `${topic} is kept beyond its retention: a group has not read the oldest records yet`);
  }
}

import { LocalReader } from './local.reader.js';
import type { LocalOffsets } from './local.offsets.js';
import type { LocalStore } from './local.store.js';
import type { SubscribeOptions, Subscription } from './log.js';
import type { Notice } from './notice.js';

interface Assignment {
  owner: LocalSubscription;
  reader: LocalReader;
}

/**
 * The members of one group on one topic and who reads which partition. A partition changes hands when its batch in hand
 * is done: within a process nothing is handled by two.
 */
export class LocalGroup {
  private readonly members: LocalSubscription[] = [];
  private readonly assignments: (Assignment | undefined)[];
  private readonly moves: Promise<void>[];

  constructor(
    readonly store: LocalStore,
    readonly offsets: LocalOffsets,
    readonly notice: Notice,
    partitions: number,
  ) {
    this.assignments = Array.from({ length: partitions });
    this.moves = Array.from({ length: partitions }, () => Promise.resolve());
  }

  join(options: SubscribeOptions): LocalSubscription {
    const member = new LocalSubscription(this, options);
    this.members.push(member);
    void this.share();
    return member;
  }

  async leave(member: LocalSubscription): Promise<void> {
    const index = this.members.indexOf(member);
    if (index >= 0) this.members.splice(index, 1);
    await this.share();
  }

  readersOf(member: LocalSubscription): { partition: number; reader: LocalReader }[] {
    return this.assignments.flatMap((assignment, partition) =>
      assignment?.owner === member ? [{ partition, reader: assignment.reader }] : [],
    );
  }

  private async share(): Promise<void> {
    for (let partition = 0; partition < this.moves.length; partition++)
      this.moves[partition] = this.moves[partition]!.then(() => this.move(partition));
    await Promise.all(this.moves);
  }

  private async move(partition: number): Promise<void> {
    const current = this.assignments[partition];
    const target = this.members.length === 0 ? undefined : this.members[partition % this.members.length]!;
    if (current?.owner === target) return;
    if (current) {
      await current.reader.stop();
      current.owner.options.onRevoked?.(partition);
    }
    this.assignments[partition] = target && { owner: target, reader: this.startReader(target, partition) };
  }

  private startReader(member: LocalSubscription, partition: number): LocalReader {
    const { topic, group, maxBatchRecords, start, onBatch } = member.options;
    const reader = new LocalReader({
      store: this.store,
      topic,
      partition,
      maxBatchRecords,
      start: () => start(partition, this.offsets.committed(group, topic, partition)),
      onBatch,
      onHandled: (next) => this.offsets.commit(group, topic, partition, next),
      notice: this.notice,
    });
    reader.run().catch((error: unknown) => member.fail(error));
    return reader;
  }
}

export class LocalSubscription implements Subscription {
  readonly failed: Promise<never>;
  private reject!: (error: unknown) => void;

  constructor(
    private readonly group: LocalGroup,
    readonly options: SubscribeOptions,
  ) {
    this.failed = new Promise<never>((_, reject) => {
      this.reject = reject;
    });
    this.failed.catch(() => undefined); // whoever does not watch is not brought down by it
  }

  async stop(): Promise<void> {
    await this.group.leave(this);
    await this.group.offsets.flush();
  }

  async lag(): Promise<{ partition: number; records: number }[]> {
    const { topic, group } = this.options;
    return this.group.readersOf(this).map(({ partition, reader }) => {
      const next = reader.next ?? this.group.offsets.committed(group, topic, partition) ?? 0;
      const { low, end } = this.group.store.extent(topic, partition);
      return { partition, records: end - Math.max(next, low) };
    });
  }

  fail(error: unknown): void {
    this.reject(error);
    void this.group.leave(this);
  }
}

import { setTimeout as pause } from 'node:timers/promises';
import type { Admin, EachBatchPayload } from 'kafkajs';
import { Backoff } from './backoff.js';
import { beginOffset, type PartitionRange } from './begin-offset.js';
import { KafkaAssignment } from './kafka.assignment.js';
import { KafkaCommits } from './kafka.commits.js';
import { KafkaMember, type MemberSettings } from './kafka.member.js';
import { partitionRanges } from './kafka.topics.js';
import { FatalError, type LogRecord, type SubscribeOptions, type Subscription } from './log.js';

export interface KafkaSubscriptionOptions extends SubscribeOptions, MemberSettings {
  admin: Admin;
  /** Whether the group's offsets are read and committed. */
  commits: boolean;
}

interface PartitionFacts {
  committed?: number;
  range: PartitionRange;
}

/**
 * Reads the partitions that the group gives this member. On every join each of them stays paused until `start()` has said
 * where it begins, so nothing before that offset is delivered. A rebalance waits for the batches in hand (kafkajs joins
 * again after them) and takes no further ones; a member whose batch takes longer than the rebalance timeout is expelled:
 * that batch gets its AbortSignal and its offset is not committed.
 */
export class KafkaSubscription implements Subscription {
  readonly failed: Promise<never>;
  private reject!: (error: unknown) => void;
  private assignments = new Map<number, KafkaAssignment>();
  /** Per partition, the batches in hand; of an assignment that has ended too. */
  private readonly inHand = new Map<number, Promise<void>>();
  private readonly backoffs = new Map<number, Backoff>();
  private readonly member: KafkaMember;
  private readonly commits: KafkaCommits;
  private readonly stopping = new AbortController();
  private stopped?: Promise<void>;

  constructor(private readonly options: KafkaSubscriptionOptions) {
    this.failed = new Promise<never>((_, reject) => {
      this.reject = reject;
    });
    this.failed.catch(() => undefined); // whoever does not watch is not brought down by it
    this.member = new KafkaMember(options, {
      joined: (partitions) => this.joined(partitions),
      lost: () => this.lost(),
      batch: (payload) => this.batch(payload),
      passedOver: (partition, first, last) => this.assignments.get(partition)?.passOver(first, last),
    });
    this.commits = new KafkaCommits(() => this.member.consumer, options.topicName);
  }

  async open(): Promise<void> {
    await this.member.join();
  }

  stop(): Promise<void> {
    this.stopped ??= this.leave();
    return this.stopped;
  }

  async lag(): Promise<{ partition: number; records: number }[]> {
    const ranges = await partitionRanges(this.options.admin, this.options.topicName);
    return [...this.assignments.values()].map(({ partition, next = 0 }) => {
      const { low, end } = ranges.get(partition) ?? { low: 0, end: 0 };
      return { partition, records: Math.max(0, end - Math.max(next, low)) };
    });
  }

  private async leave(): Promise<void> {
    this.stopping.abort();
    this.member.pause([...this.assignments.keys()]);
    await Promise.all(this.inHand.values());
    await this.commits.flush();
    await this.member.leave();
    this.lost();
  }

  private fail(error: unknown): void {
    if (!this.stopping.signal.aborted) this.reject(error);
    void this.stop();
  }

  private joined(partitions: number[]): void {
    const previous = this.assignments;
    this.assignments = new Map(partitions.map((partition) => [partition, new KafkaAssignment(partition)]));
    for (const old of previous.values()) {
      if (this.assignments.has(old.partition)) old.close();
      else this.revoke(old);
    }
    if (!this.stopping.signal.aborted) void this.begin([...this.assignments.values()]);
  }

  private lost(): void {
    const previous = this.assignments;
    this.assignments = new Map();
    for (const old of previous.values()) this.revoke(old);
  }

  private revoke(assignment: KafkaAssignment): void {
    assignment.lose();
    this.commits.forget(assignment.partition);
    this.options.onRevoked?.(assignment.partition);
  }

  private async begin(assignments: KafkaAssignment[]): Promise<void> {
    const facts = await this.facts(assignments);
    await Promise.all(assignments.map((assignment) => this.beginOne(assignment, facts.get(assignment.partition))));
  }

  private async beginOne(assignment: KafkaAssignment, facts?: PartitionFacts): Promise<void> {
    const { partition } = assignment;
    await this.inHand.get(partition);
    if (!assignment.open || !facts) return;
    try {
      const wanted = await this.options.start(partition, facts.committed);
      const name = `${this.options.topicName}/${partition}`;
      const next = beginOffset(name, wanted, facts.range, this.options.notice);
      if (!assignment.open) return;
      assignment.next = next;
      this.member.readFrom(partition, next);
    } catch (error) {
      this.fail(error);
    }
  }

  /** What Kafka knows of the partitions, asked until it answers; empty when nobody needs it any more. */
  private async facts(assignments: KafkaAssignment[]): Promise<Map<number, PartitionFacts>> {
    const { admin, topicName, group, commits, notice, reasonOf } = this.options;
    const backoff = new Backoff();
    while (assignments.some(({ open }) => open)) {
      try {
        const ranges = await partitionRanges(admin, topicName);
        const committed = commits ? await committedOffsets(admin, group, topicName) : new Map<number, number>();
        return new Map(
          [...ranges].map(([partition, range]) => [partition, { range, committed: committed.get(partition) }]),
        );
      } catch (error) {
        notice('warn', `the offsets of ${topicName} are asked for again: ${reasonOf(error)}`);
        await this.pause(backoff.nextMs());
      }
    }
    return new Map();
  }

  private async batch(payload: EachBatchPayload): Promise<void> {
    const { partition } = payload.batch;
    const assignment = this.assignments.get(partition);
    if (assignment?.next === undefined || !assignment.open || this.stopping.signal.aborted) return;
    if (this.inHand.has(partition)) return; // fetched twice while its leader moved
    if (!assignment.follows(payload.batch)) return this.member.readFrom(partition, assignment.next);
    const work = this.handleAll(assignment, payload).finally(() => this.inHand.delete(partition));
    this.inHand.set(
      partition,
      work.catch(() => undefined),
    );
    await work;
    if (this.member.rebalancing) await this.commits.flush();
  }

  private async handleAll(assignment: KafkaAssignment, payload: EachBatchPayload): Promise<void> {
    const { topic, maxBatchRecords } = this.options;
    for (const records of assignment.slices(payload.batch, topic, maxBatchRecords)) {
      if (!assignment.open || this.stopping.signal.aborted || this.member.rebalancing) return;
      const handled = await this.handle(assignment, records, payload.heartbeat);
      if (!handled || !assignment.open) return;
      const { offset } = records.at(-1)!;
      this.advance(assignment, offset, payload);
      if (this.options.commits) this.commits.commit(assignment.partition, offset + 1);
    }
    this.advance(assignment, Number(payload.batch.lastOffset()), payload);
  }

  /** Control records are passed over, but not committed: the group's offset never exceeds what was handled. */

  private advance(assignment: KafkaAssignment, through: number, payload: EachBatchPayload): void {
    payload.resolveOffset(String(through));
    assignment.next = through + 1;
  }

  private async handle(
    assignment: KafkaAssignment,
    records: LogRecord[],
    heartbeat: () => Promise<void>,
  ): Promise<boolean> {
    try {
      await this.member.beatWhile(this.options.onBatch(records, assignment.signal), heartbeat);
      this.backoffs.delete(assignment.partition);
      return true;
    } catch (error) {
      if (error instanceof FatalError) this.fail(error);
      else if (assignment.open) void this.beginAgain(assignment, error);
      return false;
    }
  }

  private async beginAgain(failed: KafkaAssignment, error: unknown): Promise<void> {
    const { partition } = failed;
    failed.close();
    this.member.pause([partition]);
    const fresh = new KafkaAssignment(partition);
    this.assignments.set(partition, fresh);
    const backoff = this.backoffs.get(partition) ?? new Backoff();
    this.backoffs.set(partition, backoff);
    const pauseMs = backoff.nextMs();
    const { topicName, notice, reasonOf } = this.options;
    const again = `begun again in ${Math.round(pauseMs)} ms, the handler failed: ${reasonOf(error)}`;
    notice('warn', `${topicName}/${partition}: ${again}`);
    await this.pause(pauseMs);
    if (!this.stopping.signal.aborted) await this.begin([fresh]);
  }

  private async pause(pauseMs: number): Promise<void> {
    await pause(pauseMs, undefined, { signal: this.stopping.signal }).catch(() => undefined);
  }
}

async function committedOffsets(admin: Admin, group: string, topic: string): Promise<Map<number, number>> {
  const [answer] = await admin.fetchOffsets({ groupId: group, topics: [topic] });
  const offsets = (answer?.partitions ?? []).map(({ partition, offset }) => [partition, Number(offset)] as const);
  return new Map(offsets.filter(([, offset]) => offset >= 0));
}

import type { LocalStore } from './local.store.js';
import type { Topic } from './log.js';

const writeDelayMs = 50;
const noneYet = -1;

/**
 * The offsets that groups have committed. They are hints, so they are written together every 50 ms at most; a crash may
 * lose the newest, which then are behind what their group handled and never ahead of it.
 */
export class LocalOffsets {
  private readonly groups = new Map<string, Map<string, number>>();
  private readonly unwritten = new Map<string, [string, Topic, number]>();
  private timer?: NodeJS.Timeout;

  constructor(private readonly store: LocalStore) {
    for (const { key, value } of store.groups.getRange({})) this.offsetsOf(key[0]).set(`${key[1]}:${key[2]}`, value);
  }

  committed(group: string, topic: Topic, partition: number): number | undefined {
    const offset = this.groups.get(group)?.get(`${topic}:${partition}`);
    return offset === noneYet ? undefined : offset;
  }

  /** From now on `group` is known: retention keeps what it has not committed. */
  register(group: string, topic: Topic, partitions: number): void {
    for (let partition = 0; partition < partitions; partition++)
      if (this.committed(group, topic, partition) === undefined) this.set(group, topic, partition, noneYet);
  }

  commit(group: string, topic: Topic, partition: number, next: number): void {
    this.set(group, topic, partition, next);
  }

  /** The lowest offset that some known group has not committed; Infinity where no group is known. */
  floor(topic: Topic, partition: number): number {
    let floor = Infinity;
    for (const offsets of this.groups.values()) {
      const offset = offsets.get(`${topic}:${partition}`);
      if (offset !== undefined) floor = Math.min(floor, Math.max(offset, 0));
    }
    return floor;
  }

  async flush(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    const keys = [...this.unwritten.values()];
    this.unwritten.clear();
    if (keys.length === 0) return;
    await this.store.groups.batch(() => {
      for (const key of keys) void this.store.groups.put(key, this.groups.get(key[0])!.get(`${key[1]}:${key[2]}`)!);
    });
  }

  private set(group: string, topic: Topic, partition: number, offset: number): void {
    this.offsetsOf(group).set(`${topic}:${partition}`, offset);
    this.unwritten.set(`${topic}:${partition}:${group}`, [group, topic, partition]);
    this.timer ??= setTimeout(() => void this.flush(), writeDelayMs);
  }

  private offsetsOf(group: string): Map<string, number> {
    let offsets = this.groups.get(group);
    if (!offsets) this.groups.set(group, (offsets = new Map()));
    return offsets;
  }
}

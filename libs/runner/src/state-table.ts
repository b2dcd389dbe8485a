import type { Ledger, StateWrite } from '#ledger';

/** How one kind of state is made, read and written. */
export interface StateCodec<T> {
  create(): T;
  encode(state: T): Uint8Array;
  /** @throws when the bytes are of another format */
  decode(bytes: Uint8Array): T;
  /** Memory that it takes, in ordinary states; 1 where this is absent. */
  weigh?(state: T): number;
}

/**
 * The states of one kind in one scope: loaded from the ledger in one request per batch, moved in place by a reducer,
 * written with the commit. Keeps the most recently used decoded; after a failed commit `drop` forgets everything that
 * was moved, so that nothing uncommitted is ever seen. What is kept is bounded by weight: a large state takes the place of several.
 */
export class StateTable<T> {
  private readonly cached = new Map<string, { group: string; id: string; state: T; weight: number }>();
  private readonly touched = new Set<string>();
  private weight = 0;

  constructor(
    private readonly ledger: Ledger,
    private readonly scope: string,
    private readonly codec: StateCodec<T>,
    private readonly maxCached: number,
  ) {}

  /** Makes `get` possible for these ids of a group. */
  async load(group: string, ids: Iterable<string>): Promise<void> {
    const missing = [...new Set(ids)].filter((id) => !this.cached.has(keyOf(group, id)));
    if (missing.length === 0) return;
    const values = await this.ledger.load(
      this.scope,
      missing.map((id) => ({ group, id })),
    );
    missing.forEach((id, n) => {
      const bytes = values[n];
      const state = bytes ? this.codec.decode(bytes) : this.codec.create();
      const weight = this.weigh(state);
      this.weight += weight;
      this.cached.set(keyOf(group, id), { group, id, state, weight });
    });
  }

  /** The state as it stands, not marked for writing. */
  peek(group: string, id: string): T {
    const entry = this.cached.get(keyOf(group, id));
    if (!entry) throw new Error(`state ${group}/${id} was not loaded before its batch`);
    return entry.state;
  }

  /** The state, to be written with the next commit. */
  get(group: string, id: string): T {
    const state = this.peek(group, id);
    this.touched.add(keyOf(group, id));
    return state;
  }

  /** What the commit must write. */
  writes(): StateWrite[] {
    return [...this.touched].map((key) => {
      const { group, id, state } = this.cached.get(key)!;
      return { group, id, value: this.codec.encode(state) };
    });
  }

  /** After a commit: what was moved is now true; the least recently used leave. */
  settle(): void {
    for (const key of this.touched) {
      const entry = this.cached.get(key)!;
      const weight = this.weigh(entry.state);
      this.weight += weight - entry.weight;
      this.cached.delete(key);
      this.cached.set(key, { ...entry, weight });
    }
    this.touched.clear();
    for (const [key, { weight }] of this.cached) {
      if (this.weight <= this.maxCached) break;
      this.cached.delete(key);
      this.weight -= weight;
    }
  }

  drop(): void {
    this.cached.clear();
    this.touched.clear();
    this.weight = 0;
  }

  private weigh(state: T): number {
    return this.codec.weigh?.(state) ?? 1;
  }
}

function keyOf(group: string, id: string): string {
  return `${group}\0${id}`;
}

/**
 * The ledger keeps what a stage must not lose: its states, its position in the input and the outputs that it owes.
 *
 * A *scope* is one partition of one stage, e.g. `judge:3` (up to 512 bytes, no braces). All that a scope writes in one
 * step goes into one atomic commit, fenced by compare-and-set on its position: of two owners (a zombie, a repeat) one
 * commits and the other writes nothing.
 */
export interface StateAddress {
  /** Kind and project, e.g. `example/mnist`. */
  group: string;
  /** Unique in the group, e.g. the example id. Any string without NUL; up to 512 bytes in UTF-8. */
  id: string;
}

export interface StateWrite extends StateAddress {
  /** null deletes. */
  value: Uint8Array | null;
}

/** A record that this scope owes to a log; stored with the commit, published from there, then forgotten. */
export interface Output {
  topic: string;
  key: string;
  /** Only where the key does not decide. */
  partition?: number;
  headers: Record<string, string>;
  value: Uint8Array;
}

export interface StoredOutput extends Output {
  /** Contiguous per scope, from 1. */
  id: number;
}

export interface Commit {
  /** The position that was read when the batch began. */
  expectedPosition: number;
  /** The next input offset to read; above `expectedPosition`. */
  position: number;
  states: StateWrite[];
  outputs: Output[];
}

export type CommitResult = { committed: true } | { committed: false; position: number };

export interface ScopeHead {
  /** Next input offset to read; 0 for a scope never written. */
  position: number;
  /** Id of the newest output ever committed; 0 if none. */
  lastOutput: number;
  /** Id through which outputs were forgotten (published); 0 if none. */
  forgotten: number;
}

export interface Page {
  entries: { id: string; value: Uint8Array }[];
  /** Opaque; absent on the last page. */
  cursor?: string;
}

export interface Ledger {
  open(): Promise<void>;
  close(): Promise<void>;
  /** Resolves when the store answers; rejects with its reason. For readiness. */
  ping(): Promise<void>;
  /** What the present settings of the store promise, in one sentence, and whether that is the full promise. */
  durability(): Promise<{ full: boolean; says: string }>;

  head(scope: string): Promise<ScopeHead>;
  /** Values in the order of `addresses`; undefined where there is none. */
  load(scope: string, addresses: StateAddress[]): Promise<(Uint8Array | undefined)[]>;
  /**
   * All of it or nothing, durable when resolved. `committed: false` when `expectedPosition` is not the position. The
   * bytes handed in must stay unchanged until then. Rejected: it may have been carried out; read the head again.
   */
  commit(scope: string, commit: Commit): Promise<CommitResult>;
  /** Committed outputs not yet forgotten, oldest first. */
  outputs(scope: string, limit: number): Promise<StoredOutput[]>;
  /** Forgets outputs with id <= throughId. Idempotent. */
  forget(scope: string, throughId: number): Promise<void>;
  /**
   * One page of a group: about `limit` entries, maybe more, fewer or none; only an absent cursor ends the list. While
   * the group is written to, an entry that stays may come twice but is never missed. Order is the adapter's.
   */
  list(scope: string, group: string, options: { cursor?: string; limit: number }): Promise<Page>;

  /** Documents live outside scopes: projects, model versions. Names are paths, e.g. `model/mnist/000012`. */
  getDocument(name: string): Promise<Uint8Array | undefined>;
  putDocument(name: string, value: Uint8Array): Promise<void>;
  /** Compare-and-set: `expected` undefined means "must not exist". Resolves to whether it was written. */
  replaceDocument(name: string, expected: Uint8Array | undefined, value: Uint8Array): Promise<boolean>;
  deleteDocument(name: string): Promise<void>;
  /** Names that begin with `prefix`, sorted. */
  documentNames(prefix: string): Promise<string[]>;
}

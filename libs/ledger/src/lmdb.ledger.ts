import { type Environment, closeEnvironment, openEnvironment } from './lmdb.environment.js';
import { checkCommit, checkName } from './limits.js';
import type { Commit, CommitResult, Ledger, Page, ScopeHead, StateAddress, StoredOutput } from './ledger.js';
import { decodeOutput, encodeOutput } from './output.codec.js';

export interface LmdbLedgerOptions {
  /** A folder of its own; made when missing. One process at a time, any number of its threads. */
  path: string;
  /** Flush every commit to the disk before it is acknowledged. Default true; false for what can be made again. */
  flush?: boolean;
}

/**
 * The ledger in a folder of this machine.
 *
 * A commit is one LMDB transaction, conditional on the position of its scope, written and flushed by a thread of lmdb;
 * commits begun in the same turn of the event loop share a flush. Reads are synchronous page-cache reads of the newest
 * committed state. Bytes that come back are copies; bytes that are handed in must stay unchanged until the call
 * resolves. Memory: the file is mapped, so pages count as file memory; nothing is cached in JavaScript.
 */
export class LmdbLedger implements Ledger {
  readonly #path: string;
  readonly #flush: boolean;
  #environment: Environment | undefined;

  constructor({ path, flush = true }: LmdbLedgerOptions) {
    this.#path = path;
    this.#flush = flush;
  }

  async open(): Promise<void> {
    this.#environment ??= await openEnvironment(this.#path, this.#flush);
  }

  async close(): Promise<void> {
    const environment = this.#environment;
    this.#environment = undefined;
    if (environment) await closeEnvironment(environment);
  }

  async ping(): Promise<void> {
    const { owners, ownerKey } = this.#fresh();
    if (!owners.doesExist(ownerKey)) throw new Error(`the ledger in ${this.#path} was taken away while in use`);
  }

  async durability(): Promise<{ full: boolean; says: string }> {
    const kept = this.#flush
      ? 'every commit is flushed to the disk before it is acknowledged'
      : 'commits are flushed when the system gets to it: a crash of the machine may lose the last ones';
    return { full: this.#flush, says: `LMDB in ${this.#path}: ${kept}.` };
  }

  async head(scope: string): Promise<ScopeHead> {
    return this.#head(scope);
  }

  async load(scope: string, addresses: StateAddress[]): Promise<(Uint8Array | undefined)[]> {
    const { states } = this.#fresh();
    return addresses.map(({ group, id }) => states.get(stateKey(scope, group, id)));
  }

  async commit(scope: string, commit: Commit): Promise<CommitResult> {
    checkCommit(scope, commit);
    const head = this.#head(scope);
    if (head.position !== commit.expectedPosition) return { committed: false, position: head.position };
    const { heads, states, outputs } = this.#fresh();
    const writes = commit.states.map(({ group, id, value }) => ({ key: stateKey(scope, group, id), value }));
    // The position decides what lastOutput is, so a commit that passes its condition numbers on from the right one.
    const owed = commit.outputs.map((output, index) => ({
      key: outputKey(scope, head.lastOutput + index + 1),
      value: encodeOutput(output),
    }));
    const lastOutput = Buffer.from(String(head.lastOutput + owed.length));
    const committed = await replaceVersioned(heads, positionKey(scope), head.position || null, () => {
      heads.put(positionKey(scope), lastOutput, commit.position);
      for (const { key, value } of writes) void (value === null ? states.remove(key) : states.put(key, bytes(value)));
      for (const { key, value } of owed) void outputs.put(key, value);
    });
    return committed ? { committed } : { committed, position: this.#head(scope).position };
  }

  async outputs(scope: string, limit: number): Promise<StoredOutput[]> {
    const { outputs } = this.#fresh();
    const range = outputs.getRange({ start: outputKey(scope, 0), end: Buffer.from(`${scope}\x01`), limit });
    return Array.from(range, ({ key, value }) =>
      decodeOutput(key.readUIntBE(key.length - outputIdBytes, outputIdBytes), value),
    );
  }

  async forget(scope: string, throughId: number): Promise<void> {
    const { heads, outputs } = this.#fresh();
    for (;;) {
      const { forgotten, lastOutput } = this.#head(scope);
      const through = Math.min(throughId, lastOutput);
      if (through <= forgotten) return;
      const done = await replaceVersioned(heads, forgottenKey(scope), forgotten || null, () => {
        heads.put(forgottenKey(scope), Buffer.from(String(through)), through);
        for (let id = forgotten + 1; id <= through; id++) void outputs.remove(outputKey(scope, id));
      });
      if (done) return;
    }
  }

  async list(scope: string, group: string, { cursor, limit }: { cursor?: string; limit: number }): Promise<Page> {
    const { states } = this.#fresh();
    const prefixLength = stateKey(scope, group, '').length;
    const range = states.getRange({
      start: stateKey(scope, group, cursor === undefined ? '' : idOfCursor(cursor)),
      exclusiveStart: cursor !== undefined,
      end: Buffer.from(`${scope}\0${group}\x01`),
      limit: limit + 1,
    });
    const found = Array.from(range, ({ key, value }) => ({ id: key.toString('utf8', prefixLength), value }));
    const entries = found.slice(0, limit);
    const last = entries.at(-1);
    return found.length > limit && last ? { entries, cursor: `>${last.id}` } : { entries };
  }

  async getDocument(name: string): Promise<Uint8Array | undefined> {
    return this.#fresh().documents.get(Buffer.from(name));
  }

  async putDocument(name: string, value: Uint8Array): Promise<void> {
    checkName('document name', name);
    await explained(this.#fresh().documents.put(Buffer.from(name), bytes(value), Math.random()));
  }

  async replaceDocument(name: string, expected: Uint8Array | undefined, value: Uint8Array): Promise<boolean> {
    checkName('document name', name);
    const key = Buffer.from(name);
    for (;;) {
      const { documents } = this.#fresh();
      const entry = documents.getEntry(key);
      const same = entry && expected ? Buffer.compare(entry.value, expected) === 0 : entry === expected;
      if (!same) return false;
      // A random version never comes back, unlike a counter that begins again after a deletion.
      const write = (): unknown => documents.put(key, bytes(value), Math.random());
      if (await replaceVersioned(documents, key, entry?.version ?? null, write)) return true;
    }
  }

  async deleteDocument(name: string): Promise<void> {
    await explained(this.#fresh().documents.remove(Buffer.from(name)));
  }

  async documentNames(prefix: string): Promise<string[]> {
    const names: string[] = [];
    for (const key of this.#fresh().documents.getKeys({ start: Buffer.from(prefix) })) {
      const name = key.toString();
      if (!name.startsWith(prefix)) break;
      names.push(name);
    }
    return names.sort();
  }

  /** The environment, looking at the newest commit (of this or any other thread), not at the snapshot of this turn. */
  #fresh(): Environment {
    if (!this.#environment) throw new Error(`the ledger in ${this.#path} is not open`);
    this.#environment.root.resetReadTxn();
    return this.#environment;
  }

  #head(scope: string): ScopeHead {
    const { heads } = this.#fresh();
    const position = heads.getEntry(positionKey(scope));
    const forgotten = heads.getEntry(forgottenKey(scope));
    return {
      position: position?.version ?? 0,
      lastOutput: Number(position?.value.toString() ?? 0),
      forgotten: forgotten?.version ?? 0,
    };
  }
}

const outputIdBytes = 6;

// No part of a key has a NUL, so keys never run into each other and those of one group lie side by side.
const stateKey = (scope: string, group: string, id: string): Buffer => Buffer.from(`${scope}\0${group}\0${id}`);
const positionKey = (scope: string): Buffer => Buffer.from(`${scope}\0position`);
const forgottenKey = (scope: string): Buffer => Buffer.from(`${scope}\0forgotten`);

function outputKey(scope: string, id: number): Buffer {
  const prefixLength = Buffer.byteLength(scope) + 1;
  const key = Buffer.alloc(prefixLength + outputIdBytes);
  key.write(scope);
  key.writeUIntBE(id, prefixLength, outputIdBytes);
  return key;
}

function idOfCursor(cursor: string): string {
  if (!cursor.startsWith('>')) throw new RangeError(`${JSON.stringify(cursor)} is no cursor of this ledger`);
  return cursor.slice(1);
}

const bytes = (value: Uint8Array): Buffer => Buffer.from(value.buffer, value.byteOffset, value.byteLength);

/** All writes of `write` in one transaction if the entry has this version (null: if there is none), else none of them. */
function replaceVersioned(
  table: Environment['heads'],
  key: Buffer,
  version: number | null,
  write: () => unknown,
): Promise<boolean> {
  return explained(version === null ? table.ifNoExists(key, write) : table.ifVersion(key, version, write));
}

/** lmdb rejects with "Commit failed" and keeps the reason in a second promise, which must not stay unhandled. */
async function explained<T>(written: Promise<T>): Promise<T> {
  try {
    return await written;
  } catch (error) {
    const reason: unknown = await Promise.resolve((error as { commitError?: unknown }).commitError).catch(
      (e: unknown) => e,
    );
    throw reason instanceof Error ? new Error(`LMDB could not commit: ${reason.message}`, { cause: reason }) : error;
  }
}

import { checkCommit, checkName } from './limits.js';
import type { Commit, CommitResult, Ledger, Page, ScopeHead, StateAddress, StoredOutput } from './ledger.js';
import { decodeOutput, encodeOutput } from './output.codec.js';
import type { RedisLedgerOptions } from './redis.client.js';
import { RedisConnection, type Reply } from './redis.connection.js';
import { commitScript, forgetScript, outputsScript, replaceScript } from './redis.scripts.js';

export type { RedisLedgerOptions };

/**
 * The ledger in Redis (6.2 or newer), for several processes.
 *
 * A commit is one Lua script: the server runs it alone and writes it to its append-only file as one transaction. How
 * durable it is then depends on the server's settings; see `durability`. All keys of a scope carry one hash tag:
 *
 *     qualm:{judge:3}:head                  hash: position, lastOutput, forgotten
 *     qualm:{judge:3}:outputs               list, oldest first; the first has the id forgotten + 1
 *     qualm:{judge:3}:group:example/mnist   hash: id -> value
 *     qualm:{documents}                     hash: name -> value
 */
export class RedisLedger implements Ledger {
  readonly #redis: RedisConnection;
  readonly #prefix: string;

  constructor(options: RedisLedgerOptions) {
    this.#redis = new RedisConnection(options);
    this.#prefix = options.keyPrefix ?? 'qualm';
  }

  open(): Promise<void> {
    return this.#redis.open();
  }

  close(): Promise<void> {
    return this.#redis.close();
  }

  async ping(): Promise<void> {
    await this.#redis.send(['PING']);
  }

  async durability(): Promise<{ full: boolean; says: string }> {
    const { name } = this.#redis;
    const reply = await this.#redis.send(['CONFIG', 'GET', '*append*']).catch((error: Error) => error);
    if (reply instanceof Error) return { full: false, says: `${name}: its durability is unknown (${reply.message}).` };
    const texts = (reply as Buffer[]).map(String);
    const setting = (key: string): string | undefined => texts[texts.indexOf(key) + 1];
    const fsync = setting('appendonly') === 'yes' ? setting('appendfsync') : 'never';
    const paused = setting('no-appendfsync-on-rewrite') === 'yes';
    const full = fsync === 'always' && !paused;
    return { full, says: `${name}: ${durabilitySays(fsync, paused)}` };
  }

  async head(scope: string): Promise<ScopeHead> {
    const reply = await this.#redis.send(['HMGET', this.#key(scope, 'head'), 'position', 'lastOutput', 'forgotten']);
    const [position, lastOutput, forgotten] = (reply as (Buffer | null)[]).map(toNumber);
    return { position, lastOutput, forgotten };
  }

  async load(scope: string, addresses: StateAddress[]): Promise<(Uint8Array | undefined)[]> {
    const values: (Uint8Array | undefined)[] = Array.from({ length: addresses.length });
    const placesByGroup = new Map<string, number[]>();
    for (const [place, { group }] of addresses.entries()) entryOf(placesByGroup, group, () => []).push(place);
    const loads = Array.from(placesByGroup, async ([group, places]) => {
      const ids = places.map((place) => addresses[place].id);
      const found = (await this.#redis.send(['HMGET', this.#groupKey(scope, group), ...ids])) as (Buffer | null)[];
      for (const [i, place] of places.entries()) values[place] = copied(found[i]);
    });
    await Promise.all(loads);
    return values;
  }

  async commit(scope: string, commit: Commit): Promise<CommitResult> {
    checkCommit(scope, commit);
    const writesByGroup = new Map<string, Map<string, Uint8Array | null>>();
    for (const { group, id, value } of commit.states) entryOf(writesByGroup, group, () => new Map()).set(id, value);
    const keys = [this.#key(scope, 'head'), this.#key(scope, 'outputs')];
    const args: (string | Buffer)[] = [String(commit.expectedPosition), String(commit.position)];
    pushCounted(args, commit.outputs.map(encodeOutput));
    for (const [group, writes] of writesByGroup) {
      keys.push(this.#groupKey(scope, group));
      pushCounted(
        args,
        Array.from(writes).flatMap(([id, value]) => (value ? [id, bytes(value)] : [])),
      );
      pushCounted(
        args,
        Array.from(writes).flatMap(([id, value]) => (value ? [] : [id])),
      );
    }
    const found = await this.#redis.run(commitScript, keys, args);
    return found === null ? { committed: true } : { committed: false, position: toNumber(found) };
  }

  async outputs(scope: string, limit: number): Promise<StoredOutput[]> {
    const keys = [this.#key(scope, 'head'), this.#key(scope, 'outputs')];
    const reply = await this.#redis.run(outputsScript, keys, [String(limit)]);
    const [forgotten, values] = reply as [Buffer, Buffer[]];
    return values.map((value, index) => decodeOutput(toNumber(forgotten) + 1 + index, value));
  }

  async forget(scope: string, throughId: number): Promise<void> {
    await this.#redis.run(forgetScript, [this.#key(scope, 'head'), this.#key(scope, 'outputs')], [String(throughId)]);
  }

  async list(scope: string, group: string, { cursor, limit }: { cursor?: string; limit: number }): Promise<Page> {
    let next = cursor ?? '0';
    const entries: Page['entries'] = [];
    do {
      const reply = await this.#redis.send(['HSCAN', this.#groupKey(scope, group), next, 'COUNT', String(limit)]);
      const [after, found] = reply as [Buffer, Buffer[]];
      next = after.toString();
      for (let i = 0; i < found.length; i += 2)
        entries.push({ id: found[i].toString(), value: new Uint8Array(found[i + 1]) });
    } while (entries.length === 0 && next !== '0');
    return next === '0' ? { entries } : { entries, cursor: next };
  }

  async getDocument(name: string): Promise<Uint8Array | undefined> {
    return copied((await this.#redis.send(['HGET', this.#documents(), name])) as Buffer | null);
  }

  async putDocument(name: string, value: Uint8Array): Promise<void> {
    checkName('document name', name);
    await this.#redis.send(['HSET', this.#documents(), name, bytes(value)]);
  }

  async replaceDocument(name: string, expected: Uint8Array | undefined, value: Uint8Array): Promise<boolean> {
    checkName('document name', name);
    const args = [name, bytes(value), ...(expected ? [bytes(expected)] : [])];
    return (await this.#redis.run(replaceScript, [this.#documents()], args)) === 1;
  }

  async deleteDocument(name: string): Promise<void> {
    await this.#redis.send(['HDEL', this.#documents(), name]);
  }

  async documentNames(prefix: string): Promise<string[]> {
    const names = (await this.#redis.send(['HKEYS', this.#documents()])) as Buffer[];
    return names
      .map((name) => name.toString())
      .filter((name) => name.startsWith(prefix))
      .sort();
  }

  #documents(): string {
    return `${this.#prefix}:{documents}`;
  }

  #groupKey(scope: string, group: string): string {
    return this.#key(scope, `group:${group}`);
  }

  #key(scope: string, name: string): string {
    return `${this.#prefix}:{${scope}}:${name}`;
  }
}

function durabilitySays(fsync: string | undefined, paused: boolean): string {
  switch (fsync) {
    case 'always':
      return paused
        ? 'no-appendfsync-on-rewrite is yes: a power cut while the file is rewritten loses commits.'
        : 'appendonly yes, appendfsync always: every commit is flushed to the disk before it is acknowledged.';
    case 'everysec':
      return 'appendfsync everysec: a crash of its machine loses the commits of the last second.';
    case 'no':
      return 'appendfsync no: a crash of its machine loses the commits that the system had not yet written.';
    default:
      return 'appendonly no: when it stops, every commit since its last snapshot is lost.';
  }
}

/** A count, then that many arguments; a loop, for a spread of very many overflows the stack. */
function pushCounted(args: (string | Buffer)[], list: (string | Buffer)[]): void {
  args.push(String(list.length));
  for (const item of list) args.push(item);
}

function entryOf<V>(map: Map<string, V>, key: string, make: () => V): V {
  const value = map.get(key) ?? make();
  map.set(key, value);
  return value;
}

const bytes = (value: Uint8Array): Buffer => Buffer.from(value.buffer, value.byteOffset, value.byteLength);

/** The driver hands out parts of what the socket read: kept, a small value would hold 64 KiB. */
const copied = (value: Buffer | null): Uint8Array | undefined => (value ? new Uint8Array(value) : undefined);

const toNumber = (reply: Reply): number => (reply === null ? 0 : Number(String(reply)));

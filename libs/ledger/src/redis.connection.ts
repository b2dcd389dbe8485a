import { setTimeout as sleep } from 'node:timers/promises';
import {
  isLoading,
  makeRedisClient,
  parseRedisUrl,
  type RedisClient,
  type RedisLedgerOptions,
  resolveRedisSettings,
} from './redis.client.js';
import type { Script } from './redis.scripts.js';

export type Reply = Buffer | number | string | null | Reply[];

class SilenceError extends Error {}

/**
 * One connection that comes back by itself. A command is sent at once or rejected at once; one that gets no answer in
 * time is rejected and its connection replaced, since a silent connection may stay so for ever. Whether a rejected
 * command was carried out is unknown: the caller reads the head again.
 *
 * No error that leaves here holds the password, although Redis repeats the arguments of a command it does not know.
 */
export class RedisConnection {
  /** What messages call the server. */
  readonly name: string;
  readonly #options: RedisLedgerOptions;
  readonly #timeoutMs: number;
  #settings: Awaited<ReturnType<typeof resolveRedisSettings>> | undefined;
  #client: RedisClient | undefined;
  #lastError: unknown;

  constructor(options: RedisLedgerOptions) {
    const { host, pathname } = parseRedisUrl(options.url);
    this.name = `Redis at ${host}${pathname.length > 1 ? pathname : ''}`;
    this.#options = options;
    this.#timeoutMs = options.connectTimeoutMs ?? 5_000;
  }

  /** @throws when there is no connection in time; at once when the server refuses the credentials. */
  async open(): Promise<void> {
    if (this.#client) return;
    this.#settings = await resolveRedisSettings(this.#options, this.#timeoutMs);
    const client = this.#startClient();
    try {
      await this.#inTime(connectReady(client));
    } catch (error) {
      this.#client = undefined;
      client.destroy();
      throw this.#explained(error);
    }
  }

  /** Waits for the commands in flight, as long as for any answer. */
  async close(): Promise<void> {
    const client = this.#client;
    this.#client = undefined;
    if (client?.isReady) await this.#inTime(client.close()).catch(() => undefined);
    client?.destroy();
  }

  async send(command: (string | Buffer)[]): Promise<Reply> {
    const client = this.#client;
    if (!client) throw new Error(`${this.name}: the ledger is not open`);
    try {
      return await this.#inTime(client.sendCommand<Reply>(command));
    } catch (error) {
      if (error instanceof SilenceError) this.#replace(client);
      throw this.#explained(error);
    }
  }

  /** By its hash; with its text where the server does not have it (first use, restart, failover). */
  async run({ lua, sha }: Script, keys: string[], args: (string | Buffer)[]): Promise<Reply> {
    const rest = [String(keys.length), ...keys, ...args];
    try {
      return await this.send(['EVALSHA', sha, ...rest]);
    } catch (error) {
      if (!(error instanceof Error && error.message.includes(': NOSCRIPT'))) throw error;
      return await this.send(['EVAL', lua, ...rest]);
    }
  }

  #startClient(): RedisClient {
    if (!this.#settings) throw new Error(`${this.name}: the ledger is not open`);
    this.#client = makeRedisClient(this.#settings);
    this.#client.on('error', (error: unknown) => (this.#lastError = error));
    this.#client.on('ready', () => (this.#lastError = undefined));
    return this.#client;
  }

  #replace(client: RedisClient): void {
    if (this.#client !== client) return;
    client.destroy();
    this.#startClient()
      .connect()
      .catch((error: unknown) => (this.#lastError = error));
  }

  async #inTime<T>(answer: Promise<T>): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    const silence = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new SilenceError(`no answer within ${this.#timeoutMs} ms`)), this.#timeoutMs);
    });
    return Promise.race([answer, silence]).finally(() => clearTimeout(timer));
  }

  /** A new error, for that of the driver may hold more than its message. */
  #explained(error: unknown): Error {
    const before = this.#lastError === undefined ? '' : ` (last: ${messageOf(this.#lastError)})`;
    const password = this.#settings?.password;
    const text = `${this.name}: ${messageOf(error)}${before}`;
    return new Error(password ? text.replaceAll(password, '***') : text);
  }
}

/** A server that has just started refuses commands until it has read its data. */
async function connectReady(client: RedisClient): Promise<void> {
  await client.connect();
  for (;;) {
    try {
      await client.sendCommand(['PING']);
      return;
    } catch (error) {
      if (!isLoading(error)) throw error;
      await sleep(50);
    }
  }
}

/** Node refuses a name of several addresses with an error without message that holds one error per address. */
function messageOf(error: unknown): string {
  if (error instanceof AggregateError && error.message === '') return error.errors.map(messageOf).join(', ');
  return error instanceof Error ? error.message : String(error);
}

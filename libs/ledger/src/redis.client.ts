import { readFile } from 'node:fs/promises';
import { isIP } from 'node:net';
import { createClient, ErrorReply, RESP_TYPES } from 'redis';

export interface RedisLedgerOptions {
  /** `redis://` or `rediss://` (TLS), host, port and database number; a user and a password may be in it. */
  url: string;
  /** Win over those in the URL. */
  username?: string;
  password?: string;
  /** Present: TLS, also where the URL says `redis://`. */
  tls?: { caFile?: string; certFile?: string; keyFile?: string; rejectUnauthorized?: boolean };
  /** Every key begins with it. Default `qualm`. */
  keyPrefix?: string;
  /** The longest wait for a connection, and for the answer to a command. Default 5,000. */
  connectTimeoutMs?: number;
}

export type RedisClient = ReturnType<typeof makeRedisClient>;

const firstReconnectDelayMs = 50;
const maxReconnectDelayMs = 2_000;

/** @throws without showing the URL, which may hold a password. */
export function parseRedisUrl(text: string): URL {
  try {
    const url = new URL(text);
    if (/^rediss?:$/.test(url.protocol) && url.hostname !== '' && /^(\/\d*)?$/.test(url.pathname)) return url;
  } catch {
    // the error of URL carries its input
  }
  throw new TypeError('the Redis URL is not like redis://host:6379/0 or rediss://host:6379/0');
}

/** What `makeRedisClient` needs, its files read. @throws when a file cannot be read */
export async function resolveRedisSettings(options: RedisLedgerOptions, connectTimeoutMs: number) {
  const url = parseRedisUrl(options.url);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  return {
    username: options.username ?? (decodeURIComponent(url.username) || undefined),
    password: options.password ?? (decodeURIComponent(url.password) || undefined),
    database: Number(url.pathname.slice(1)),
    socket: {
      host,
      port: Number(url.port || 6379),
      connectTimeout: connectTimeoutMs,
      ...(options.tls || url.protocol === 'rediss:' ? await tlsSettings(host, options.tls) : {}),
    },
  };
}

async function tlsSettings(host: string, tls: RedisLedgerOptions['tls'] = {}) {
  const [ca, cert, key] = await Promise.all(
    [tls.caFile, tls.certFile, tls.keyFile].map((file) => (file === undefined ? undefined : readFile(file))),
  );
  const servername = isIP(host) ? undefined : host;
  return { tls: true as const, ca, cert, key, servername, rejectUnauthorized: tls.rejectUnauthorized ?? true };
}

export function isLoading(error: unknown): boolean {
  return error instanceof ErrorReply && error.message.startsWith('LOADING');
}

/**
 * Commands are rejected at once while there is no connection. It reconnects for ever, with a growing pause, unless the
 * server refuses the first connection in words (wrong password): that does not get better by itself.
 */
export function makeRedisClient(settings: Awaited<ReturnType<typeof resolveRedisSettings>>) {
  let refusalIsFinal = true;
  const reconnectStrategy = (retries: number, cause: Error): number | false => {
    if (refusalIsFinal && cause instanceof ErrorReply && !isLoading(cause)) return false;
    return Math.min(firstReconnectDelayMs * 2 ** retries, maxReconnectDelayMs) + Math.random() * firstReconnectDelayMs;
  };
  const client = createClient({
    ...settings,
    socket: { ...settings.socket, reconnectStrategy },
    RESP: 2,
    disableOfflineQueue: true,
    disableClientInfo: true,
    maintNotifications: 'disabled',
    commandOptions: { timeout: undefined, typeMapping: { [RESP_TYPES.BLOB_STRING]: Buffer } },
  });
  client.once('ready', () => (refusalIsFinal = false));
  return client;
}

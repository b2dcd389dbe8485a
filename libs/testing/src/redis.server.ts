import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './kafka.server.js';
import { dockerRedis } from './redis.docker.js';
import { localRedis } from './redis.local.js';
import type { RedisPlace, RedisServerOptions } from './redis.process.js';

export type { RedisServerOptions };

export interface RedisServer {
  url: string;
  port: number;
  /** Of the server's process; undefined in Docker, for a server of REDIS_URL, and while it is dead. */
  readonly pid: number | undefined;
  /** Given by REDIS_URL: not ours to kill. */
  external: boolean;
  /** Resolves when the server is gone (SIGSTOP and SIGCONT: at once); its data stays. */
  kill(signal: NodeJS.Signals): Promise<void>;
  /** After `kill`: the same server with the same data and port, ready when resolved. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * A real Redis for tests: the one that REDIS_URL names, else redis-server of this machine, else one in Docker, else the
 * binary inside a Maven artifact. Undefined, with a loud line, where there is none of them; with CI=true that is an
 * error, so that nothing is skipped.
 */
export async function startRedis(options: RedisServerOptions = {}): Promise<RedisServer | undefined> {
  const external = process.env['REDIS_URL'];
  if (external && (options.shared ?? Object.keys(options).length === 0)) return externalServer(external);
  const dir = options.dir ?? mkdtempSync(join(tmpdir(), 'qualm-redis-'));
  const place: RedisPlace = { dir, port: options.port ?? (await freePort()), options };
  const server = (await localRedis(place, 'path')) ?? (await dockerRedis(place)) ?? (await localRedis(place, 'maven'));
  if (!server) return nothingFound();
  await server.start();
  return {
    url: `${options.tls ? 'rediss' : 'redis'}://127.0.0.1:${place.port}`,
    port: place.port,
    external: false,
    get pid() {
      return server.pid;
    },
    kill: (signal) => server.kill(signal),
    restart: () => server.start(),
    stop: async () => {
      await server.remove();
      if (!options.dir) rmSync(dir, { recursive: true, force: true });
    },
  };
}

function externalServer(url: string): RedisServer {
  const port = Number(new URL(url).port || 6379);
  return { url, port, pid: undefined, external: true, kill: notOurs, restart: notOurs, stop: async () => undefined };
}

async function notOurs(): Promise<never> {
  throw new Error('the server of REDIS_URL is not ours to kill: ask for one with shared: false');
}

function nothingFound(): undefined {
  const words = 'no Redis: REDIS_URL is not set, and there is no redis-server, no Docker engine, no Java with Maven';
  if (process.env['CI'] === 'true') throw new Error(words);
  console.error(`\n!!! ${words}: TESTS THAT NEED A REDIS ARE SKIPPED\n`);
  return undefined;
}

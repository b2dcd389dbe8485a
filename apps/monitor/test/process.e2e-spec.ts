import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { until } from '#testing';
import { EventStreamReader } from './testing/event-stream-reader.js';
import { temporaryFolder } from './testing/monitor-under-test.js';

const root = join(import.meta.dirname, '../../..');

describe('the process', () => {
  let child: ChildProcess | undefined;
  let output = '';

  const start = (env: Record<string, string>, app = 'monitor') => {
    output = '';
    const entry = join(root, `dist/apps/${app}/src/main.js`);
    const started = spawn(process.execPath, [entry], { env: { PATH: process.env['PATH'], ...env } });
    for (const stream of [started.stdout, started.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk));
    child = started;
    return started;
  };
  const url = () => /API (http:\S+)\/v1/.exec(output)?.[1];

  afterEach(() => {
    if (child?.exitCode === null) child.kill('SIGKILL');
  });

  it.each(['SIGTERM', 'SIGINT'] as const)(
    'stops on %s within ten seconds with status 0, and streams end',
    async (signal) => {
      const started = start({ QUALM_DATA_DIR: temporaryFolder(), QUALM_PORT: '0', QUALM_LOG_FORMAT: 'json' });
      await until(() => url() !== undefined, 30_000);
      for (const line of output.trim().split('\n')) expect(() => JSON.parse(line)).not.toThrow();
      expect(output).toContain('every commit is flushed to the disk');
      const made = await fetch(`${url()}/v1/projects`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{"id":"p","classes":2}',
      });
      expect(made.status).toBe(201);
      const reader = await EventStreamReader.open(`${url()}/v1/projects/p/verdicts/stream`);
      const began = performance.now();
      started.kill(signal);
      expect(await once(started, 'exit')).toEqual([0, null]);
      expect(performance.now() - began).toBeLessThan(10_000);
      expect(reader.ended).toBe(true);
    },
  );

  it('does not start on an open address without a key, and never says a secret', async () => {
    const env = { QUALM_HOST: '0.0.0.0', QUALM_REDIS_PASSWORD: 'hush-hush', QUALM_DATA_DIR: temporaryFolder() };
    const [status] = (await once(start(env), 'exit')) as [number];
    expect(status).toBe(1);
    expect(output).toContain('QUALM_API_KEY: is missing');
    expect(output).not.toContain('hush-hush');
  });

  it('hides the key in its first line', async () => {
    start({ QUALM_API_KEY: 'hush-hush', QUALM_DATA_DIR: temporaryFolder(), QUALM_PORT: '0' });
    await until(() => url() !== undefined, 30_000);
    expect(output).toContain('QUALM_API_KEY=***');
    expect(output).not.toContain('hush-hush');
  });

  it('says in words that its port is taken', async () => {
    start({ QUALM_DATA_DIR: temporaryFolder(), QUALM_PORT: '0' });
    await until(() => url() !== undefined, 30_000);
    const first = child!;
    const { port } = new URL(url()!);
    const second = start({ QUALM_DATA_DIR: temporaryFolder(), QUALM_PORT: port });
    expect(((await once(second, 'exit')) as [number])[0]).toBe(1);
    expect(output).toContain(`127.0.0.1:${port} is in use by another process`);
    first.kill('SIGKILL');
  });

  it('starts no trainer of its own beside the local log', async () => {
    const [status] = (await once(start({ QUALM_PORT: '0' }, 'trainer'), 'exit')) as [number];
    expect(status).toBe(1);
    expect(output).toContain('needs QUALM_STREAM=kafka');
  });
});

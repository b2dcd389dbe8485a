import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { parquetReadObjects } from 'hyparquet';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { QualmClient } from '../src/client/qualm-client.js';
import { drained } from '../src/demo/settled.js';

const dist = join(import.meta.dirname, '../../../dist/apps');
const folder = mkdtempSync(join(tmpdir(), 'qualm-export-'));
const key = 'key-of-everything';

interface Ran {
  status: number;
  out: string;
  says: string;
}

describe('qualm export', { timeout: 60_000 }, () => {
  let monitor: ChildProcess;
  let url: string;

  beforeAll(async () => {
    const env = { PATH: process.env['PATH'], QUALM_API_KEY: key, QUALM_DATA_DIR: join(folder, 'data') };
    monitor = spawn(process.execPath, [join(dist, 'monitor/src/main.js')], {
      env: { ...env, QUALM_PORT: '0', QUALM_TRAINER: 'off' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    url = await urlOf(monitor);
    writeFileSync(join(folder, 'key'), `${key}\n`);
    const client = new QualmClient(url, { apiKey: key });
    await client.createProject({ id: 'pets', classes: ['cat', 'dog'] });
    const lines = Array.from({ length: 300 }, (_, n) =>
      JSON.stringify({ exampleId: `e${n}`, sourceId: 'ann', label: n % 2, gold: 0 }),
    );
    await client.sendLines('pets', lines);
    await drained(client, 'pets');
  });
  afterAll(async () => {
    if (monitor.exitCode === null) {
      monitor.kill();
      await once(monitor, 'exit');
    }
    rmSync(folder, { recursive: true });
  });

  async function run(args: string[], env: NodeJS.ProcessEnv = { QUALM_API_KEY: key }): Promise<Ran> {
    const command = [join(dist, 'cli/src/main.js'), 'export', '--project', 'pets', '--url', url, ...args];
    const options = { env: { PATH: process.env['PATH'], ...env }, maxBuffer: 2 ** 26 };
    try {
      const { stdout, stderr } = await promisify(execFile)(process.execPath, command, options);
      return { status: 0, out: stdout, says: stderr };
    } catch (error) {
      const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
      return { status: code, out: stdout, says: stderr };
    }
  }

  it('writes to standard output, and says how much on standard error', async () => {
    const { status, out, says } = await run([]);
    expect([status, out.trim().split('\n').length]).toEqual([0, 300]);
    expect(says).toMatch(/^standard output: [\d.]+ kB in [\d.]+ s\.\n$/);
  });

  it('takes the filters, and the key from a file', async () => {
    const args = [
      '--rows',
      'labels',
      '--suspect',
      'true',
      '--source-id',
      'ann',
      '--max-quality',
      '.5',
      '--format',
      'csv',
    ];
    const { status, out } = await run(args, { QUALM_API_KEY_FILE: join(folder, 'key') });
    expect([status, out.trim().split('\r\n').length]).toEqual([0, 151]);
  });

  it('writes whole files', async () => {
    const file = join(folder, 'pets.parquet');
    expect((await run(['--format', 'parquet', '--out', file])).status).toBe(0);
    const { buffer, byteOffset, byteLength } = readFileSync(file);
    const rows = await parquetReadObjects({ file: buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer });
    expect(rows.length).toBe(300);
    expect(rows[0]).toMatchObject({ suggestedLabel: 'cat', gold: 'cat', goldOrigin: 'honeypot' });
  });

  it.each([
    [['--project', 'cars'], /404 project: "cars" is not a project/],
    [['--format', 'xml'], /Allowed choices are ndjson, csv, parquet, label-studio/],
    [['--label', 'cow'], /400 label: "cow" is not a class/],
    [['--min-quality', '2'], /It must be a number from 0 to 1/],
    [['--url', 'http://127.0.0.1:1'], /nothing listens there|ECONNREFUSED|bad port/],
  ])('refuses %j in words', async (args, says) => {
    const ran = await run(args);
    expect(ran.status).toBe(1);
    expect(ran.says).toMatch(says);
  });

  it('says that a key is needed', async () => {
    const ran = await run([], {});
    expect(ran.status).toBe(1);
    expect(ran.says).toMatch(/401/);
  });

  it('leaves no part of a file behind when the service breaks off', async () => {
    const server = await breakingServer();
    const out = join(folder, 'half.ndjson');
    const ran = await run(['--url', `http://127.0.0.1:${(server.address() as AddressInfo).port}`, '--out', out]);
    server.close();
    expect(ran.status).toBe(1);
    expect(ran.says).toMatch(/the service broke off; what came is not the whole/);
    expect(existsSync(out)).toBe(false);
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
  });
});

/** Sends a part of a body, then cuts the connection. */
async function breakingServer(): Promise<Server> {
  const server = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'application/x-ndjson' });
    response.write('{}\n'.repeat(1_000), () => setTimeout(() => response.destroy(), 50));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

async function urlOf(monitor: ChildProcess): Promise<string> {
  for await (const line of createInterface(monitor.stdout!)) {
    const url = /API (http:\S+)\/v1/.exec(line)?.[1];
    if (url !== undefined) return url;
  }
  throw new Error('the monitor ended before it was ready');
}

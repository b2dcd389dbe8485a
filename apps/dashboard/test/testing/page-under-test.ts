import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { repositoryFolder, until } from '#testing';

const START_TIMEOUT_MS = 60_000;
const SETTLE_TIMEOUT_MS = 60_000;

/** The built service as a process of its own, which serves the built page. */
export interface PageUnderTest {
  /** `http://127.0.0.1:port` */
  url: string;
  /** The body of the answer. @throws Error when it is no success */
  ask<T = unknown>(method: string, path: string, body?: unknown): Promise<T>;
  /** Label events, one object each. */
  sendLabels(project: string, labels: object[]): Promise<void>;
  /** Resolves when all that was sent is judged and watched. */
  settled(project: string): Promise<void>;
  stop(): Promise<void>;
}

/** @param env settings that differ: no trainer runs unless it is asked for, QUALM_TRAINER=on */
export async function pageUnderTest(env: Record<string, string> = {}): Promise<PageUnderTest> {
  const entry = join(repositoryFolder, 'dist/apps/monitor/src/main.js');
  for (const file of [entry, join(repositoryFolder, 'dist/apps/dashboard/index.html')]) {
    if (!existsSync(file)) throw new Error(`${file} is missing: npm run build && npm run build:page`);
  }
  const folder = mkdtempSync(join(tmpdir(), 'qualm-page-'));
  const settings = { QUALM_PORT: '0', QUALM_DATA_DIR: folder, QUALM_TRAINER: 'off', ...env };
  const child = spawn(process.execPath, [entry], { env: { PATH: process.env['PATH'], ...settings } });
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk));
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const url = () => /API (http:\S+)\/v1/.exec(output)?.[1];
  await until(() => url() !== undefined || child.exitCode !== null, START_TIMEOUT_MS);
  if (url() === undefined) throw new Error(`the service did not start:\n${output}`);
  return {
    ...clientOf(url()!, env['QUALM_API_KEY']),
    async stop() {
      child.kill('SIGTERM');
      await ended;
      process.off('exit', kill);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function clientOf(url: string, key: string | undefined): Omit<PageUnderTest, 'stop'> {
  const headers: Record<string, string> = key === undefined ? {} : { authorization: `Bearer ${key}` };
  const send = async (method: string, path: string, type: string, body?: string) => {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: body === undefined ? headers : { ...headers, 'content-type': type },
      ...(body !== undefined && { body }),
    });
    const text = await response.text();
    if (!response.ok || response.status === 207) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return text === '' ? undefined : (JSON.parse(text) as unknown);
  };
  const ask = async <T>(method: string, path: string, body?: unknown) =>
    (await send(method, path, 'application/json', body === undefined ? undefined : JSON.stringify(body))) as T;
  return {
    url,
    ask,
    async sendLabels(project, labels) {
      const lines = `${labels.map((label) => JSON.stringify(label)).join('\n')}\n`;
      await send('POST', `/v1/projects/${project}/labels`, 'application/x-ndjson', lines);
    },
    async settled(project) {
      await until(async () => {
        const { lag } = await ask<{ lag: Record<string, number> }>('GET', `/v1/projects/${project}/progress`);
        return Object.values(lag).every((records) => records === 0);
      }, SETTLE_TIMEOUT_MS);
    },
  };
}

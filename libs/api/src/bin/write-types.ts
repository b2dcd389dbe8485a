import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import openapiTypescript, { astToString } from 'openapi-typescript';

/** dist/apps/monitor, from dist/libs/api/src/bin. */
const monitorFile = fileURLToPath(new URL('../../../../apps/monitor/src/main.js', import.meta.url));
const header =
  '// Written by `npm run api:types` from the description that the service gives of itself. Not to be edited.\n';

/** Starts the service on a free port in a folder of its own, and writes types of what it says it takes and answers. */
async function main(file: string | undefined): Promise<void> {
  if (file === undefined) throw new Error('usage: write-types FILE');
  const folder = mkdtempSync(join(tmpdir(), 'qualm-api-'));
  const monitor = start(folder);
  const ended = once(monitor, 'close');
  try {
    const types = astToString(await openapiTypescript(await describedBy(await urlOf(monitor))));
    writeFileSync(file, header + types);
  } finally {
    monitor.kill();
    await ended;
    rmSync(folder, { recursive: true });
  }
}

function start(folder: string): ChildProcess {
  const env = { PATH: process.env['PATH'], QUALM_DATA_DIR: folder, QUALM_PORT: '0', QUALM_TRAINER: 'off' };
  return spawn(process.execPath, [monitorFile], { env, stdio: ['ignore', 'pipe', 'inherit'] });
}

async function urlOf(monitor: ChildProcess): Promise<string> {
  for await (const line of createInterface({ input: monitor.stdout! })) {
    const url = /API (http:\S+)\/v1/.exec(line)?.[1];
    if (url !== undefined) return url;
  }
  throw new Error(`${monitorFile} ended before it was ready`);
}

async function describedBy(url: string): Promise<string> {
  return (await fetch(`${url}/docs/openapi.json`)).text();
}

await main(process.argv[2]);

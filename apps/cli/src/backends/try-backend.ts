import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { BackendName, BackendSpeed } from '#model';

/** What there is of one backend: how fast it is here, or why it cannot be used. */
export type BackendTrial =
  { name: BackendName; speed: BackendSpeed; reason?: never } | { name: BackendName; speed?: never; reason: string };

const TIMEOUT_MS = 120_000;

/** Measures a backend in a process of its own. What it prints is not shown; how it died is. */
export async function tryBackend(name: BackendName): Promise<BackendTrial> {
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  const child = fork(fileURLToPath(new URL(`./measure.child.${extension}`, import.meta.url)), [name], {
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    timeout: TIMEOUT_MS,
  });
  let answer: { speed: BackendSpeed } | { reason: string } | undefined;
  child.on('message', (message) => (answer = message as typeof answer));
  const [code, signal] = (await once(child, 'exit')) as [number | null, string | null];
  return { name, ...(answer ?? { reason: `its process ended with ${signal ?? `code ${code}`}` }) };
}

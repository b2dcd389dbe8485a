import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { BackendName } from '#model';

/** Examples per second, medians. */
export interface PortRow {
  what: 'forward' | 'training';
  batch: number;
  port: number;
  bare: number;
}

export interface PortRun {
  device: string;
  /** The tfjs backend of the bare calls. */
  bareName: string;
  rows: PortRow[];
}

/** @returns why not, in words, where the backend cannot be used here */
export async function measurePort(name: BackendName): Promise<PortRun | string> {
  const child = fork(fileURLToPath(new URL('./port.child.js', import.meta.url)), [name], {
    stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
  });
  let run: PortRun | undefined;
  let said = '';
  child.on('message', (message) => (run = message as PortRun));
  child.stderr!.on('data', (bytes: Buffer) => (said += bytes));
  await once(child, 'close');
  return run ?? /^Error: (.*)$/m.exec(said)?.[1] ?? `its process ended with ${child.signalCode ?? child.exitCode}`;
}

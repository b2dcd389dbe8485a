import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Ledger } from '#ledger';
import { scopeOf } from '#runner';

const cli = join(import.meta.dirname, '../../apps/cli/src/main.js');
const sampleEveryMs = 200;
/** As `npm run qualm` has it: with these bounds the heap grows less far beyond what is alive. */
const nodeFlags = ['--max-old-space-size=1536', '--max-semi-space-size=32'];

/** The real `qualm replay` as a process of its own: how long it took, and the most anonymous memory that it had. */
export async function measuredReplay(args: string[]): Promise<{ seconds: number; peakBytes: number }> {
  const began = performance.now();
  const child = spawn(process.execPath, [...nodeFlags, cli, 'replay', ...args], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  let peakBytes = 0;
  const timer = setInterval(() => (peakBytes = Math.max(peakBytes, anonymousBytes(child.pid!))), sampleEveryMs);
  const [code] = (await once(child, 'exit')) as [number | null];
  clearInterval(timer);
  if (code !== 0) throw new Error(`qualm replay ended with ${code}`);
  return { seconds: (performance.now() - began) / 1_000, peakBytes };
}

/** Of the process with all of its threads; 0 when it has just ended. */
function anonymousBytes(pid: number): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return Number(/RssAnon:\s+(\d+) kB/.exec(status)?.[1] ?? 0) * 1_024;
  } catch {
    return 0;
  }
}

/** Of the states of one group in a stage's only partition. */
export async function statesOf(ledger: Ledger, stage: string, group: string): Promise<{ count: number; each: number }> {
  let count = 0;
  let bytes = 0;
  let cursor: string | undefined;
  do {
    const page = await ledger.list(scopeOf(stage, 0), group, { ...(cursor !== undefined && { cursor }), limit: 1_000 });
    for (const { id, value } of page.entries) {
      count++;
      bytes += value.byteLength + Buffer.byteLength(id);
    }
    cursor = page.cursor;
  } while (cursor !== undefined);
  return { count, each: Math.round(bytes / Math.max(count, 1)) };
}

export function bytesOnDisk(path: string): number {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.blocks * 512;
  return readdirSync(path).reduce((sum, name) => sum + bytesOnDisk(join(path, name)), 0);
}

export const mebibytes = (bytes: number) => `${Math.round(bytes / 2 ** 20)} MiB`;

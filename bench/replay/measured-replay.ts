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

export interface MeasuredReplay {
  seconds: number;
  /** Of the processor, all threads: what another process on the machine disturbs least. */
  cpuSeconds: number;
  /** The most anonymous memory that it had. */
  peakBytes: number;
}

/** The real `qualm replay` as a process of its own. */
export async function measuredReplay(args: string[]): Promise<MeasuredReplay> {
  const began = performance.now();
  const child = spawn(process.execPath, [...nodeFlags, cli, 'replay', ...args], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  let [peakBytes, cpuSeconds] = [0, 0];
  const timer = setInterval(() => {
    peakBytes = Math.max(peakBytes, anonymousBytes(child.pid!));
    cpuSeconds = Math.max(cpuSeconds, cpuSecondsOf(child.pid!));
  }, sampleEveryMs);
  const [code] = (await once(child, 'exit')) as [number | null];
  clearInterval(timer);
  if (code !== 0) throw new Error(`qualm replay ended with ${code}`);
  return { seconds: (performance.now() - began) / 1_000, cpuSeconds, peakBytes };
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

const TICKS_PER_SECOND = 100;

/** User and system time so far; 0 when it has just ended. */
function cpuSecondsOf(pid: number): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
    return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
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

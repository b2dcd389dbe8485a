import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const cli = fileURLToPath(new URL('../apps/cli/src/main.js', import.meta.url));

/** `qualm replay` as a process of its own, as a user runs it. */
export async function runReplay(args: string[]): Promise<void> {
  const child = spawn(process.execPath, [cli, 'replay', ...args], { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(-2_000)));
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`qualm replay ended with ${code}: ${said}`);
}

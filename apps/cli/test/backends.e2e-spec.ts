import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

const main = fileURLToPath(new URL('../../../dist/apps/cli/src/main.js', import.meta.url));
const backends = (...args: string[]) => promisify(execFile)(process.execPath, [main, 'backends', ...args]);

interface Found {
  backends: {
    name: string;
    usable: boolean;
    reason?: string;
    scoringPerSecond?: number;
    trainingPerSecond?: number | null;
  }[];
  auto: { scoring: string; training: string };
}

describe('qualm backends', () => {
  it('measures what is there, and says why the rest is not', async () => {
    const { stdout } = await backends('--json');
    const found = JSON.parse(stdout) as Found;
    const named = Object.fromEntries(found.backends.map((backend) => [backend.name, backend]));
    expect(Object.keys(named)).toEqual(['wasm', 'cpu', 'onnx', 'native', 'webgpu']);
    for (const name of ['wasm', 'cpu', 'onnx']) expect(named[name]!.scoringPerSecond).toBeGreaterThan(0);
    expect(named['wasm']!.trainingPerSecond).toBeGreaterThan(0);
    expect(named['onnx']!.trainingPerSecond).toBeNull();
    for (const { usable, reason } of found.backends) expect(usable ? reason : (reason ?? '')).not.toBe('');
    expect(found.auto.scoring).toBe('onnx');
    expect(found.auto.training).toBe(named['native']!.usable ? 'native' : 'wasm');
  });

  it('shows one as a table, and fails where it cannot be used', async () => {
    const { stdout } = await backends('--only', 'onnx');
    expect(stdout).toMatch(/onnx .* scores only/);
    await expect(backends('--only', 'tpu')).rejects.toMatchObject({ code: 1 });
  });
});

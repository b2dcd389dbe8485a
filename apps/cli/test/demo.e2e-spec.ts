import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DemoReport } from '../src/demo/report.js';

const main = fileURLToPath(new URL('../../../dist/apps/cli/src/main.js', import.meta.url));

/** `qualm`, with what it printed so far. */
class Run {
  output = '';
  readonly code: Promise<number | null>;

  constructor(readonly child: ChildProcess) {
    child.stdout!.on('data', (text: Buffer) => (this.output += text.toString()));
    child.stderr!.on('data', (text: Buffer) => (this.output += text.toString()));
    this.code = new Promise((resolve) => child.once('close', resolve));
  }

  async says(words: string | RegExp): Promise<void> {
    while (this.output.search(words) < 0) {
      if (this.child.exitCode !== null) throw new Error(`ended without saying ${words}:\n${this.output}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

describe('qualm demo', () => {
  let data: string;
  const runs: Run[] = [];

  function demo(...args: string[]): Run {
    const env = { ...process.env, QUALM_PORT: '0', QUALM_LOG_FORMAT: 'json' };
    const child = spawn(process.execPath, [main, 'demo', '--data', data, ...args], { env });
    const run = new Run(child);
    runs.push(run);
    return run;
  }

  const servicePid = () => (JSON.parse(readFileSync(join(data, 'service.json'), 'utf8')) as { pid: number }).pid;
  const report = () => JSON.parse(readFileSync(join(data, 'summary.json'), 'utf8')) as DemoReport;

  beforeEach(() => {
    data = join(mkdtempSync(join(tmpdir(), 'qualm-demo-')), 'demo');
  });

  afterEach(async () => {
    for (const { child, code } of runs.splice(0)) {
      if (child.exitCode === null) child.kill('SIGTERM');
      await code;
    }
    rmSync(data, { recursive: true, force: true });
  });

  it('shows the summary and ends with 0; a second start shows it again, --fresh starts over', async () => {
    const first = demo('--exit', '--labels', '1500');
    expect(await first.code, first.output).toBe(0);
    for (const words of ['as given', 'by majority vote', 'corrected by Qualm', 'precision', 'recall', 'spammer']) {
      expect(first.output).toContain(words);
    }
    expect(first.output).toMatch(/starting clean/);
    expect(first.output).toMatch(/documentation +http:\/\/127\.0\.0\.1:\d+\/docs/);
    const { measures, sources } = report();
    expect(measures.labels).toBeGreaterThan(1_400);
    expect(measures.corrected).toBeGreaterThan(measures.majority);
    expect(measures.majority).toBeGreaterThan(measures.given);
    expect(sources.find((s) => s.sourceId === 'spammer')!.alarm).toBeDefined();
    expect(existsSync(join(data, 'service.json'))).toBe(false);

    const again = demo('--exit');
    expect(await again.code, again.output).toBe(0);
    expect(again.output).toMatch(/Found 1,500 labels of an earlier start: the stream is complete/);
    expect(report().measures.labels).toBe(measures.labels);

    const other = demo('--exit', '--labels', '900');
    expect(await other.code).toBe(1);
    expect(other.output).toMatch(/holds a demo with labels 1500, not 900: start over with --fresh/);

    const fresh = demo('--exit', '--fresh', '--labels', '300');
    expect(await fresh.code, fresh.output).toBe(0);
    expect(report().measures.labels).toBeLessThan(300);
  });

  it('says that its service was killed, and goes on from there at the next start', async () => {
    const killed = demo('--exit', '--labels', '2400');
    await killed.says(/[1-9][\d,]* of 2,400 labels/);
    process.kill(servicePid(), 'SIGKILL');
    expect(await killed.code).toBe(1);
    expect(killed.output).toMatch(/the service ended by itself \(SIGKILL\)/);

    const resumed = demo('--exit');
    expect(await resumed.code, resumed.output).toBe(0);
    const found = /Found ([\d,]+) labels of an earlier start: the stream goes on from there/.exec(resumed.output);
    const labels = Number(found![1]!.replace(',', ''));
    expect(labels).toBeGreaterThan(0);
    expect(labels).toBeLessThan(2_400);
    const { measures, sources } = report();
    expect(sources.reduce((sum, s) => sum + s.labels, 0)).toBe(2_400);
    expect(measures.corrected).toBeGreaterThan(measures.majority);
  });

  it('keeps running until it is told to stop, and lets no second demo onto its folder', async () => {
    const running = demo('--labels', '300');
    await running.says('The service stays up');
    const second = demo('--exit');
    expect(await second.code).toBe(1);
    expect(second.output).toMatch(/a demo is running on .* already, at http:/);
    const pid = servicePid();
    running.child.kill('SIGINT');
    expect(await running.code).toBe(0);
    expect(running.output).toMatch(/Stopping the service/);
    expect(() => process.kill(pid, 0)).toThrow();
  });

  it('refuses a taken port, and a folder that is not its own', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as { port: number };
    const taken = demo('--exit', '--port', String(port));
    expect(await taken.code).toBe(1);
    expect(taken.output).toContain(`port ${port} is taken`);
    server.close();

    rmSync(data, { recursive: true, force: true });
    data = mkdtempSync(join(tmpdir(), 'qualm-foreign-'));
    writeFileSync(join(data, 'thesis.txt'), 'do not delete');
    const foreign = demo('--exit', '--fresh');
    expect(await foreign.code).toBe(1);
    expect(foreign.output).toMatch(/is not empty and holds no demo/);
    expect(existsSync(join(data, 'thesis.txt'))).toBe(true);
  });
});

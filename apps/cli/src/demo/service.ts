import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { QualmClient } from '../client/qualm-client.js';
import type { DemoFolder } from './demo-folder.js';

/** dist/apps/monitor, from dist/apps/cli/src/demo. */
const mainFile = fileURLToPath(new URL('../../../monitor/src/main.js', import.meta.url));
const READY_TIMEOUT_MS = 30_000;
const STOP_TIMEOUT_MS = 15_000;
const POLL_MS = 100;
/** A broken connection is seen so much before the end of the process that broke it. */
const OBITUARY_MS = 500;

/**
 * The real service as a process of its own, embedded, on a loopback port. It gets a process group of its own, so that
 * Ctrl-C reaches only the demo, which then stops it in good order.
 */
export class DemoService {
  readonly client: QualmClient;
  /** Rejects when the service ends before `stop()`; never resolves. */
  readonly died: Promise<never>;
  private stopping = false;
  private hasEnded = false;
  private readonly ended: Promise<void>;

  private constructor(
    private readonly child: ChildProcess,
    readonly url: string,
    private readonly folder: DemoFolder,
  ) {
    this.client = new QualmClient(url, { apiKey: process.env['QUALM_API_KEY'] });
    this.ended = new Promise((resolve) => child.once('close', () => resolve()));
    this.died = new Promise((_, reject) => {
      child.once('error', (error) => reject(new Error(`the service did not start: ${error.message}`)));
      child.once('close', (code, signal) => {
        this.hasEnded = true;
        if (!this.stopping) reject(new Error(this.obituary(signal ?? `exit code ${code}`)));
      });
    });
    this.died.catch(() => undefined);
    process.once('exit', this.kill);
  }

  get pid(): number {
    return this.child.pid!;
  }

  static start(folder: DemoFolder, port: number): DemoService {
    if (!existsSync(mainFile)) throw new Error(`${mainFile} is missing: build first, with npm run build`);
    const output = openSync(folder.serviceLog, 'w');
    const env = {
      ...process.env,
      QUALM_HOST: '127.0.0.1',
      QUALM_PORT: String(port),
      QUALM_STREAM: 'local',
      QUALM_LEDGER: 'lmdb',
      QUALM_TRAINER: 'on',
      QUALM_DATA_DIR: folder.serviceData,
      QUALM_LOG_LEVEL: 'info',
    };
    const child = spawn(process.execPath, [mainFile], { env, detached: true, stdio: ['ignore', output, output] });
    closeSync(output);
    const service = new DemoService(child, `http://127.0.0.1:${port}`, folder);
    if (child.pid !== undefined) folder.started({ pid: child.pid, url: service.url });
    return service;
  }

  async ready(): Promise<void> {
    await Promise.race([this.pollReady(), this.died]);
  }

  get isUp(): boolean {
    return !this.hasEnded;
  }

  /** Throws the error of a request; or, when that is what is behind it, that the service has ended. */
  async explain(error: unknown): Promise<never> {
    await Promise.race([this.died, sleep(OBITUARY_MS)]);
    throw error;
  }

  /** Lets the service finish what it has in hand. */
  async stop(): Promise<void> {
    this.stopping = true;
    if (this.isUp) {
      this.child.kill('SIGTERM');
      const late = setTimeout(this.kill, STOP_TIMEOUT_MS);
      await this.ended;
      clearTimeout(late);
    }
    process.off('exit', this.kill);
    this.folder.stopped();
  }

  /** Not another service that took the port in between: the log must say that it is this one. */
  private async isReady(): Promise<boolean> {
    return readFileSync(this.folder.serviceLog, 'utf8').includes(`${this.url}/v1`) && this.client.isReady();
  }

  private async pollReady(): Promise<void> {
    const deadlineMs = performance.now() + READY_TIMEOUT_MS;
    while (this.isUp && !(await this.isReady())) {
      if (performance.now() > deadlineMs) {
        throw new Error(`the service was not ready within ${READY_TIMEOUT_MS / 1_000} s\n${this.folder.lastWords()}`);
      }
      await sleep(POLL_MS);
    }
  }

  private readonly kill = (): void => {
    this.child.kill('SIGKILL');
  };

  private obituary(how: string): string {
    return `the service ended by itself (${how}); the end of ${this.folder.serviceLog}:\n${this.folder.lastWords()}`;
  }
}

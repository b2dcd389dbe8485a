import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { repositoryFolder, until } from '#testing';

const readyWithinMs = 60_000;

/** A service as it is run: a process of dist/, killed and started again by its test. */
export class ServiceProcess {
  private child?: ChildProcess;
  private output = '';

  constructor(
    readonly app: 'monitor' | 'trainer',
    readonly url: string,
    private readonly environment: Record<string, string>,
  ) {}

  /** Resolves when it says that it is ready. */
  async start(): Promise<void> {
    this.launch();
    await this.ready();
  }

  /** Launches it until it is ready: while its servers are down it refuses to start, as it says. */
  async startAmidOutages(): Promise<void> {
    const deadlineMs = Date.now() + readyWithinMs;
    for (;;) {
      try {
        return await this.start();
      } catch (error) {
        await this.kill('SIGKILL');
        if (Date.now() > deadlineMs) throw error;
      }
    }
  }

  launch(): void {
    const main = join(repositoryFolder, `dist/apps/${this.app}/src/main.js`);
    const env = { ...process.env, QUALM_LOG_LEVEL: 'warn', QUALM_PORT: new URL(this.url).port, ...this.environment };
    const child = spawn(process.execPath, [main], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    this.child = child;
    this.output = '';
    const read = (chunk: Buffer) => (this.output = (this.output + chunk.toString()).slice(-20_000));
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    const endWithUs = () => void child.kill('SIGKILL');
    process.once('exit', endWithUs);
    child.once('exit', () => process.removeListener('exit', endWithUs));
  }

  async ready(): Promise<void> {
    await until(async () => {
      if (!this.isRunning) throw new Error(`${this.app} ended:\n${this.output}`);
      return (await this.get('/health/ready'))?.status === 200;
    }, readyWithinMs);
  }

  /** Resolves when it is gone. */
  async kill(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    const { child } = this;
    if (!child || !this.isRunning) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill(signal);
    await gone;
  }

  /** SIGSTOP or SIGCONT. */
  signal(signal: NodeJS.Signals): void {
    this.child?.kill(signal);
  }

  get isRunning(): boolean {
    return this.child !== undefined && this.child.exitCode === null && this.child.signalCode === null;
  }

  /** What it wrote since it was started (the end of it). */
  get says(): string {
    return this.output;
  }

  /** undefined: no answer. */
  async get(path: string): Promise<{ status: number; body: string } | undefined> {
    try {
      const response = await fetch(this.url + path, { signal: AbortSignal.timeout(5_000) });
      return { status: response.status, body: await response.text() };
    } catch {
      return undefined;
    }
  }

  async getJson<T>(path: string): Promise<T | undefined> {
    const answer = await this.get(path);
    return answer?.status === 200 ? (JSON.parse(answer.body) as T) : undefined;
  }

  /** A metric's values summed over its labels; 0 when it is not there. */
  async metric(name: string): Promise<number> {
    const lines = (await this.get('/metrics'))?.body.split('\n') ?? [];
    const values = lines.filter((l) => l.startsWith(name)).map((l) => Number(l.slice(l.lastIndexOf(' ') + 1)));
    return values.reduce((a, b) => a + b, 0);
  }

  /** Sends until an answer comes that says it was taken: a lost answer means that it may be sent twice. */
  async post(path: string, contentType: string, body: string): Promise<void> {
    for (;;) {
      if (await this.postOnce(path, contentType, body)) return;
      await sleep(50);
    }
  }

  /** @returns whether it was taken; false: not, or nobody knows. @throws Error when it never will be */
  async postOnce(path: string, contentType: string, body: string): Promise<boolean> {
    const status = (await this.tryPost(path, contentType, body))?.status;
    if (status !== undefined && status >= 300 && status < 500 && status !== 409) {
      throw new Error(`${path} answered ${status}`);
    }
    return status !== undefined && status < 500;
  }

  /** undefined: no answer. */
  async postJson(path: string, body: object): Promise<{ status: number; body: string } | undefined> {
    return this.tryPost(path, 'application/json', JSON.stringify(body));
  }

  private async tryPost(
    path: string,
    contentType: string,
    body: string,
  ): Promise<{ status: number; body: string } | undefined> {
    try {
      const headers = { 'content-type': contentType };
      const signal = AbortSignal.timeout(10_000);
      const response = await fetch(this.url + path, { method: 'POST', headers, body, signal });
      return { status: response.status, body: await response.text() };
    } catch {
      return undefined;
    }
  }
}

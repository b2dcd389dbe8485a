import { execFile, execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { parse, stringify } from 'yaml';
import { freePort, until } from '#testing';

export const rulesFolder = join(import.meta.dirname, '../prometheus');

/** What Prometheus is pointed at in place of what compose.yaml runs. */
export interface ScrapedService {
  /** host:port */
  address: string;
  apiKey: string;
  /** Sources that are followed in full, as `project/source`. */
  followed: string[];
}

export interface Series {
  metric: Record<string, string>;
  values: [time: number, value: string][];
}

/**
 * Whether this machine has prometheus and promtool (Debian package `prometheus`). Says loudly that it has not; with
 * CI=true that is an error, so that nothing is skipped.
 */
export function prometheusIsHere(): boolean {
  try {
    for (const program of ['prometheus', 'promtool']) execFileSync(program, ['--version'], { stdio: 'pipe' });
    return true;
  } catch {
    const words = 'no prometheus or no promtool in PATH';
    if (process.env['CI'] === 'true') throw new Error(words);
    console.error(`\n!!! ${words}: RULES AND DASHBOARDS ARE NOT TRIED AGAINST A REAL PROMETHEUS\n`);
    return false;
  }
}

/** @throws Error with what promtool printed */
export async function promtool(...args: string[]): Promise<string> {
  return (await promisify(execFile)('promtool', args, { cwd: rulesFolder })).stdout;
}

/** A real Prometheus with the files of deploy/prometheus, pointed at one service and in more of a hurry. */
export class PrometheusServer {
  private constructor(
    private readonly folder: string,
    private readonly child: ChildProcess,
    readonly url: string,
  ) {}

  static async start(service: ScrapedService): Promise<PrometheusServer> {
    const folder = mkdtempSync(join(tmpdir(), 'qualm-prometheus-'));
    configure(folder, service);
    const address = `127.0.0.1:${await freePort()}`;
    const args = [
      `--config.file=${folder}/prometheus.yml`,
      `--storage.tsdb.path=${folder}/data`,
      `--web.listen-address=${address}`,
      '--enable-feature=exemplar-storage',
      '--log.level=warn',
    ];
    const child = spawn('prometheus', args, { stdio: ['ignore', 'ignore', 'inherit'] });
    process.once('exit', () => child.kill('SIGKILL'));
    const server = new PrometheusServer(folder, child, `http://${address}`);
    await until(async () => {
      if (child.exitCode !== null) throw new Error(`prometheus ended at once with ${child.exitCode}`);
      return fetch(`${server.url}/-/ready`).then(
        (answer) => answer.ok,
        () => false,
      );
    }, 30_000);
    return server;
  }

  async stop(): Promise<void> {
    const gone = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.kill('SIGTERM');
    await gone;
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** What its API answers. @throws Error with the words of Prometheus */
  async get<T>(path: string, query: Record<string, string> = {}): Promise<T> {
    const answer = await fetch(`${this.url}/api/v1/${path}?${new URLSearchParams(query)}`);
    const body = (await answer.json()) as { status: string; data: T; error?: string };
    if (body.status !== 'success') throw new Error(`${body.error ?? answer.status}: ${JSON.stringify(query)}`);
    return body.data;
  }

  async range(query: string, start: number, end: number): Promise<Series[]> {
    const options = { start: String(start), end: String(end), step: '1' };
    return (await this.get<{ result: Series[] }>('query_range', { query, ...options })).result;
  }

  async instant(query: string): Promise<{ metric: Record<string, string>; value: [number, string] }[]> {
    type Vector = { metric: Record<string, string>; value: [number, string] }[];
    return (await this.get<{ result: Vector }>('query', { query })).result;
  }
}

interface Config {
  global: Record<string, string>;
  scrape_configs: {
    job_name: string;
    scrape_interval?: string;
    authorization: { credentials_file: string };
    static_configs?: { targets: string[] }[];
    relabel_configs?: { target_label: string; replacement?: string }[];
  }[];
}

/** Copies the files; changes where the service is, its key, and how often Prometheus looks. */
function configure(folder: string, { address, apiKey, followed }: ScrapedService): void {
  cpSync(rulesFolder, folder, { recursive: true });
  const config = parse(readFileSync(join(folder, 'prometheus.yml'), 'utf8')) as Config;
  const keyFile = join(folder, 'api-key');
  writeFileSync(keyFile, apiKey);
  config.global = { scrape_interval: '1s', evaluation_interval: '1s' };
  for (const job of config.scrape_configs) {
    delete job.scrape_interval;
    job.authorization.credentials_file = keyFile;
    // The embedded service trains itself: there is no trainer of its own.
    job.static_configs = job.static_configs?.filter(({ targets }) => targets[0] === 'monitor:8080');
    for (const own of job.static_configs ?? []) own.targets = [address];
    for (const own of job.relabel_configs ?? []) if (own.replacement === 'monitor:8080') own.replacement = address;
  }
  writeFileSync(join(folder, 'prometheus.yml'), stringify(config));
  writeFileSync(join(folder, 'sources.yml'), stringify([{ targets: followed }]));
}

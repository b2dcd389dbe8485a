import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadSettings } from '#config';
import { createLogger } from '#telemetry';
import { until, WebhookReceiver } from '#testing';
import { startMonitor, type Monitor } from '../../apps/monitor/src/start.js';

export const API_KEY = 'a-key-of-this-test';
const project = 'demo';
const classes = ['cat', 'dog', 'bird'];
const PAUSE_MS = 200;
const EXAMPLES_PER_TURN = 12;

/** A running Qualm to which all happens that a dashboard may show: labels, gold, alarms, training, webhooks, dead letters. */
export class BusyService {
  private readonly receivers: WebhookReceiver[] = [];
  private isBusy = true;
  private next = 0;
  private working: Promise<void> = Promise.resolve();

  private constructor(
    readonly monitor: Monitor,
    private readonly folder: string,
  ) {}

  static async start(): Promise<BusyService> {
    const folder = mkdtempSync(join(tmpdir(), 'qualm-busy-'));
    const settings = loadSettings({
      QUALM_DATA_DIR: folder,
      QUALM_PORT: '0',
      QUALM_API_KEY: API_KEY,
      QUALM_TRAIN_WARMUP_LABELS: '200',
      QUALM_TRAIN_EVERY_MS: '2000',
      QUALM_WEBHOOK_ALLOW: '127.0.0.1',
      QUALM_WEBHOOK_ALLOW_HTTP: 'true',
    });
    const monitor = await startMonitor(settings, createLogger({ level: 'error', format: 'pretty' }));
    const service = new BusyService(monitor, folder);
    await service.fetch('/v1/projects', JSON.stringify({ id: project, classes }));
    return service;
  }

  /** Before it there is a project, and nothing in it: Prometheus counts what it sees grow. */
  async begin(): Promise<void> {
    for (const status of [200, 500, 410]) await this.addWebhook(status);
    this.working = this.work();
  }

  get address(): string {
    return new URL(this.monitor.url).host;
  }

  /** Resolves when a model is trained, the bad source is in alarm, and what fails has failed. */
  async happened(): Promise<void> {
    const has = (line: RegExp) => async () => line.test(await (await this.fetch('/metrics')).text());
    for (const line of [
      /^qualm_model_version\{project="demo"\} [1-9]/m,
      /^qualm_scored_examples_total [1-9]/m,
      /^qualm_source_alarm\{project="demo",source="w0",.*state="open"\} 1/m,
      /^qualm_webhook_deliveries_total\{project="demo",state="delivered"\} [1-9]/m,
      /^qualm_webhook_deliveries_total\{project="demo",state="dead"\} [1-9]/m,
      /^qualm_webhook_attempts_total\{.*outcome="failure"\} [1-9]/m,
      /^qualm_webhook_disabled_total\{project="demo",reason="gone"\} 1/m,
      /^qualm_dead_letters_total [1-9]/m,
    ])
      await until(has(line), 60_000);
  }

  async stop(): Promise<void> {
    this.isBusy = false;
    await this.working;
    await this.monitor.stop();
    for (const receiver of this.receivers) await receiver.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  async fetch(path: string, body?: string, type = 'application/json'): Promise<Response> {
    const headers = { authorization: `Bearer ${API_KEY}`, ...(body !== undefined && { 'content-type': type }) };
    const request = body === undefined ? { headers } : { headers, body, method: 'POST' };
    const answer = await fetch(`${this.monitor.url}${path}`, request);
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return answer;
  }

  private async addWebhook(status: number): Promise<void> {
    const receiver = new WebhookReceiver();
    receiver.answer = (response) => void response.writeHead(status).end();
    await receiver.open();
    this.receivers.push(receiver);
    const made = await this.fetch(`/v1/projects/${project}/webhooks`, JSON.stringify({ url: receiver.url }));
    const { id } = (await made.json()) as { id: string };
    await this.fetch(`/v1/projects/${project}/webhooks/${id}/test`, '{}');
  }

  private async work(): Promise<void> {
    const unreadable = [{ topic: 'events' as const, key: 'demo/x', headers: {}, value: Buffer.from('not an event') }];
    while (this.isBusy) {
      const lines = Array.from({ length: EXAMPLES_PER_TURN }, () => labelsOf(this.next++)).flat();
      await this.fetch(`/v1/projects/${project}/labels`, `${lines.join('\n')}\n`, 'application/x-ndjson');
      await this.monitor.service.log.append(unreadable);
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  }
}

/** Five sources label an example; w0 is wrong most of the time. The truth of one in four is told. */
function labelsOf(n: number): string[] {
  const truth = n % classes.length;
  const noise = ((n * 7919) % 101) / 101 - 0.5;
  const features = classes.map((_, k) => (k === truth ? 1.5 : -1) + noise * (k + 1) * 0.5);
  return Array.from({ length: 5 }, (_, w) => {
    const isWrong = w === 0 ? n % 4 !== 0 : (n + 3 * w) % 13 === 0;
    const label = classes[(truth + (isWrong ? 1 : 0)) % classes.length];
    const first = w === 0 && { features, ...(n % 4 === 1 && { gold: classes[truth] }) };
    return JSON.stringify({ exampleId: `e${n}`, sourceId: `w${w}`, label, ...first });
  });
}

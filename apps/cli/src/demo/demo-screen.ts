import type { AlertJson } from '#labels';
import { alertWords } from '#words';
import type { QualmClient } from '../client/qualm-client.js';
import type { Crowd } from '../crowd/crowd-stream.js';
import { LiveArea } from '../live-area.js';
import type { Paint } from '../paint.js';
import type { DemoFolder } from './demo-folder.js';
import { count, progressLine, progressLines, tookWords, type DemoProgress } from './demo-words.js';
import { LiveFeed } from './live-feed.js';
import type { DemoService } from './service.js';

const REDRAW_MS = 200;
const POLL_MS = 1_000;
const MS_PER_SECOND = 1_000;

/** All that the demo says. */
export class DemoScreen {
  private readonly began = performance.now();
  private readonly area: LiveArea;
  private readonly timers: NodeJS.Timeout[] = [];
  private feed?: LiveFeed;
  private progress: DemoProgress = { sent: 0, labels: 0, perSecond: 0, modelVersion: 0 };
  private sending?: { fromMs: number; fromLabels: number };

  constructor(
    stream: NodeJS.WriteStream,
    readonly paint: Paint,
  ) {
    this.area = new LiveArea(stream);
  }

  print(text: string): void {
    this.area.print(text);
  }

  intro({ annotators, images, settings }: Crowd, folder: DemoFolder, resumes: boolean): void {
    const { bold, dim } = this.paint;
    const bad = annotators.filter((a) => a.character !== 'good').length;
    const what = images.kind === 'mnist' ? 'handwritten digits' : 'synthetic examples';
    this.print(bold('Qualm finds wrong labels, and who makes them, while the labels come in.'));
    this.print('');
    this.print(`${annotators.length} simulated annotators give ${count(settings.labels)} labels to ${what}.`);
    this.print(`${bad} of them are bad. Qualm is not told which: it sees labels and images, and the`);
    this.print('truth of 1 image in 25. It must find them, and the wrong labels, by itself.');
    const how = resumes ? `going on from ${folder.path} (--fresh starts over)` : `starting clean in ${folder.path}`;
    this.print(dim(`seed ${settings.seed}, ${how}`));
    this.print('');
  }

  serviceIsUp({ url, pid }: DemoService): void {
    this.print(`Open ${this.paint.bold(url)} to watch it ${this.paint.dim(`(the service is process ${pid})`)}`);
  }

  found(alreadyThere: number, labels: number): void {
    const there = `Found ${count(alreadyThere)} labels of an earlier start`;
    if (alreadyThere >= labels) this.print(`${there}: the stream is complete.`);
    else if (alreadyThere > 0) this.print(`${there}: the stream goes on from there.`);
    this.print('');
    this.progress = { ...this.progress, sent: alreadyThere, labels };
  }

  /** Begins to show the live feeds of the service. */
  async follow(client: QualmClient, project: string, labels: number): Promise<void> {
    this.progress.labels = labels;
    this.feed = new LiveFeed(client, project, (alert, known) => this.alert(alert, known));
    await this.feed.start();
    this.timers.push(setInterval(() => this.draw(), REDRAW_MS));
    this.timers.push(setInterval(() => void this.poll(client, project).catch(() => undefined), POLL_MS));
  }

  stopFollowing(): void {
    for (const timer of this.timers) clearInterval(timer);
    this.feed?.stop();
    this.area.close();
  }

  sent(labels: number): void {
    const nowMs = performance.now();
    this.sending ??= { fromMs: nowMs, fromLabels: labels };
    const seconds = (nowMs - this.sending.fromMs) / MS_PER_SECOND;
    const perSecond = seconds > 0 ? (labels - this.sending.fromLabels) / seconds : 0;
    this.progress = { ...this.progress, sent: labels, perSecond };
  }

  waiting(waitingFor: string): void {
    this.progress = { ...this.progress, waitingFor };
  }

  whatNext(url: string, project: string): void {
    const { bold, dim } = this.paint;
    const link = (name: string, path: string) => `  ${name.padEnd(14)} ${url}${path}`;
    this.print('');
    this.print(link('page', '/'));
    this.print(link('API', '/v1'));
    this.print(link('documentation', '/docs'));
    this.print(link('metrics', '/metrics'));
    this.print(dim('  Ask it which labels it doubts, and why:'));
    this.print(`  ${bold(`curl -s '${url}/v1/projects/${project}/verdicts?suspect=true&limit=3'`)}`);
  }

  staysUp(): void {
    this.print(`\nThe service stays up. ${this.paint.bold('Ctrl-C')} ends it; the next start finds everything again.`);
  }

  private alert(alert: AlertJson, known: boolean): void {
    const { red, green, bold, dim } = this.paint;
    const seconds = Math.round((performance.now() - this.began) / MS_PER_SECOND);
    const when = dim(`${String(seconds).padStart(3)} s`);
    const name = (alert.sourceId || '(project)').padEnd(15);
    if (alert.state === 'resolved') return this.print(`${when}  ${green('fine ')}  ${name}  the alarm is resolved`);
    const what = known ? red('also ') : red(bold('ALARM'));
    this.print(`${when}  ${what}  ${bold(name)}  ${alertWords(alert).padEnd(32)} ${dim(`after ${tookWords(alert)}`)}`);
  }

  private draw(): void {
    this.area.update(progressLines(this.progress, this.feed!, this.paint), progressLine(this.progress, this.feed!));
  }

  private async poll(client: QualmClient, project: string): Promise<void> {
    const [metrics, { modelVersion }] = await Promise.all([client.metrics(), client.progress(project)]);
    const seconds = Number(/^nodejs_eventloop_lag_p99_seconds (\S+)$/m.exec(metrics)?.[1] ?? Number.NaN);
    const loopDelayMs = Number.isNaN(seconds) ? undefined : seconds * MS_PER_SECOND;
    this.progress = { ...this.progress, modelVersion, ...(loopDelayMs !== undefined && { loopDelayMs }) };
  }
}

import { SingleBar } from 'cli-progress';
import type { ReplaySummary } from './write-results.js';

const PLAIN_EVERY_MS = 5_000;

/** A bar with rate and remaining time on a terminal, a line every few seconds elsewhere. On standard error. */
export class ReplayProgress {
  private readonly began = performance.now();
  private readonly bar?: SingleBar;
  private lastLine = performance.now();
  private doing = 'labels';
  private bytes = 0;
  private lines = 0;

  constructor(private readonly totalBytes: number) {
    if (!process.stderr.isTTY) return;
    const format = ' {bar} {percentage}% | {lines} lines | {rate}/s | {left} left | {doing}';
    this.bar = new SingleBar({
      format,
      stream: process.stderr,
      hideCursor: true,
      barCompleteChar: '█',
      barIncompleteChar: '░',
    });
    this.bar.start(totalBytes, 0, this.payload());
  }

  update(bytesRead: number, lines: number): void {
    this.bytes = bytesRead;
    this.lines = lines;
    this.show();
  }

  /** What is going on now. */
  says(doing: string): void {
    this.doing = doing;
    this.show();
  }

  done(summary: ReplaySummary): void {
    this.stop();
    const seconds = (performance.now() - this.began) / 1_000;
    process.stderr.write(
      `${summary.labels} labels, ${summary.examples} examples, ${summary.sources} sources in ${seconds.toFixed(1)} s ` +
        `(${Math.round(summary.lines / seconds)} lines/s); ${summary.suspects} suspect labels, ` +
        `${summary.alarmsOpen} sources in alarm, ${summary.deadLetters} dead letters, model version ${summary.modelVersion}\n`,
    );
  }

  stop(): void {
    this.bar?.stop();
  }

  private show(): void {
    if (this.bar) this.bar.update(this.bytes, this.payload());
    else if (performance.now() - this.lastLine > PLAIN_EVERY_MS) {
      this.lastLine = performance.now();
      const { lines, rate, left, doing } = this.payload();
      const percent = Math.floor((100 * this.bytes) / Math.max(this.totalBytes, 1));
      process.stderr.write(`${percent} % | ${lines} lines | ${rate}/s | ${left} left | ${doing}\n`);
    }
  }

  private payload() {
    const seconds = (performance.now() - this.began) / 1_000;
    const share = this.bytes / Math.max(this.totalBytes, 1);
    const left = share > 0 ? `${Math.ceil((seconds / share) * (1 - share))} s` : '?';
    return { lines: this.lines, rate: Math.round(this.lines / Math.max(seconds, 1e-3)), left, doing: this.doing };
  }
}

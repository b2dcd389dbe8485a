import { SingleBar } from 'cli-progress';

const PLAIN_EVERY_MS = 10_000;
/** The bar counts in thousandths of what is counted. */
const PARTS = 1_000;

/** A bar on a terminal, a line every few seconds elsewhere. On standard error. */
export class LabProgress {
  private readonly began = performance.now();
  private readonly bar?: SingleBar;
  private lastLine = performance.now();
  private finished = 0;
  private doing = '';

  /** @param total how many there are of `unit`, e.g. "runs" */
  constructor(
    private readonly total: number,
    private readonly unit: string,
  ) {
    if (!process.stderr.isTTY) return;
    this.bar = new SingleBar({
      format: ' {bar} {percentage}% | {done}/{of} {unit} | {left} left | {doing}',
      stream: process.stderr,
      hideCursor: true,
      barCompleteChar: '█',
      barIncompleteChar: '░',
    });
    this.bar.start(total * PARTS, 0, this.payload(0));
  }

  begin(doing: string): void {
    this.doing = doing;
    this.show(0);
  }

  /** @param share of the one in progress, in [0, 1] */
  show(share: number): void {
    if (this.bar) return this.bar.update(Math.round((this.finished + share) * PARTS), this.payload(share));
    if (performance.now() - this.lastLine < PLAIN_EVERY_MS) return;
    this.lastLine = performance.now();
    const { done, of, unit, left } = this.payload(share);
    process.stderr.write(
      `${done}/${of} ${unit} | ${left} left | ${this.doing}${share > 0 ? `, ${Math.round(100 * share)} %` : ''}\n`,
    );
  }

  end(count = 1): void {
    this.finished += count;
    this.show(0);
  }

  stop(): void {
    this.bar?.stop();
  }

  private payload(share: number) {
    const seconds = (performance.now() - this.began) / 1_000;
    const done = this.finished + share;
    const left = done > 0 ? duration((seconds / done) * (this.total - done)) : '?';
    return { done: this.finished, of: this.total, unit: this.unit, left, doing: this.doing };
  }
}

function duration(seconds: number): string {
  return seconds < 120 ? `${Math.ceil(seconds)} s` : `${Math.ceil(seconds / 60)} min`;
}

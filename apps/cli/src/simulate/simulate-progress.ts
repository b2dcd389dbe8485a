import type { LiveArea } from '../live-area.js';

const MS_PER_SECOND = 1_000;
const REDRAW_MS = 100;

/** How far a simulated stream is, how fast, and how long it takes. */
export class SimulateProgress {
  private readonly beganMs = performance.now();
  private drawnMs = -Infinity;
  private written = 0;

  constructor(
    private readonly area: LiveArea,
    private readonly target: string,
    private readonly labels: number,
  ) {}

  update(written: number): void {
    this.written = written;
    const nowMs = performance.now();
    if (nowMs - this.drawnMs < REDRAW_MS) return;
    this.drawnMs = nowMs;
    const left = Math.ceil((this.labels - written) / this.perSecond);
    const share = Math.floor((100 * written) / this.labels);
    const line = `${share} % | ${written} of ${this.labels} labels to ${this.target} | ${Math.round(this.perSecond)}/s | ${left} s left`;
    this.area.update([line], line);
  }

  done(): void {
    this.area.print(`${this.written} labels to ${this.target} in ${this.seconds.toFixed(1)} s.`);
  }

  private get seconds(): number {
    return (performance.now() - this.beganMs) / MS_PER_SECOND;
  }

  private get perSecond(): number {
    return this.written / Math.max(this.seconds, 1e-3);
  }
}

import type { LiveArea } from '../live-area.js';

const REDRAW_MS = 100;
const KILOBYTE = 1_000;

/** How much of a file has come, on standard error. How much there will be nobody knows before the end. */
export class ExportProgress {
  private bytes = 0;
  private readonly beganMs = performance.now();
  private drawnMs = -Infinity;

  constructor(
    private readonly area: LiveArea,
    private readonly file: string,
  ) {}

  took(bytes: number): void {
    this.bytes += bytes;
    const nowMs = performance.now();
    if (nowMs - this.drawnMs < REDRAW_MS) return;
    this.drawnMs = nowMs;
    const line = `${sizeOf(this.bytes)} | ${sizeOf(this.bytes / this.seconds)}/s`;
    this.area.update([line], line);
  }

  done(): void {
    this.area.print(`${this.file}: ${sizeOf(this.bytes)} in ${this.seconds.toFixed(1)} s.`);
  }

  private get seconds(): number {
    return Math.max((performance.now() - this.beganMs) / 1_000, 1e-3);
  }
}

function sizeOf(bytes: number): string {
  if (bytes < KILOBYTE) return `${Math.round(bytes)} B`;
  if (bytes < KILOBYTE ** 2) return `${(bytes / KILOBYTE).toFixed(1)} kB`;
  return `${(bytes / KILOBYTE ** 2).toFixed(1)} MB`;
}

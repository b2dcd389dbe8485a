import type { LiveArea } from '../live-area.js';

/** So many are shown of what could not be taken. */
const SHOWN = 20;
const REDRAW_MS = 100;

/** What became of a file, on standard error: how far it is, what was refused, and a summary. */
export class ImportReport {
  /** What somebody has to look at. */
  refused = 0;
  private taken = 0;
  /** What gave nothing, and need not. */
  private passed = 0;
  private readonly reasons = new Map<string, number>();
  private readonly beganMs = performance.now();
  private drawnMs = -Infinity;

  constructor(
    private readonly area: LiveArea,
    private readonly file: string,
    private readonly totalBytes: number,
  ) {}

  says(text: string): void {
    this.area.print(text);
  }

  took(labels: number, bytesRead: number): void {
    this.taken += labels;
    const nowMs = performance.now();
    if (nowMs - this.drawnMs < REDRAW_MS) return;
    this.drawnMs = nowMs;
    const seconds = Math.max((nowMs - this.beganMs) / 1_000, 1e-3);
    const share = Math.min(bytesRead / Math.max(this.totalBytes, 1), 1);
    const left = share > 0 ? `${Math.ceil((seconds / share) * (1 - share))} s left` : '';
    const line = `${Math.floor(100 * share)} % | ${this.taken} labels | ${Math.round(this.taken / seconds)}/s | ${left}`;
    this.area.update([line], line);
  }

  refuse(where: string, why: string): void {
    this.refused++;
    if (this.refused <= SHOWN) this.says(`${where}: ${why}`);
    if (this.refused === SHOWN + 1) this.says('... and more, which are counted only');
  }

  /** Refused ones that nobody said more of. */
  refuseMore(count: number): void {
    this.refused += count;
  }

  /** @param reasons of them, or of the first */
  pass(count: number, reasons: string[]): void {
    this.passed += count;
    for (const why of reasons) this.reasons.set(why, (this.reasons.get(why) ?? 0) + 1);
  }

  done(): void {
    const seconds = ((performance.now() - this.beganMs) / 1_000).toFixed(1);
    const nothing = this.passed > 0 ? `, ${this.passed} gave no label` : '';
    this.says(`${this.file}: ${this.taken} labels taken, ${this.refused} refused${nothing}; ${seconds} s.`);
    const most = [...this.reasons].sort(([, a], [, b]) => b - a).slice(0, SHOWN);
    for (const [why, count] of most) this.says(`  ${count} times: ${why}`);
  }

  interrupted(): void {
    if (this.taken === 0) return;
    this.says(
      `${this.taken} labels are taken. Run the same again for the rest: a label that is there changes nothing.`,
    );
  }
}

import { setTimeout as sleep } from 'node:timers/promises';

/** Spreads work evenly: the n-th unit is not due before `n / perSecond`. What was late is not made up for in a burst. */
export class Pacer {
  private dueMs = performance.now();

  constructor(private readonly perSecond: number) {}

  /** Resolves when `count` more units may be sent. */
  async take(count: number, signal?: AbortSignal): Promise<void> {
    if (this.perSecond === Infinity) return;
    const nowMs = performance.now();
    if (this.dueMs > nowMs) await sleep(this.dueMs - nowMs, undefined, signal && { signal });
    this.dueMs = Math.max(this.dueMs, nowMs) + (count * 1_000) / this.perSecond;
  }
}

import { setImmediate as turn } from 'node:timers/promises';
import type { Clock } from '#alerts';

/** A clock that a test turns; whatever is due then runs, in order, each to its end. */
export class ManualClock implements Clock {
  private readonly timers = new Set<{ atMs: number; call: () => void }>();

  constructor(private atMs = Date.parse('2026-11-21T12:00:00Z')) {}

  nowMs(): number {
    return this.atMs;
  }

  after(ms: number, call: () => void): () => void {
    const timer = { atMs: this.atMs + ms, call };
    this.timers.add(timer);
    return () => void this.timers.delete(timer);
  }

  async advance(ms: number): Promise<void> {
    const untilMs = this.atMs + ms;
    for (;;) {
      await settle();
      const [next] = [...this.timers].filter((t) => t.atMs <= untilMs).sort((a, b) => a.atMs - b.atMs);
      if (!next) break;
      this.timers.delete(next);
      this.atMs = Math.max(this.atMs, next.atMs);
      next.call();
    }
    this.atMs = untilMs;
  }
}

/** Long enough for everything that waits for no clock. */
async function settle(): Promise<void> {
  for (let n = 0; n < 5; n++) await turn();
}

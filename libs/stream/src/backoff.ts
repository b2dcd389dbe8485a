export interface BackoffSettings {
  firstMs: number;
  maxMs: number;
}

/** Pauses between tries: each twice the last up to `maxMs`, and each drawn from the upper half of its length (jitter). */
export class Backoff {
  private lengthMs: number;

  constructor(private readonly settings: BackoffSettings = { firstMs: 100, maxMs: 10_000 }) {
    this.lengthMs = settings.firstMs;
  }

  nextMs(): number {
    const pauseMs = this.lengthMs * (0.5 + Math.random() / 2);
    this.lengthMs = Math.min(this.lengthMs * 2, this.settings.maxMs);
    return pauseMs;
  }

  reset(): void {
    this.lengthMs = this.settings.firstMs;
  }
}

/** So often a look is taken at the lease of what is shown. */
const LOOK_MS = 30_000;
/** It is renewed when so little of it is left. */
const RENEW_WITHIN_MS = 300_000;

/** What is held until then, by this machine's clock. */
interface Held {
  untilMs: number;
}

interface LeaseWatchParts<T> {
  isHere(): boolean;
  /** Moves `untilMs` when it succeeds; where it fails, it is asked again at the next look. */
  renew(held: T): Promise<void>;
  over(held: T): void;
}

/** Renews the lease of one thing for as long as somebody is there, and tells when it is over. */
export class LeaseWatch<T extends Held> {
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly parts: LeaseWatchParts<T>) {}

  /** From now on this one alone. */
  watch(held: T): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.look(held), Math.min(held.untilMs - Date.now(), LOOK_MS));
  }

  stop(): void {
    clearTimeout(this.timer);
  }

  private look(held: T): void {
    const leftMs = held.untilMs - Date.now();
    if (leftMs <= 0) return this.parts.over(held);
    this.watch(held);
    if (leftMs <= RENEW_WITHIN_MS && this.parts.isHere()) void this.parts.renew(held);
    return undefined;
  }
}

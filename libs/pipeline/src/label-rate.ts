const SECONDS = 60;

/** How many labels of a project came in the last minute; a minute is kept of each, whatever comes. */
export class LabelRate {
  private readonly counted = new Map<string, { counts: number[]; atSecond: number }>();

  /** @param nowMs of a clock that never jumps */
  constructor(private readonly nowMs: () => number = () => performance.now()) {}

  add(project: string, labels: number): void {
    const own = this.upToNow(project);
    own.counts[own.atSecond % SECONDS]! += labels;
  }

  /** In the 60 seconds that end now, to the second. */
  perMinute(project: string): number {
    if (!this.counted.has(project)) return 0;
    return this.upToNow(project).counts.reduce((sum, labels) => sum + labels, 0);
  }

  private upToNow(project: string): { counts: number[]; atSecond: number } {
    const second = Math.floor(this.nowMs() / 1_000);
    let own = this.counted.get(project);
    if (!own) this.counted.set(project, (own = { counts: Array.from({ length: SECONDS }, () => 0), atSecond: second }));
    for (let gone = Math.min(second - own.atSecond, SECONDS); gone > 0; gone--)
      own.counts[(second - gone + 1) % SECONDS] = 0;
    own.atSecond = second;
    return own;
  }
}

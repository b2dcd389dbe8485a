/** Bins per doubling: a median is exact to within 19 %. */
const PER_OCTAVE = 4;

/** How long labels took: counts in bins of equal ratio. Bins are met few times, so it stays small. */
export class DurationHistogram {
  constructor(readonly bins: Map<number, number> = new Map()) {}

  update(durationMs: number): void {
    const bin = Math.floor(PER_OCTAVE * Math.log2(Math.max(durationMs, 1)));
    this.bins.set(bin, (this.bins.get(bin) ?? 0) + 1);
  }

  get labels(): number {
    return [...this.bins.values()].reduce((a, b) => a + b, 0);
  }

  /** What is left when another's labels are taken out. */
  without(other: DurationHistogram): DurationHistogram {
    const left = [...this.bins].map(([bin, n]) => [bin, n - (other.bins.get(bin) ?? 0)] as const);
    return new DurationHistogram(new Map(left));
  }

  /** Milliseconds, the middle of its bin; undefined before any. */
  get median(): number | undefined {
    const half = this.labels / 2;
    let sum = 0;
    for (const bin of [...this.bins.keys()].sort((a, b) => a - b)) {
      sum += this.bins.get(bin)!;
      if (sum >= half) return 2 ** ((bin + 0.5) / PER_OCTAVE);
    }
    return undefined;
  }
}

import type { Mass } from '#labels';
import { cellUnits, NoiseCounts, rowUnits } from '#noise';

/** Labels of one source in one stretch of time. */
export class Bucket {
  /**
   * @param fromMs the bucket holds labels from here up to the next bucket's start
   * @param lastMs newest label time seen
   * @param labels current labels
   * @param held counts, or their bytes until they are asked for: most buckets are past and stay as they are
   */
  constructor(
    public fromMs: number,
    public lastMs: number,
    public labels = 0,
    private held: NoiseCounts | Uint8Array = new NoiseCounts(),
  ) {}

  get counts(): NoiseCounts {
    if (this.held instanceof Uint8Array) this.held = NoiseCounts.fromBytes(this.held);
    return this.held;
  }

  /** Of the counts. Not to be written to. */
  toBytes(): Uint8Array {
    return this.held instanceof Uint8Array ? this.held : this.held.toBytes();
  }

  /** Adds them to others without keeping what was read. */
  addTo(sum: NoiseCounts): void {
    sum.merge(this.held instanceof Uint8Array ? NoiseCounts.fromBytes(this.held) : this.held);
  }
}

/** A bucket is full at this many labels of the source; a later label opens the next. */
export const BUCKET_LABELS = 64;
/** Not part of the past, where there are enough of them. */
const RECENT_BUCKETS = 4;
/** Beyond this many, the two neighbours of the past with the fewest labels become one. */
const MAX_BUCKETS = 32;

/**
 * One source's noise counts over time, in buckets of about 64 of its labels. Forgetting is a parameter of reading:
 * nothing decays in place, so history can be drawn and drift tested.
 */
export class NoiseHistory {
  /** Sum of all buckets; like that of the past made when first asked for, kept up to date from then on. */
  private sum: NoiseCounts | undefined;

  /** @param older sum of the past, when it is known */
  constructor(
    readonly buckets: Bucket[] = [],
    private older?: NoiseCounts,
  ) {}

  /** Counts a label that was not there. @param mass the example's posterior, the label included */
  add(atMs: number, given: number, mass: Mass): void {
    const bucket = this.bucketForNew(atMs);
    bucket.labels++;
    this.countsOf(bucket).forEach((counts) => counts.update(mass, given));
  }

  /** Takes a label away, with the mass that it is counted with. */
  remove(atMs: number, given: number, mass: Mass): void {
    const bucket = this.buckets[this.indexAt(atMs)];
    if (!bucket) throw new RangeError(`no bucket holds a label of ${new Date(atMs).toISOString()}`);
    bucket.labels--;
    this.countsOf(bucket).forEach((counts) => counts.revert(mass, given));
  }

  /** The posterior of a label's example moved. */
  move(atMs: number, given: number, before: Mass, after: Mass): void {
    for (const counts of this.countsOf(this.buckets[this.indexAt(atMs)]!)) counts.move(before, after, given);
  }

  /**
   * The past is what lies before this bucket: the older half, or all but the newest four, about 256 labels. A change that came
   * since is not part of what it is compared with.
   */
  get pastEnd(): number {
    return this.buckets.length - Math.min(Math.max(this.buckets.length >> 1, 1), RECENT_BUCKETS);
  }

  /** Counts of the past. Not to be written to. */
  get past(): NoiseCounts {
    if (!this.older) {
      this.older = new NoiseCounts();
      for (const bucket of this.buckets.slice(0, this.firstRecent)) bucket.addTo(this.older);
    }
    return this.older;
  }

  /** Labels of the past, and units of right ones, in buckets that begin no earlier than this. */
  pastSince(fromMs: number): { labels: number; correct: number } {
    const buckets = this.buckets.slice(0, this.firstRecent).filter((bucket) => bucket.fromMs >= fromMs);
    const labels = buckets.reduce((sum, bucket) => sum + bucket.labels, 0);
    const isWhole = buckets.length === this.firstRecent;
    const correct = isWhole ? this.past.correct : buckets.reduce((sum, bucket) => sum + bucket.counts.correct, 0);
    return { labels, correct };
  }

  /** Counts of the buckets that end before a time; of the oldest one at least. */
  until(atMs: number): NoiseCounts {
    const counts = new NoiseCounts();
    this.buckets.filter((b, n) => n === 0 || b.lastMs < atMs).forEach((b) => counts.merge(b.counts));
    return counts;
  }

  /** Units of one cell over all labels. */
  units(trueClass: number, given: number, classCount: number): number {
    return cellUnits(this.all, trueClass, given, classCount);
  }

  /** Units of all labels whose true class is this one. */
  rowUnits(trueClass: number, classCount: number): number {
    return rowUnits(this.all, trueClass, classCount);
  }

  /** Cells of the noise counts that are held. */
  get size(): number {
    return (this.sum?.size ?? 0) + (this.older?.size ?? 0);
  }

  /** All counts, old and new alike. Not to be written to. */
  get all(): NoiseCounts {
    if (!this.sum) {
      this.sum = new NoiseCounts();
      this.sum.merge(this.past);
      for (const bucket of this.buckets.slice(this.firstRecent)) bucket.addTo(this.sum);
    }
    return this.sum;
  }

  private get firstRecent(): number {
    return Math.max(this.pastEnd, 0);
  }

  /** All counts that hold the labels of a bucket. */
  private countsOf(bucket: Bucket): NoiseCounts[] {
    const isPast = !this.buckets.includes(bucket, this.firstRecent);
    return [bucket.counts, this.sum, isPast ? this.older : undefined].filter((counts) => counts !== undefined);
  }

  /** Index of the bucket that holds labels of this time; 0 for times before all. */
  indexAt(atMs: number): number {
    let index = this.buckets.length - 1;
    while (index > 0 && this.buckets[index]!.fromMs > atMs) index--;
    return Math.max(index, 0);
  }

  /** Current labels. */
  get labels(): number {
    return this.buckets.reduce((sum, b) => sum + b.labels, 0);
  }

  /** The same for who writes to it. */
  total(): NoiseCounts {
    const counts = new NoiseCounts();
    counts.merge(this.all);
    return counts;
  }

  /**
   * Counts as seen from one bucket: every other bucket weighs `2^(-distance / halfLife)`, distance in labels of this
   * source between the buckets' middles.
   */
  readAt(index: number, halfLifeLabels: number): NoiseCounts {
    const counts = new NoiseCounts();
    const middles = middlesOf(this.buckets);
    this.buckets.forEach((bucket, n) => {
      const weight = 2 ** (-Math.abs(middles[n]! - middles[index]!) / halfLifeLabels);
      if (weight > 1e-3) counts.merge(bucket.counts, weight);
    });
    return counts;
  }

  /** `readAt` of every bucket, at about the cost of two of them. */
  readAll(halfLifeLabels: number): NoiseCounts[] {
    const middles = middlesOf(this.buckets);
    const decays = middles.map((middle, n) => (n === 0 ? 0 : 2 ** ((middles[n - 1]! - middle) / halfLifeLabels)));
    return NoiseCounts.smoothed(
      this.buckets.map((b) => b.counts),
      decays,
    );
  }

  private bucketForNew(atMs: number): Bucket {
    const newest = this.buckets.at(-1);
    if (!newest || (newest.labels >= BUCKET_LABELS && atMs > newest.lastMs)) {
      const opened = new Bucket(atMs, atMs);
      const before = this.firstRecent;
      this.buckets.push(opened);
      if (this.firstRecent > before) this.older?.merge(this.buckets[before]!.counts);
      if (this.buckets.length > MAX_BUCKETS) this.mergeSmallestNeighbours();
      return opened;
    }
    const bucket = this.buckets[this.indexAt(atMs)]!;
    bucket.fromMs = Math.min(bucket.fromMs, atMs);
    bucket.lastMs = Math.max(bucket.lastMs, atMs);
    return bucket;
  }

  private mergeSmallestNeighbours(): void {
    let at = 0;
    for (let n = 1; n < this.pastEnd - 1; n++) {
      if (this.pairLabels(n) < this.pairLabels(at)) at = n;
    }
    const [older, newer] = this.buckets.splice(at, 2) as [Bucket, Bucket];
    const counts = new NoiseCounts();
    counts.merge(older.counts);
    counts.merge(newer.counts);
    this.buckets.splice(at, 0, new Bucket(older.fromMs, newer.lastMs, older.labels + newer.labels, counts));
  }

  private pairLabels(n: number): number {
    return this.buckets[n]!.labels + this.buckets[n + 1]!.labels;
  }
}

function middlesOf(buckets: Bucket[]): number[] {
  let before = 0;
  return buckets.map((bucket) => {
    const middle = before + bucket.labels / 2;
    before += bucket.labels;
    return middle;
  });
}

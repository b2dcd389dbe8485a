import type { ChangedLabel, Mass } from '#labels';
import { ByteReader, ByteWriter, mostProbable, unitsOf } from '#noise';

/** Sums over current labels, all of them whole numbers. */
export interface LabelSums {
  labels: number;
  /** Units of 1/65536 label: how much of the labels' posteriors is on what was given, and on the most probable class. */
  right: number;
  corrected: number;
  /** Labels that are suspect. */
  suspects: number;
}

/** The sums of the labels of one stretch of time. */
export interface TimeBucket extends LabelSums {
  /** From here, inclusive, to there, exclusive. */
  fromMs: number;
  toMs: number;
}

export const MAX_TIME_BUCKETS = 240;

/**
 * A project's labels over time, by their own times, in buckets of one width that holds 240 of them at most: it doubles when
 * there would be more. A bucket of twice the width holds exactly two, so every label is found again in its bucket whatever
 * came since, and the sums are exact. What holds no label is no bucket.
 */
export class ProjectHistory {
  /** @param sums by the number of the bucket: `[number * widthMs, (number + 1) * widthMs)` */
  constructor(
    private widthMs = 1,
    private sums = new Map<number, LabelSums>(),
  ) {}

  /** What one change does to one label of its example. */
  count({ atMs, given, effect, suspect, wasSuspect }: ChangedLabel, before?: Mass, after?: Mass): void {
    const bucket = this.bucketAt(atMs);
    if (effect !== 'added') take(bucket, before!, given, wasSuspect, -1);
    if (effect !== 'removed') take(bucket, after!, given, suspect, 1);
    if (bucket.labels === 0) this.sums.delete(this.numberOf(atMs));
    while (this.sums.size > MAX_TIME_BUCKETS) this.widen();
  }

  /** Over all times. */
  total(): LabelSums {
    const total = noLabels();
    for (const sums of this.sums.values()) add(total, sums);
    return total;
  }

  /** In order of time; of the narrowest width that makes at most so many. */
  buckets(atMost = MAX_TIME_BUCKETS): TimeBucket[] {
    const wide = new ProjectHistory(this.widthMs, this.sums);
    while (wide.sums.size > atMost) wide.widen();
    const numbers = [...wide.sums.keys()].sort((a, b) => a - b);
    return numbers.map((number) => ({
      fromMs: number * wide.widthMs,
      toMs: (number + 1) * wide.widthMs,
      ...wide.sums.get(number)!,
    }));
  }

  /** Equal histories make equal bytes. */
  toBytes(): Uint8Array {
    const to = new ByteWriter();
    to.write(this.widthMs);
    let before = 0;
    for (const number of [...this.sums.keys()].sort((a, b) => a - b)) {
      const { labels, right, corrected, suspects } = this.sums.get(number)!;
      to.writeSigned(number - before);
      for (const sum of [labels, right, corrected, suspects]) to.write(sum);
      before = number;
    }
    return to.toBytes();
  }

  static fromBytes(bytes: Uint8Array): ProjectHistory {
    const from = new ByteReader(bytes);
    const widthMs = from.read();
    const sums = new Map<number, LabelSums>();
    for (let number = 0; !from.atEnd;) {
      number += from.readSigned();
      const [labels, right, corrected, suspects] = [from.read(), from.read(), from.read(), from.read()];
      sums.set(number, { labels, right, corrected, suspects });
    }
    return new ProjectHistory(widthMs, sums);
  }

  private numberOf(atMs: number): number {
    return Math.floor(atMs / this.widthMs);
  }

  private bucketAt(atMs: number): LabelSums {
    const number = this.numberOf(atMs);
    let bucket = this.sums.get(number);
    if (!bucket) this.sums.set(number, (bucket = noLabels()));
    return bucket;
  }

  private widen(): void {
    const wider = new Map<number, LabelSums>();
    for (const [number, sums] of this.sums) {
      const half = Math.floor(number / 2);
      const known = wider.get(half);
      if (known) add(known, sums);
      else wider.set(half, { ...sums });
    }
    this.widthMs *= 2;
    this.sums = wider;
  }
}

function noLabels(): LabelSums {
  return { labels: 0, right: 0, corrected: 0, suspects: 0 };
}

function add(to: LabelSums, { labels, right, corrected, suspects }: LabelSums): void {
  to.labels += labels;
  to.right += right;
  to.corrected += corrected;
  to.suspects += suspects;
}

function take(bucket: LabelSums, mass: Mass, given: number, suspect: true | undefined, sign: 1 | -1): void {
  bucket.labels += sign;
  bucket.right += sign * unitsOf(mass, given);
  bucket.corrected += sign * mostProbable(mass).units;
  bucket.suspects += suspect ? sign : 0;
}

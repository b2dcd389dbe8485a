import { ByteReader, ByteWriter, UNITS_PER_LABEL, type SparseMass, unitsOf } from '#noise';

/** What is kept of one label that entered the drift test. */
export interface RecentLabel {
  /** Units of the belief in the given class, of 1/65536; in 256 steps, which is enough for a report. */
  inGiven: number;
  given: number;
  /** The most probable class, and its units. */
  top: number;
  inTop: number;
  atMs: number;
}

/** A change is looked for among this many. */
export const RECENT_LABELS = 256;

/** The labels of a source that entered the drift test last, oldest first: what a report of a change is made from. */
export class RecentLabels {
  constructor(readonly labels: RecentLabel[] = []) {}

  add(belief: SparseMass, given: number, atMs: number): void {
    let top = 0;
    for (let n = 1; n < belief.classes.length; n++) if (belief.units[n]! > belief.units[top]!) top = n;
    const inGiven = coarse(unitsOf(belief, given));
    this.labels.push({ inGiven, given, top: belief.classes[top]!, inTop: coarse(belief.units[top]!), atMs });
    if (this.labels.length > RECENT_LABELS) this.labels.shift();
  }

  /** b[given] of each, in [0, 1]. */
  get beliefs(): Float64Array {
    return Float64Array.from(this.labels, (label) => label.inGiven / UNITS_PER_LABEL);
  }

  toBytes(): Uint8Array {
    const writer = new ByteWriter();
    let beforeMs = 0;
    for (const { inGiven, given, top, inTop, atMs } of this.labels) {
      for (const value of [inGiven / STEP, given, top, inTop / STEP, zigzag(atMs - beforeMs)]) writer.write(value);
      beforeMs = atMs;
    }
    return writer.toBytes();
  }

  static fromBytes(bytes: Uint8Array): RecentLabels {
    const reader = new ByteReader(bytes);
    const labels: RecentLabel[] = [];
    let beforeMs = 0;
    while (!reader.atEnd) {
      const [inGiven, given, top, inTop, step] = [1, 2, 3, 4, 5].map(() => reader.read()) as Numbers;
      beforeMs += unzigzag(step);
      labels.push({ inGiven: inGiven * STEP, given, top, inTop: inTop * STEP, atMs: beforeMs });
    }
    return new RecentLabels(labels);
  }
}

type Numbers = [number, number, number, number, number];
const STEP = UNITS_PER_LABEL / 256;

function coarse(units: number): number {
  return Math.round(units / STEP) * STEP;
}

/** Times mostly grow, but need not. */
function zigzag(value: number): number {
  return value >= 0 ? 2 * value : -2 * value - 1;
}

function unzigzag(value: number): number {
  return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
}

import { ByteReader, ByteWriter, mostProbable, UNITS_PER_LABEL, type SparseMass, unitsOf } from '#noise';

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

/**
 * The labels of a source that entered the drift test last, oldest first: what a report of a change is made from. They stay
 * bytes until a report is made, which is seldom.
 */
export class RecentLabels {
  private readonly added: RecentLabel[] = [];

  constructor(private packed: Uint8Array = new Uint8Array()) {}

  add(belief: SparseMass, given: number, atMs: number): void {
    const top = mostProbable(belief);
    const inGiven = coarse(unitsOf(belief, given));
    this.added.push({ inGiven, given, top: top.label, inTop: coarse(top.units), atMs });
    if (this.added.length > 2 * RECENT_LABELS) this.toBytes();
  }

  get labels(): RecentLabel[] {
    const reader = new PackedReader(this.toBytes());
    return Array.from({ length: reader.length }, () => reader.read());
  }

  /** b[given] of each, in [0, 1]. */
  get beliefs(): Float64Array {
    return Float64Array.from(this.labels, (label) => label.inGiven / UNITS_PER_LABEL);
  }

  /** Not to be written to. How many there are, the time before the first and of the last; then each label. */
  toBytes(): Uint8Array {
    if (this.added.length === 0) return this.packed;
    const before = new PackedReader(this.packed);
    const length = Math.min(before.length + this.added.length, RECENT_LABELS);
    const kept = Math.max(length - this.added.length, 0);
    while (before.length > kept) before.read();
    const added = this.added.splice(0);
    const dropped = kept + added.length - length;
    const baseMs = dropped > 0 ? added[dropped - 1]!.atMs : before.atMs;
    const writer = new ByteWriter();
    writer.write(length);
    writer.writeSigned(baseMs);
    writer.writeSigned(added.at(-1)!.atMs);
    writer.append(before.rest);
    let beforeMs = kept > 0 ? before.lastMs : baseMs;
    for (const label of added.slice(dropped)) {
      writeLabel(writer, label, beforeMs);
      beforeMs = label.atMs;
    }
    return (this.packed = writer.toBytes());
  }
}

class PackedReader {
  /** Labels left. */
  length = 0;
  /** Of the label that was read last. */
  atMs = 0;
  /** Of the last one of all. */
  readonly lastMs: number = 0;
  private readonly reader: ByteReader;

  constructor(bytes: Uint8Array) {
    this.reader = new ByteReader(bytes);
    if (bytes.length === 0) return;
    this.length = this.reader.read();
    this.atMs = this.reader.readSigned();
    this.lastMs = this.reader.readSigned();
  }

  read(): RecentLabel {
    const given = this.reader.read();
    const inTop = UNITS_PER_LABEL - this.reader.read() * STEP;
    this.atMs += this.reader.readSigned();
    this.length--;
    const label = { inGiven: inTop, given: given >> 1, top: given >> 1, inTop, atMs: this.atMs };
    return given % 2 === 0 ? label : { ...label, top: this.reader.read(), inGiven: this.reader.read() * STEP };
  }

  get rest(): Uint8Array {
    return this.reader.rest;
  }
}

function writeLabel(writer: ByteWriter, { inGiven, given, top, inTop, atMs }: RecentLabel, beforeMs: number): void {
  writer.write(2 * given + (top === given ? 0 : 1));
  writer.write((UNITS_PER_LABEL - inTop) / STEP);
  // Times mostly grow, but need not.
  writer.writeSigned(atMs - beforeMs);
  if (top === given) return;
  writer.write(top);
  writer.write(inGiven / STEP);
}

const STEP = UNITS_PER_LABEL / 256;

function coarse(units: number): number {
  return Math.round(units / STEP) * STEP;
}

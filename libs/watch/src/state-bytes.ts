import { ByteReader, bytesToFloats, ByteWriter, floatBytes } from '#noise';

/** Whole numbers, float32, float64 and names, each kind in a row of its own. */
export type StateParts = [numbers: Uint8Array, floats: Uint8Array, exact: number[], names: string[]];

/** A state in the order in which it is read again: a few long rows cost much less than many small arrays. */
export class StateWriter {
  private readonly numbers = new ByteWriter();
  private readonly floats: number[] = [];
  private readonly exact: number[] = [];
  private readonly names: string[] = [];

  /** @throws RangeError for numbers that are not whole or negative */
  count(...values: number[]): void {
    for (const value of values) this.numbers.write(value);
  }

  /** Whole, of either sign. */
  signed(value: number): void {
    this.numbers.writeSigned(value);
  }

  float64(value: number): void {
    this.exact.push(value);
  }

  float32(values: Float32Array): void {
    for (let n = 0; n < values.length; n++) this.floats.push(values[n]!);
  }

  name(value: string): void {
    this.names.push(value);
  }

  bytes(values: Uint8Array): void {
    this.numbers.write(values.length);
    this.numbers.append(values);
  }

  toParts(): StateParts {
    return [this.numbers.toBytes(), floatBytes(new Float32Array(this.floats)), this.exact, this.names];
  }
}

/** Reads what a StateWriter wrote. */
export class StateReader {
  private readonly numbers: ByteReader;
  private readonly floats: Float32Array;
  private readonly exact: number[];
  private readonly names: string[];
  private readonly at = { float: 0, exact: 0, name: 0 };

  constructor([numbers, floats, exact, names]: StateParts) {
    // A copy: the bytes may be a view into a buffer that is used again.
    this.numbers = new ByteReader(new Uint8Array(numbers));
    this.floats = bytesToFloats(floats);
    this.exact = exact;
    this.names = names;
  }

  count(): number {
    return this.numbers.read();
  }

  signed(): number {
    return this.numbers.readSigned();
  }

  float64(): number {
    return this.exact[this.at.exact++]!;
  }

  float32(length: number): Float32Array {
    return this.floats.slice(this.at.float, (this.at.float += length));
  }

  name(): string {
    return this.names[this.at.name++]!;
  }

  /** Not to be written to: shares memory with the other numbers. */
  bytes(): Uint8Array {
    return this.numbers.take(this.numbers.read());
  }

  /** As many as were counted. */
  many<T>(read: () => T): T[] {
    const all: T[] = [];
    for (let left = this.numbers.read(); left > 0; left--) all.push(read());
    return all;
  }
}

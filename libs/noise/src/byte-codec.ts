const MORE = 0x80;
const REST = 0x7f;

/** Whole numbers from 0 to 2^53 - 1, seven bits a byte, the lowest first. */
export class ByteWriter {
  private buffer = new Uint8Array(256);
  private length = 0;

  /** @throws RangeError for a number that is not whole or negative */
  write(value: number): void {
    if (!Number.isSafeInteger(value) || value < 0) throw new RangeError(`${value} is not a whole number from 0`);
    if (this.length + 8 > this.buffer.length) this.grow();
    let rest = value;
    while (rest >= MORE) {
      this.buffer[this.length++] = (rest % MORE) | MORE;
      rest = Math.floor(rest / MORE);
    }
    this.buffer[this.length++] = rest;
  }

  /** A whole number of either sign, small ones in few bytes. */
  writeSigned(value: number): void {
    this.write(value >= 0 ? 2 * value : -2 * value - 1);
  }

  /** Bytes as they are. */
  append(bytes: Uint8Array): void {
    while (this.length + bytes.length > this.buffer.length) this.grow();
    this.buffer.set(bytes, this.length);
    this.length += bytes.length;
  }

  toBytes(): Uint8Array {
    return this.buffer.slice(0, this.length);
  }

  private grow(): void {
    const larger = new Uint8Array(this.buffer.length * 2);
    larger.set(this.buffer);
    this.buffer = larger;
  }
}

/** Reads what a ByteWriter wrote. */
export class ByteReader {
  private at = 0;

  constructor(private readonly bytes: Uint8Array) {}

  get atEnd(): boolean {
    return this.at >= this.bytes.length;
  }

  /** The next bytes as they are, sharing memory with all of them. */
  take(length: number): Uint8Array {
    return this.bytes.subarray(this.at, (this.at += length));
  }

  /** All that was not read yet, sharing memory. */
  get rest(): Uint8Array {
    return this.bytes.subarray(this.at);
  }

  /** What `writeSigned` wrote. */
  readSigned(): number {
    const value = this.read();
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  }

  /** @throws RangeError at the end of the bytes */
  read(): number {
    let value = 0;
    for (let weight = 1; ; weight *= MORE) {
      const byte = this.bytes[this.at++];
      if (byte === undefined) throw new RangeError('the bytes end within a number');
      value += (byte & REST) * weight;
      if (byte < MORE) return value;
    }
  }
}

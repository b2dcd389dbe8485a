import type { Ledger } from '#ledger';

/** One JSON value in the ledger that several processes change. */
export class JsonDocument<T> {
  constructor(
    private readonly ledger: Ledger,
    private readonly name: string,
    private readonly empty: T,
  ) {}

  async read(): Promise<T> {
    return this.parse(await this.ledger.getDocument(this.name));
  }

  /**
   * Applies `change` to what is there now, by compare-and-set: it may run several times, and has no effect but the last
   * run's. What it throws ends it; what it returns as `value` is what is written, unless that is the very value that it got.
   */
  async change<R>(change: (value: T) => { value: T; result: R }): Promise<R> {
    for (;;) {
      const bytes = await this.ledger.getDocument(this.name);
      const before = this.parse(bytes);
      const { value, result } = change(before);
      if (value === before) return result;
      if (await this.ledger.replaceDocument(this.name, bytes, Buffer.from(JSON.stringify(value)))) return result;
    }
  }

  private parse(bytes: Uint8Array | undefined): T {
    return bytes ? (JSON.parse(Buffer.from(bytes).toString('utf8')) as T) : this.empty;
  }
}

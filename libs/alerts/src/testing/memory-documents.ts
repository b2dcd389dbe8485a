import type { Documents } from '../documents.js';

/** Documents in memory, which outlive whoever uses them, as a ledger does. */
export class MemoryDocuments implements Documents {
  readonly all = new Map<string, Uint8Array>();

  async getDocument(name: string): Promise<Uint8Array | undefined> {
    return this.all.get(name);
  }

  async replaceDocument(name: string, expected: Uint8Array | undefined, value: Uint8Array): Promise<boolean> {
    const known = this.all.get(name);
    const same = known && expected ? Buffer.compare(known, expected) === 0 : known === expected;
    if (same) this.all.set(name, value);
    return same;
  }

  async putDocument(name: string, value: Uint8Array): Promise<void> {
    this.all.set(name, value);
  }

  async deleteDocument(name: string): Promise<void> {
    this.all.delete(name);
  }

  async documentNames(prefix: string): Promise<string[]> {
    return [...this.all.keys()].filter((name) => name.startsWith(prefix)).sort();
  }
}

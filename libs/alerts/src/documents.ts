/** What endpoints and deliveries are kept in; the ledger is one. Names are paths. */
export interface Documents {
  getDocument(name: string): Promise<Uint8Array | undefined>;
  /** Compare-and-set: `expected` undefined means "must not exist". Resolves to whether it was written. */
  replaceDocument(name: string, expected: Uint8Array | undefined, value: Uint8Array): Promise<boolean>;
  putDocument(name: string, value: Uint8Array): Promise<void>;
  deleteDocument(name: string): Promise<void>;
  /** Names that begin with `prefix`, sorted. */
  documentNames(prefix: string): Promise<string[]>;
}

/**
 * Applies `change` to what is there now (`empty`, where nothing is), by compare-and-set: it may run several times, and only the
 * last run counts. What it throws ends it; the very value that it got is not written.
 *
 * @returns what is there afterwards
 */
export async function changeDocument<T>(
  documents: Pick<Documents, 'getDocument' | 'replaceDocument'>,
  name: string,
  empty: T,
  change: (before: T) => T,
): Promise<T> {
  for (;;) {
    const bytes = await documents.getDocument(name);
    const before = bytes ? fromBytes<T>(bytes) : empty;
    const after = change(before);
    if (after === before || (await documents.replaceDocument(name, bytes, toBytes(after)))) return after;
  }
}

export function toBytes(value: unknown): Uint8Array {
  return Buffer.from(JSON.stringify(value));
}

export function fromBytes<T>(bytes: Uint8Array): T {
  return JSON.parse(Buffer.from(bytes).toString('utf8')) as T;
}

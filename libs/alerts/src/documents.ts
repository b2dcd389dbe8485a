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

export function toBytes(value: unknown): Uint8Array {
  return Buffer.from(JSON.stringify(value));
}

export function fromBytes<T>(bytes: Uint8Array): T {
  return JSON.parse(Buffer.from(bytes).toString('utf8')) as T;
}

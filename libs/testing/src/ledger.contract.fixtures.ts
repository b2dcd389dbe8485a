import { expect } from 'vitest';
import type { Commit, CommitResult, Ledger, Output, StateWrite } from '#ledger';

/** An opened ledger on a store of its own. */
export interface LedgerUnderTest {
  /** The newest. */
  readonly ledger: Ledger;
  /** Another opened ledger on the same store, as a second owner would have; `dispose` closes it. */
  second(): Promise<Ledger>;
  /** Closes every ledger of the store and opens a new one. */
  reopen(): Promise<Ledger>;
  /** Closes every ledger and removes the store. */
  dispose(): Promise<void>;
}

export type GetLedger = () => LedgerUnderTest;

export const scope = 'judge:3';
export const group = 'example/mnist';

export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
export const textOf = (bytes: Uint8Array | undefined): string | undefined =>
  bytes && Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString();

export function state(id: string, value: string | Uint8Array | null = id): StateWrite {
  return { group, id, value: typeof value === 'string' ? bytesOf(value) : value };
}

export function output(text: string): Output {
  return { topic: 'verdicts', key: `key of ${text}`, headers: { seq: text }, value: bytesOf(text) };
}

/** A commit from the scope's present position to the next. */
export async function commitNext(ledger: Ledger, parts: Partial<Commit> = {}, at = scope): Promise<CommitResult> {
  const { position } = await ledger.head(at);
  return ledger.commit(at, { expectedPosition: position, position: position + 1, states: [], outputs: [], ...parts });
}

export async function loadOne(ledger: Ledger, id: string, at = scope): Promise<Uint8Array | undefined> {
  const [value] = await ledger.load(at, [{ group, id }]);
  return value;
}

/** Ids and texts of the outputs that a scope still owes. */
export async function owed(ledger: Ledger, at = scope, limit = 1_000): Promise<[number, string | undefined][]> {
  return (await ledger.outputs(at, limit)).map(({ id, value }) => [id, textOf(value)]);
}

/** Compares without the printing of millions of bytes. */
export function expectSameBytes(found: Uint8Array | undefined, expected: Uint8Array): void {
  expect(found?.byteLength).toBe(expected.byteLength);
  expect(found !== undefined && Buffer.compare(found, expected) === 0).toBe(true);
}

/** Bytes without a pattern that a codec could shorten; the same for the same seed. */
export function noise(length: number, seed = 1): Uint8Array {
  const bytes = new Uint8Array(length);
  let x = seed;
  for (let i = 0; i < length; i++) {
    x = (Math.imul(x, 1_664_525) + 1_013_904_223) >>> 0;
    bytes[i] = x >>> 24;
  }
  return bytes;
}

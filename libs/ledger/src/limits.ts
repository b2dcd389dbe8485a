import type { Commit } from './ledger.js';

/** Longest scope, group or id, in bytes of UTF-8; three of them and their separators fit LMDB's 1,978-byte keys. */
const maxNameBytes = 512;

/** @throws when a scope, group or id cannot be part of a key of every adapter. */
export function checkName(kind: 'scope' | 'group' | 'id' | 'document name', name: string): void {
  const bytes = Buffer.byteLength(name);
  if (bytes > maxNameBytes) {
    throw new RangeError(
      `the ${kind} ${JSON.stringify(name.slice(0, 40))}… has ${bytes} bytes, ${maxNameBytes} is the most`,
    );
  }
  if (name.includes('\0')) throw new RangeError(`the ${kind} ${JSON.stringify(name)} has a NUL character`);
  // Redis finds the slot of a key between its first braces.
  if (kind === 'scope' && /[{}]/.test(name)) throw new RangeError(`the scope ${JSON.stringify(name)} has a brace`);
}

/** Everything that could fail half-way through a commit is refused before it begins. @throws in words */
export function checkCommit(scope: string, { expectedPosition, position, states }: Commit): void {
  checkName('scope', scope);
  if (!Number.isSafeInteger(expectedPosition) || !Number.isSafeInteger(position) || position <= expectedPosition) {
    throw new RangeError(`the position of ${scope} cannot go from ${expectedPosition} to ${position}`);
  }
  for (const { group, id, value } of states) {
    checkName('group', group);
    checkName('id', id);
    if (value !== null && !(value instanceof Uint8Array))
      throw new TypeError(`the state ${id} of ${group} is not bytes`);
  }
}

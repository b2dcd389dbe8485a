import { hashText } from '#labels';

/** F: members of a model version, and folds of its examples, where nothing else is said (docs/adr/012). */
export const defaultFolds = 3;

/** Fold of an example, in [0, folds). Fixed for ever: a stored example must not change its fold. */
export function foldOf(exampleId: string, folds: number): number {
  return hashText(exampleId) % folds;
}

/** Finaliser of MurmurHash3: every input bit reaches every output bit. @returns unsigned 32 bit */
export function avalanche(value: number): number {
  let hash = value ^ (value >>> 16);
  hash = Math.imul(hash, 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/**
 * Fold of an example, in [0, folds): FNV-1a (32 bit) over the UTF-16 code units of its id, finished with the
 * avalanche of MurmurHash3, modulo `folds`. Fixed for ever: a stored example must not change its fold.
 */
export function foldOf(exampleId: string, folds: number): number {
  let hash = 0x811c9dc5;
  for (let n = 0; n < exampleId.length; n++) {
    hash = Math.imul(hash ^ exampleId.charCodeAt(n), 0x01000193);
  }
  return avalanche(hash) % folds;
}

/** Finaliser of MurmurHash3: every input bit reaches every output bit. @returns unsigned 32 bit */
export function avalanche(value: number): number {
  let hash = value ^ (value >>> 16);
  hash = Math.imul(hash, 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

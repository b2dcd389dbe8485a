const seed = 0x9747b28c;
const multiplier = 0x5bd1e995;

/** The 32-bit murmur2 of the key's UTF-8 bytes, signed, as Kafka's own clients compute it. */
export function murmur2(key: string): number {
  const bytes = Buffer.from(key, 'utf8');
  const whole = bytes.length & ~3;
  let hash = seed ^ bytes.length;
  for (let i = 0; i < whole; i += 4) {
    let word = Math.imul(bytes.readInt32LE(i), multiplier);
    word ^= word >>> 24;
    hash = Math.imul(hash, multiplier) ^ Math.imul(word, multiplier);
  }
  return finish(mixTail(hash, bytes, whole));
}

function mixTail(hash: number, bytes: Uint8Array, whole: number): number {
  const left = bytes.length - whole;
  if (left === 0) return hash;
  let mixed = hash;
  for (let i = left - 1; i >= 0; i--) mixed ^= bytes[whole + i]! << (8 * i);
  return Math.imul(mixed, multiplier);
}

function finish(hash: number): number {
  const mixed = Math.imul(hash ^ (hash >>> 13), multiplier);
  return mixed ^ (mixed >>> 15);
}

/** The partition of a key among `partitions`: the hash without its sign bit, modulo the count. */
export function partitionOfKey(key: string, partitions: number): number {
  return (murmur2(key) & 0x7fffffff) % partitions;
}

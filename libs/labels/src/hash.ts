/**
 * A number in [0, 2^32) that depends on every character of `text` (FNV-1a, finished as murmur3 does, so that near texts
 * differ in all bits). Not for secrets. It never changes: folds, buffers and draws for review stand on it.
 */
export function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let n = 0; n < text.length; n++) hash = Math.imul(hash ^ text.charCodeAt(n), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

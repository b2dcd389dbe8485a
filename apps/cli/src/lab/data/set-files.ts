import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setFacts, setFiles, type KnownSet, type SetFile } from './known-sets.js';

/** The four files of a known set. */
export type SetBytes = Record<SetFile, Uint8Array>;

/** What lies in `dir/SET`; undefined unless all four files are there. */
export async function readSetFiles(set: KnownSet, dir: string): Promise<SetBytes | undefined> {
  const paths = setFiles.map((file) => join(dir, set, file));
  if (!paths.every((path) => existsSync(path))) return undefined;
  return setBytes(await Promise.all(paths.map((path) => readFile(path))));
}

/** @param bytes in the order of `setFiles` */
export function setBytes(bytes: Uint8Array[]): SetBytes {
  return Object.fromEntries(setFiles.map((file, n) => [file, bytes[n]!])) as SetBytes;
}

/** Says which file is not what it should be; undefined when all are. */
export function damageOf(set: KnownSet, files: SetBytes): string | undefined {
  for (const file of setFiles) {
    const sum = createHash('sha256').update(files[file]).digest('hex');
    const expected = setFacts[set].sha256[file];
    if (sum !== expected) return `${file} is damaged: its SHA-256 is ${sum}, not ${expected}`;
  }
  return undefined;
}

import { randomUUID } from 'node:crypto';
import { type Database, open, type RootDatabase } from 'lmdb';
import { isAlive, isSameProcess, type Owner, thisOwner } from './lmdb.owner.js';

type BinaryDatabase = Database<Buffer, Buffer>;

/** One LMDB environment: one folder, one file, one writer at a time, four tables and the list of its owners. */
export interface Environment {
  root: RootDatabase;
  /** Of each scope its position and what was forgotten, kept as the entry's version: writes can be conditional on it. */
  heads: BinaryDatabase;
  states: BinaryDatabase;
  outputs: BinaryDatabase;
  /** Every write gets a version of its own. */
  documents: BinaryDatabase;
  owners: Database<Owner, string>;
  ownerKey: string;
}

/**
 * overlappingSync off is LMDB's classic commit: pages are flushed, then the root page is written and flushed, then the
 * promise resolves; a power cut loses nothing that was acknowledged. With it on (the default of lmdb-js) a commit
 * resolves when it is visible and is flushed some time after.
 *
 * @param flush false leaves the flushing to the system: a crash of the process loses nothing, one of the machine may
 * @throws when another living process has the folder open.
 */
export async function openEnvironment(path: string, flush = true): Promise<Environment> {
  const binary = { encoding: 'binary', keyEncoding: 'binary' } as const;
  const root = open({ path, noSubdir: false, overlappingSync: false, noSync: !flush });
  const environment: Environment = {
    root,
    heads: root.openDB('heads', { ...binary, useVersions: true }),
    states: root.openDB('states', binary),
    outputs: root.openDB('outputs', binary),
    documents: root.openDB('documents', { ...binary, useVersions: true }),
    owners: root.openDB('owners', { encoding: 'json' }),
    ownerKey: randomUUID(),
  };
  const other = claim(environment);
  if (!other) return environment;
  await root.close();
  throw new Error(
    `the ledger in ${path} is in use by process ${other.pid} on ${other.host}, since ${other.since}; ` +
      'stop that process or give this one a folder of its own',
  );
}

/** Lets go of the folder once everything in flight is written. */
export async function closeEnvironment({ root, owners, ownerKey }: Environment): Promise<void> {
  await owners.remove(ownerKey);
  await root.close();
}

/** One transaction under LMDB's own lock between processes, so that of two that open at once one sees the other. */
function claim({ root, owners, ownerKey }: Environment): Owner | undefined {
  const self = thisOwner();
  return root.transactionSync(() => {
    const foreign = Array.from(owners.getRange()).filter(({ value }) => !isSameProcess(value, self));
    const living = foreign.find(({ value }) => isAlive(value));
    if (living) return living.value;
    for (const { key } of foreign) owners.removeSync(key);
    owners.putSync(ownerKey, self);
    return undefined;
  });
}

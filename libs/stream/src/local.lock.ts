import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import type { Database } from 'lmdb';

const ownerKey = 'owner';
/** The longest path that a Unix socket may have, less a byte (104 on macOS, 108 on Linux). */
const maxSocketPath = 103;

/**
 * One owner per folder. The owner listens on a socket in the folder and its name stands in the store; whoever finds a
 * name knocks. The kernel closes the socket of a killed process, so a lock cannot outlive its owner, neither by a reused
 * process id nor across containers that share the folder. The name is exchanged by compare-and-set in a write
 * transaction, which LMDB serialises between processes.
 * @throws Error in words when the folder has a living owner.
 */
export async function claimFolder(folder: string, meta: Database): Promise<() => Promise<void>> {
  const socketPath = freshSocketPath(folder);
  const server = net.createServer((connection) => connection.destroy()).unref();
  await listen(server, socketPath);
  const release = async () => {
    await new Promise<void>((done) => server.close(() => done()));
    rmSync(socketPath, { force: true });
  };
  try {
    while (!(await replaceOwner(folder, meta, socketPath)));
  } catch (error) {
    await release();
    throw error;
  }
  return release;
}

async function replaceOwner(folder: string, meta: Database, socketPath: string): Promise<boolean> {
  const previous = meta.get(ownerKey) as string | undefined;
  const previousPath = previous && resolve(folder, previous);
  if (previousPath && (await answers(previousPath)))
    throw new Error(`the local log in ${folder} is open in another process or instance; one at a time may open it`);
  const replaced = meta.transactionSync(() => {
    if (meta.get(ownerKey) !== previous) return false;
    void meta.put(ownerKey, storedName(folder, socketPath));
    return true;
  });
  if (replaced && previousPath) rmSync(previousPath, { force: true });
  return replaced;
}

function freshSocketPath(folder: string): string {
  const name = `.owner-${randomUUID().slice(0, 8)}.sock`;
  const inside = resolve(folder, name);
  return Buffer.byteLength(inside) <= maxSocketPath ? inside : join(tmpdir(), `qualm${name}`);
}

/** Relative to the folder, which another container may see elsewhere. */
function storedName(folder: string, socketPath: string): string {
  return dirname(socketPath) === resolve(folder) ? basename(socketPath) : socketPath;
}

function listen(server: net.Server, path: string): Promise<void> {
  return new Promise((settle, reject) => {
    server.once('error', reject);
    server.listen(path, settle);
  });
}

/** Whether somebody listens; where that cannot be told (no permission), yes. */
function answers(path: string): Promise<boolean> {
  return new Promise((settle) => {
    const socket = net.connect(path, () => {
      socket.destroy();
      settle(true);
    });
    socket.once('error', (error: NodeJS.ErrnoException) => {
      settle(!['ENOENT', 'ECONNREFUSED', 'ENOTSOCK'].includes(error.code ?? ''));
    });
  });
}

import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** npm says the reason first, then where in its code it was. */
const REASON_LINES = 4;

export interface Fetching {
  /** Folder to fetch into and to unpack in. */
  work: string;
  say(text: string): void;
  signal: AbortSignal;
}

/** Unpacks a package of npm. @returns its folder */
export async function npmPackage(spec: string, fetching: Fetching): Promise<string> {
  await run('npm', ['pack', spec, '--loglevel=error'], fetching);
  await run('tar', ['-xzf', await fetchedFile(fetching, '.tgz')], fetching);
  return join(fetching.work, 'package');
}

/** Unpacks a package of Debian; needs no root, but package lists. @returns the folder that stands for / */
export async function debianPackage(name: string, fetching: Fetching): Promise<string> {
  try {
    await run('apt-get', ['download', name], fetching);
    await run('dpkg-deb', ['-x', await fetchedFile(fetching, '.deb'), '.'], fetching);
  } catch (error) {
    fetching.signal.throwIfAborted();
    const ways = '"apt-get update" may help; elsewhere than on Debian, --from takes a folder with the published files';
    throw new Error(`${error instanceof Error ? error.message : String(error)}\n(${ways})`, { cause: error });
  }
  return fetching.work;
}

async function fetchedFile({ work }: Fetching, ending: string): Promise<string> {
  const file = (await readdir(work)).find((name) => name.endsWith(ending));
  if (!file) throw new Error(`nothing that ends in ${ending} was fetched`);
  return file;
}

/** @throws Error with what the program complained about */
async function run(program: string, args: string[], { work, say, signal }: Fetching): Promise<void> {
  const command = `${program} ${args.join(' ')}`;
  say(command);
  try {
    await promisify(execFile)(program, args, { cwd: work, signal });
  } catch (error) {
    signal.throwIfAborted();
    const { stderr, message } = error as Error & { stderr?: string };
    const reason = stderr?.trim().split('\n').slice(0, REASON_LINES).join('\n');
    throw new Error(`${command}: ${reason || message}`, { cause: error });
  }
}

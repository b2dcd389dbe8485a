import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the repository, found from this file whether it runs from its source or from dist/. */
export const repositoryFolder = findRepository(dirname(fileURLToPath(import.meta.url)));

function findRepository(folder: string): string {
  if (existsSync(join(folder, 'package-lock.json'))) return folder;
  if (dirname(folder) === folder) throw new Error('no package-lock.json above this file');
  return findRepository(dirname(folder));
}

/**
 * Starts a TypeScript file of this repository as a process of its own, from its source (no build needed): for tests
 * that kill it. stdout is piped, stderr goes where the test's goes.
 */
export function spawnSource(file: string, args: string[] = [], environment: NodeJS.ProcessEnv = {}): ChildProcess {
  const loader = join(repositoryFolder, 'libs/testing/ts-loader.mjs');
  return spawn(
    process.execPath,
    ['--conditions=qualm-source', '--import', loader, join(repositoryFolder, file), ...args],
    {
      cwd: repositoryFolder,
      env: { ...process.env, ...environment },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
}

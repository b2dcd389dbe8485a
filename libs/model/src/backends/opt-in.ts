import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { NotInstalled } from './not-installed.js';

/** `require` from within a folder that `npm run native` makes. @throws NotInstalled when it was not made */
export function requireOptIn(folder: string, made: string): NodeJS.Require {
  const path = join(packageRoot(), '.native', folder);
  if (!isOptedIn(folder)) throw new NotInstalled(`not here: "${made}" makes it`);
  return createRequire(join(path, 'package.json'));
}

/** `ready` is the last thing that a build writes: a folder without it was cut short. */
export function isOptedIn(folder: string): boolean {
  return existsSync(join(packageRoot(), '.native', folder, 'ready'));
}

/** The same folder for the sources and for the build in `dist/`. */
function packageRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json'))) {
    if (dirname(folder) === folder) throw new Error('no package.json above the model');
    folder = dirname(folder);
  }
  return folder;
}

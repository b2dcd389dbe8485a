import { fileURLToPath } from 'node:url';

/** Where a worker's entry lies: beside this file in the build; for sources run by a test runner, in the build that it needs. */
export function workerFile(name: string): string {
  const here = import.meta.url;
  const built = here.endsWith('.ts') ? here.replace('/libs/model/', '/dist/libs/model/') : here;
  return fileURLToPath(new URL(`${name}.js`, built));
}

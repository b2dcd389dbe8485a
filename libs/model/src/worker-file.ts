import { fileURLToPath } from 'node:url';

/** How Piscina starts a worker of this folder: as built, or (in specs) from the TypeScript source by the tests' loader. */
export function workerFile(name: string): { filename: string; execArgv?: string[] } {
  if (!import.meta.url.endsWith('.ts')) return { filename: fileURLToPath(new URL(`${name}.js`, import.meta.url)) };
  const loader = fileURLToPath(new URL('../../testing/ts-loader.mjs', import.meta.url));
  const filename = fileURLToPath(new URL(`${name}.ts`, import.meta.url));
  return { filename, execArgv: ['--conditions=source', '--import', loader] };
}

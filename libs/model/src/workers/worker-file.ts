import { fileURLToPath } from 'node:url';

/** Where a worker's entry lies, beside this file, and how to start it: sources (run by specs) need a loader. */
export function workerFile(name: string): { filename: string; execArgv: string[] } {
  const isSource = import.meta.url.endsWith('.ts');
  const filename = fileURLToPath(new URL(`./${name}.${isSource ? 'ts' : 'js'}`, import.meta.url));
  if (!isSource) return { filename, execArgv: [] };
  const loader = new URL('../../source-loader.mjs', import.meta.url).href;
  return { filename, execArgv: ['--conditions=qualm-source', `--import=${loader}`] };
}

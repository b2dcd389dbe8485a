import { fileURLToPath } from 'node:url';
import { Piscina } from 'piscina';

/** Where a worker's entry lies, beside this file, and how to start it: sources (run by specs) need a loader. */
function workerFile(name: string): { filename: string; execArgv: string[] } {
  const isSource = import.meta.url.endsWith('.ts');
  const filename = fileURLToPath(new URL(`./${name}.${isSource ? 'ts' : 'js'}`, import.meta.url));
  if (!isSource) return { filename, execArgv: [] };
  const loader = new URL('../../source-loader.mjs', import.meta.url).href;
  return { filename, execArgv: ['--conditions=qualm-source', `--import=${loader}`] };
}

/** Says errors only, and takes graphics memory as it needs it instead of all. */
const quietTensorFlow = { TF_CPP_MIN_LOG_LEVEL: '2', TF_FORCE_GPU_ALLOW_GROWTH: 'true' };

/**
 * A pool of one thread for a worker of this folder. A thread that dies rejects its task with the reason and is replaced; one
 * that dies without a task would otherwise take the process down, and its replacement's first task tells what is wrong.
 */
export function openPool(
  name: string,
  options: { minThreads: 0 | 1; idleTimeout: number; workerData?: object },
): Piscina {
  // Libraries in C read the environment of the process, of which a thread has only a copy.
  for (const [variable, value] of Object.entries(quietTensorFlow)) process.env[variable] ??= value;
  const pool = new Piscina({ ...workerFile(name), maxThreads: 1, ...options });
  pool.on('error', () => {});
  return pool;
}

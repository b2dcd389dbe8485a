import type { Backend } from '../backend.js';
import { processor, useTfjs } from './tfjs.js';

/** Plain JavaScript: works everywhere, slow; what the others are compared with. */
export async function openCpu(): Promise<Backend> {
  await import('@tensorflow/tfjs-backend-cpu');
  return useTfjs('cpu', 'cpu', processor());
}

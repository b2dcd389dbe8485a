import { execFileSync } from 'node:child_process';
import util from 'node:util';
import * as tf from '@tensorflow/tfjs-core';
import type { Backend } from '../backend.js';
import { isOptedIn, requireOptIn } from './opt-in.js';
import { processor, useTfjs } from './tfjs.js';

/** TensorFlow itself, on the CPU or on an NVIDIA GPU; of the two builds the one for GPUs is taken where it is there. */
export async function openNative(): Promise<Backend> {
  const require = isOptedIn('gpu')
    ? requireOptIn('gpu', 'npm run native -- --gpu')
    : requireOptIn('cpu', 'npm run native');
  bringBack('isNullOrUndefined', (value: unknown) => value === null || value === undefined);
  bringBack('isArray', Array.isArray);
  process.env['TF_CPP_MIN_LOG_LEVEL'] ??= '2';
  process.env['TF_FORCE_GPU_ALLOW_GROWTH'] ??= 'true';
  require('@tensorflow/tfjs-node');
  const backend = await useTfjs('native', 'tensorflow', processor());
  const { isUsingGpuDevice } = tf.backend() as unknown as { isUsingGpuDevice: boolean };
  if (isUsingGpuDevice) return { ...backend, device: graphicsProcessor() };
  return isOptedIn('gpu') ? { ...backend, device: `${backend.device} (built for a GPU; none is found)` } : backend;
}

/** tfjs-node 4.22 calls what Node 23 took away. */
function bringBack(name: string, implementation: unknown): void {
  if (!(name in util)) Object.assign(util, { [name]: implementation });
}

function graphicsProcessor(): string {
  try {
    const names = execFileSync('nvidia-smi', ['--query-gpu=name', '--format=csv,noheader'], { encoding: 'utf8' });
    return names.split('\n')[0]!.trim();
  } catch {
    return 'NVIDIA GPU';
  }
}

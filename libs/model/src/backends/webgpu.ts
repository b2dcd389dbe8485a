import { pathToFileURL } from 'node:url';
import * as tf from '@tensorflow/tfjs-core';
import type { Backend } from '../backend.js';
import { setDevice } from './device.js';
import { requireOptIn } from './opt-in.js';
import { tfjsBackend } from './tfjs.js';
import { openWasm } from './wasm.js';

interface Adapter {
  info: { vendor: string; architecture: string; device: string; description: string };
}

interface Dawn {
  create(flags: string[]): Gpu;
  globals: object;
}

interface Gpu {
  requestAdapter(): Promise<Adapter | null>;
}

/** GPUs that CUDA does not serve, through Dawn. The networks live there; small matrices around them stay on wasm. */
export async function openWebGpu(): Promise<Backend> {
  const require = requireOptIn('webgpu', 'npm run native -- --webgpu');
  const gpu = installed((await import(pathToFileURL(require.resolve('webgpu')).href)) as Dawn);
  const adapter = await gpu.requestAdapter();
  if (!adapter) throw new Error('no graphics adapter: Vulkan, Metal or Direct3D 12 finds none on this machine');
  await openWasm();
  require('@tensorflow/tfjs-backend-webgpu');
  if (!(await tf.setBackend('webgpu'))) throw new Error('tfjs could not initialise it');
  await tf.setBackend('wasm');
  setDevice('webgpu');
  const { description, device, architecture, vendor } = adapter.info;
  return tfjsBackend('webgpu', description || device || architecture || vendor || 'GPU');
}

/** tfjs looks for `navigator.gpu` and the classes of WebGPU among the globals when it is loaded. */
function installed({ create, globals }: Dawn): Gpu {
  const scope = globalThis as { navigator?: { gpu?: Gpu } };
  if (scope.navigator?.gpu) return scope.navigator.gpu;
  const gpu = create([]);
  Object.assign(scope, globals);
  if (!scope.navigator) Object.assign(scope, { navigator: {} }); // Node 20 has none
  Object.defineProperty(scope.navigator, 'gpu', { value: gpu, configurable: true });
  return gpu;
}

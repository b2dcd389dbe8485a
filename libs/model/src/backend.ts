import { createRequire } from 'node:module';
import { dirname, sep } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { registerFastMatMul } from './wasm-matmul.js';

/** What the model computes on. `wasm` is the default and needs nothing but npm; `cpu` is plain JavaScript, slow. */
export type BackendName = 'wasm' | 'cpu';

export interface OpenBackend {
  name: BackendName;
  /** Why a preferred backend was passed over. */
  notes: string[];
}

/**
 * Opens a tfjs backend for this thread, falling back to `cpu` where the preferred one is broken. Each thread has its own;
 * a thread uses one backend for its whole life.
 *
 * @throws Error when none works
 */
export async function openBackend(preferred: BackendName = 'wasm'): Promise<OpenBackend> {
  tf.enableProdMode(); // no advice on the console
  const notes: string[] = [];
  const order: BackendName[] = preferred === 'wasm' ? ['wasm', 'cpu'] : ['cpu'];
  for (const name of order) {
    try {
      await openers[name]();
      if (!(await tf.setBackend(name))) throw new Error('tfjs could not initialise it');
      return { name, notes };
    } catch (error) {
      notes.push(`backend ${name}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  throw new Error(`no tfjs backend works: ${notes.join('; ')}`);
}

/** Tensors alive in this thread. */
export function liveTensors(): number {
  return tf.memory().numTensors;
}

const crashHandlers = ['uncaughtException', 'unhandledRejection'] as unknown as 'exit'[];

const openers: Record<BackendName, () => Promise<void>> = {
  async wasm() {
    const { setWasmPaths } = await import('@tensorflow/tfjs-backend-wasm');
    const entry = createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm');
    setWasmPaths(dirname(entry) + sep);
    const before = crashHandlers.map((event) => process.listeners(event));
    await tf.setBackend('wasm');
    // Emscripten turns every unhandled rejection of the process into a crash of its own: not its business.
    crashHandlers.forEach((event, n) => {
      for (const listener of process.listeners(event))
        if (!before[n]!.includes(listener)) process.removeListener(event, listener);
    });
    registerFastMatMul();
  },
  async cpu() {
    await import('@tensorflow/tfjs-backend-cpu');
  },
};

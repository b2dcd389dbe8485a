import { createRequire } from 'node:module';
import { dirname, sep } from 'node:path';
import type { Backend } from '../backend.js';
import { processor, useTfjs } from './tfjs.js';
import { registerFastMatMul } from './wasm-matmul.js';

const crashHandlers = ['uncaughtException', 'unhandledRejection'] as unknown as 'exit'[];

/** The default: needs nothing but npm. */
export async function openWasm(): Promise<Backend> {
  const { setWasmPaths } = await import('@tensorflow/tfjs-backend-wasm');
  const entry = createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm');
  setWasmPaths(dirname(entry) + sep);
  const before = crashHandlers.map((event) => process.listeners(event));
  const backend = await useTfjs('wasm', 'wasm', processor());
  // Emscripten turns every unhandled rejection of the process into a crash of its own: not its business.
  crashHandlers.forEach((event, n) => {
    for (const listener of process.listeners(event))
      if (!before[n]!.includes(listener)) process.removeListener(event, listener);
  });
  registerFastMatMul();
  return backend;
}

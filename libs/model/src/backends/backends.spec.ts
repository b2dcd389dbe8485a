import { describe, it } from 'vitest';
import { backendContract } from '#testing';
import { openOne, type BackendName } from '../backend.js';

// Single precision over sums of a dozen terms of about 1; after five steps with momentum.
const tolerances: Record<BackendName, number> = { cpu: 1e-5, wasm: 1e-5, onnx: 1e-5, native: 1e-5, webgpu: 1e-4 };
/** What comes with npm is never skipped; what `npm run native` makes is, with the reason, where it is not made. */
const optedIn: BackendName[] = ['native', 'webgpu'];

for (const name of Object.keys(tolerances) as BackendName[]) {
  const missing = optedIn.includes(name) ? await reasonNot(name) : undefined;
  if (missing === undefined) backendContract(name, () => openOne(name), tolerances[name]);
  else describe(`backend ${name}`, () => it.skip(`SKIPPED: ${missing}`));
}

async function reasonNot(name: BackendName): Promise<string | undefined> {
  try {
    await openOne(name);
    return undefined;
  } catch (error) {
    console.warn(`backend ${name} is not tested: ${(error as Error).message}`);
    return (error as Error).message;
  }
}

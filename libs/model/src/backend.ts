import * as tf from '@tensorflow/tfjs-core';
import type { MemberShape, MemberWeights, ScoringMember } from './member.js';
import type { Network, NetworkShape, NetworkWeights } from './network.js';
import { openCpu } from './backends/cpu.js';
import { NotInstalled } from './backends/not-installed.js';
import { openNative } from './backends/native.js';
import { openOnnx } from './backends/onnx.js';
import { openWasm } from './backends/wasm.js';
import { openWebGpu } from './backends/webgpu.js';

/** What the model computes on; docs/backends.md says what each needs. */
export const backendNames = ['wasm', 'cpu', 'onnx', 'native', 'webgpu'] as const;
export type BackendName = (typeof backendNames)[number];

/** `auto`: the fastest that is there and works. */
export type BackendChoice = BackendName | 'auto';

/** What a thread computes for. */
export type BackendRole = 'scoring' | 'training';

/** What the model needs of a backend, in one thread. */
export interface Backend {
  readonly name: BackendName;
  /** The processor that it computes on, as its maker calls it. */
  readonly device: string;
  /** Hands one member's weights over, once; what comes back scores with them until it is disposed. */
  member(shape: MemberShape, weights: MemberWeights): Promise<ScoringMember>;
  /** A network to train; absent where the backend can only score. The caller disposes it. */
  network?(shape: NetworkShape, weights: NetworkWeights): Network;
  /** Tensors, or sets of weights, alive in this thread. */
  alive(): number;
}

export interface OpenBackend extends Backend {
  /** Why a backend that was asked for, or that should work, was passed over: one line each. */
  notes: string[];
}

/** What a thread says of its backend. */
export type BackendReport = Pick<OpenBackend, 'name' | 'device' | 'notes'>;

export function backendReport({ name, device, notes }: OpenBackend): BackendReport {
  return { name, device, notes };
}

const openers: Record<BackendName, () => Promise<Backend>> = {
  wasm: openWasm,
  cpu: openCpu,
  onnx: openOnnx,
  native: openNative,
  webgpu: openWebGpu,
};

/**
 * Fastest first, as measured (docs/performance.md). The order is fixed, not measured at start, so that a machine gives
 * the same results after every start. WebGPU has only been measured on a software adapter: it is taken when asked for.
 */
export const automaticOrder: Record<BackendRole, BackendName[]> = {
  scoring: ['onnx', 'native', 'wasm', 'cpu'],
  training: ['native', 'wasm', 'cpu'],
};

/**
 * Opens a backend for this thread, the next one where it is missing or broken. A thread uses one backend for its whole
 * life.
 *
 * @throws Error when none works
 */
export async function openBackend(
  choice: BackendChoice = 'wasm',
  role: BackendRole = 'training',
): Promise<OpenBackend> {
  const notes: string[] = [];
  const order = choice === 'auto' ? automaticOrder[role] : [...new Set<BackendName>([choice, 'wasm', 'cpu'])];
  for (const name of order) {
    try {
      const backend = await openOne(name);
      if (role === 'scoring' || backend.network) return Object.assign(backend, { notes });
      notes.push(`backend ${name} scores but does not train`);
    } catch (error) {
      if (choice === 'auto' && error instanceof NotInstalled) continue;
      notes.push(`backend ${name}: ${oneLine(error)}`);
    }
  }
  throw new Error(`no backend works: ${notes.join('; ')}`);
}

/** @throws Error that says why this very backend cannot be used here */
export async function openOne(name: BackendName): Promise<Backend> {
  tf.enableProdMode(); // no advice on the console
  return openers[name]();
}

/** Tensors alive in this thread. */
export function liveTensors(): number {
  return tf.memory().numTensors;
}

/** Bytes that they take. */
export function tensorBytes(): number {
  return tf.memory().numBytes;
}

function oneLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.split('\n')[0]!.slice(0, 300);
}

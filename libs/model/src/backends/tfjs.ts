import { cpus } from 'node:os';
import * as tf from '@tensorflow/tfjs-core';
import type { Backend, BackendName } from '../backend.js';
import { Member } from '../member.js';
import { Network } from '../network.js';
import { setDevice } from './device.js';

/**
 * Makes a registered tfjs backend the one of this thread. They all run the same kernels, so that one implementation
 * serves them.
 *
 * @throws Error when tfjs cannot initialise it
 */
export async function useTfjs(name: BackendName, registered: string, device: string): Promise<Backend> {
  setDevice(undefined);
  if (!(await tf.setBackend(registered))) throw new Error('tfjs could not initialise it');
  return tfjsBackend(name, device);
}

export function tfjsBackend(name: BackendName, device: string): Backend {
  return {
    name,
    device,
    member: async (shape, weights) => Member.fromWeights(shape, weights),
    network: (shape, weights) => new Network(shape, weights),
    alive: () => tf.memory().numTensors,
  };
}

export function processor(): string {
  return cpus()[0]?.model.trim() ?? 'CPU';
}

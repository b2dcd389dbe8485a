import * as tf from '@tensorflow/tfjs-core';
import { InvalidInput } from '#labels';
import type { Random } from '#model';
import { cnn } from './cnn.js';
import type { LabNetwork } from './lab-network.js';
import { mlp, type NetworkOptions } from './mlp.js';
import { wideResnet } from './wide-resnet.js';

/** What `--network` takes. */
export const networkNames = 'mlp, cnn or wrn-DEPTH-WIDTH (wrn-28-10)';

/** @throws InvalidInput on a name that is none */
export function openNetwork(name: string, options: NetworkOptions, random: Random): LabNetwork {
  if (name === 'mlp') return mlp(options, random);
  if (name === 'cnn') return cnn(options, random);
  const [, depth, width] = /^wrn-(\d+)-(\d+)$/.exec(name) ?? [];
  if (!depth || (Number(depth) - 4) % 6 !== 0 || Number(depth) < 10 || Number(width) < 1)
    throw new InvalidInput('--network', name, `is not ${networkNames}`);
  return wideResnet(options, Number(depth), Number(width), random);
}

/** Whether the backend of this thread has the gradient of a convolution; wasm has not. */
export function canTrainConvolutions(): boolean {
  return tf.getKernel(tf.Conv2DBackpropFilter, tf.getBackend()) !== undefined;
}

/** The network that can be trained here, and why it is another than the one asked for. */
export function trainableNetwork(name: string): { name: string; note?: string } {
  if (name === 'mlp' || canTrainConvolutions()) return { name };
  const note = `${tf.getBackend()} cannot train convolutions: mlp stands in for ${name} ("npm run native" brings a backend that can)`;
  return { name: 'mlp', note };
}

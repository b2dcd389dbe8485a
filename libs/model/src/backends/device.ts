import * as tf from '@tensorflow/tfjs-core';

let device: string | undefined;

/**
 * Names the tfjs backend of the networks where it is not the current one: WebGPU cannot be read synchronously, so the
 * small matrices around the networks (prototypes, the ODD simulation) stay on a backend that can.
 */
export function setDevice(name: string | undefined): void {
  device = name;
}

/** Runs kernels on the networks' backend; inputs that lie elsewhere are moved. What comes out is read with `copyOf`. */
export function onDevice<T>(work: () => T): T {
  if (!device) return work();
  const host = tf.getBackend();
  void tf.setBackend(device); // at once: it is initialised
  try {
    return work();
  } finally {
    void tf.setBackend(host);
  }
}

/** A copy (wasm hands out a view of its heap), waited for where the device is elsewhere. The tensor stays the caller's. */
export async function copyOf(tensor: tf.Tensor): Promise<Float32Array> {
  return Float32Array.from((device ? await tensor.data() : tensor.dataSync()) as Float32Array);
}

import * as tf from '@tensorflow/tfjs-core';

let registered = false;

/**
 * tfjs-backend-wasm 4.22 leaves its fast path when BatchMatMul is asked to transpose, and is then about 20 times slower:
 * all of backpropagation. This registers a kernel in its place that transposes explicitly first (Transpose kernel, then
 * the original without flags; the temporary is disposed here). Results are the same.
 */
export function registerFastMatMul(): void {
  if (registered) return;
  const original = tf.getKernel(tf.BatchMatMul, 'wasm');
  const transpose = tf.getKernel(tf.Transpose, 'wasm');
  tf.unregisterKernel(tf.BatchMatMul, 'wasm');
  tf.registerKernel({ ...original, kernelFunc: transposingFirst(original.kernelFunc, transpose.kernelFunc) });
  registered = true;
}

type Backend = { disposeData(dataId: object): boolean };

function transposingFirst(matMul: tf.KernelFunc, transpose: tf.KernelFunc): tf.KernelFunc {
  return ({ inputs, backend, attrs }) => {
    const { transposeA, transposeB } = attrs as unknown as tf.BatchMatMulAttrs;
    const temporaries: tf.TensorInfo[] = [];
    const straight = (x: tf.TensorInfo, flip: boolean): tf.TensorInfo => {
      if (!flip) return x;
      const rank = x.shape.length;
      const perm = [...Array(rank - 2).keys(), rank - 1, rank - 2];
      const flipped = transpose({ inputs: { x }, backend, attrs: { perm } }) as tf.TensorInfo;
      temporaries.push(flipped);
      return flipped;
    };
    const a = straight(inputs['a']!, transposeA);
    const b = straight(inputs['b']!, transposeB);
    const product = matMul({ inputs: { a, b }, backend, attrs: { transposeA: false, transposeB: false } });
    for (const temporary of temporaries) (backend as Backend).disposeData(temporary.dataId);
    return product;
  };
}

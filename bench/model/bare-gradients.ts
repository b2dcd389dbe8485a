import * as tf from '@tensorflow/tfjs-core';

/**
 * The gradients that the network needs, as tfjs has them: @tensorflow/tfjs-core comes without in Node, only the whole of
 * @tensorflow/tfjs registers them.
 */
export function registerGradients(): void {
  const gradients: tf.GradConfig[] = [
    {
      kernelName: tf.BatchMatMul,
      inputsToSave: ['a', 'b'],
      gradFunc: (dy, saved) => {
        const [by, a, b] = [dy, ...saved] as [tf.Tensor2D, tf.Tensor2D, tf.Tensor2D];
        return { a: () => tf.matMul(by, b, false, true), b: () => tf.matMul(a, by, true, false) };
      },
    },
    {
      kernelName: tf.Add, // of a matrix and a bias
      gradFunc: (dy) => ({ a: () => tf.clone(dy as tf.Tensor), b: () => tf.sum(dy as tf.Tensor, 0) }),
    },
    {
      kernelName: tf.Relu,
      inputsToSave: ['x'],
      gradFunc: (dy, [x]) => ({ x: () => tf.mul(dy as tf.Tensor, tf.step(x!)) }),
    },
  ];
  for (const gradient of gradients) if (!tf.getGradient(gradient.kernelName)) tf.registerGradient(gradient);
}

/** Mean cross-entropy of softmax(logits) with targets, both `[B, K]`, with the gradient that tfjs's own has. */
export function crossEntropy(targets: tf.Tensor2D, logits: tf.Tensor2D): tf.Scalar {
  const loss = tf.customGrad((...inputs) => {
    const [z, save] = inputs as [tf.Tensor2D, tf.GradSaveFunc];
    const probabilities = tf.softmax(z);
    save([probabilities]);
    const value = tf.neg(tf.div(tf.sum(tf.mul(targets, tf.log(tf.add(probabilities, 1e-7)))), targets.shape[0]));
    const gradFunc = (dy: tf.Tensor, [p]: tf.Tensor[]) => tf.mul(dy, tf.div(tf.sub(p!, targets), targets.shape[0]));
    return { value, gradFunc };
  });
  return loss(logits) as tf.Scalar;
}

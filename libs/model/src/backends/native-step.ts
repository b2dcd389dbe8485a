import * as tf from '@tensorflow/tfjs-core';

interface Attribute {
  name: string;
  type: number;
  value: number | boolean;
}

/** What tfjs-node's backend offers beside the kernels of tfjs: any op of TensorFlow by its name. */
interface TensorFlow {
  binding: { TF_ATTR_TYPE: number; TF_ATTR_BOOL: number; TF_FLOAT: number };
  executeSingleOutput(op: string, attributes: Attribute[], inputs: tf.Tensor[]): tf.Tensor;
  executeMultipleOutputs(op: string, attributes: Attribute[], inputs: tf.Tensor[], outputs: number): tf.Tensor[];
}

type Four = [tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor];

export interface NativeStep {
  learningRate: number;
  momentum: number;
  weightDecay: number;
  ownBelief: number;
}

/** Whether networks of this thread compute on TensorFlow itself. */
export function isNative(): boolean {
  return tf.getBackend() === 'tensorflow';
}

/**
 * One step of `Network.step` in TensorFlow's own fused ops: fewer, and a call costs more than its arithmetic.
 * The mean over the batch is taken by way of the learning rate's scale on the logits' gradient.
 *
 * @param parameters kernels `[D, H]`, `[H, K]` and biases `[H]`, `[K]`, in the order of `Network`
 * @returns new parameters and velocity; the caller disposes these and the old ones
 */
export function nativeStep(
  parameters: Four,
  velocity: Four,
  x: tf.Tensor,
  logLikelihood: tf.Tensor,
  settings: NativeStep,
): { parameters: Four; velocity: Four } {
  return tf.tidy(() => {
    const gradients = nativeGradients(parameters, x, logLikelihood, settings.ownBelief);
    const { learningRate, momentum, weightDecay } = settings;
    const [rate, keep, decay] = [tf.scalar(learningRate), tf.scalar(momentum), tf.scalar(weightDecay)];
    const newVelocity = velocity.map((old, n) => {
      const moved = run('AddV2', run('Mul', old, keep), gradients[n]!);
      return n % 2 === 0 && weightDecay > 0 ? run('AddV2', moved, run('Mul', parameters[n]!, decay)) : moved;
    });
    const next = parameters.map((old, n) => run('Sub', old, run('Mul', newVelocity[n]!, rate)));
    return { parameters: next as Four, velocity: newVelocity as Four };
  });
}

/** The same as `Network.forward`. */
export function nativeForward(parameters: Four, x: tf.Tensor): [hidden: tf.Tensor, logits: tf.Tensor] {
  return tf.tidy(() => layers(parameters, x));
}

function layers([w1, b1, w2, b2]: Four, x: tf.Tensor): [hidden: tf.Tensor, logits: tf.Tensor] {
  const hidden = run('Relu', run('BiasAdd', multiply(x, w1), b1));
  return [hidden, run('BiasAdd', multiply(hidden, w2), b2)];
}

/** The same gradients as `Network.gradients`. */
function nativeGradients([w1, b1, w2, b2]: Four, x: tf.Tensor, logLikelihood: tf.Tensor, ownBelief: number): Four {
  const [hidden, logits] = layers([w1, b1, w2, b2], x);
  const target = run('Softmax', run('AddV2', run('Mul', logits, tf.scalar(ownBelief)), logLikelihood));
  const [, difference] = tensorFlow().executeMultipleOutputs(
    'SoftmaxCrossEntropyWithLogits',
    [floats()],
    [logits, target],
    2,
  ); // softmax(logits) - target
  const onLogits = run('Mul', difference!, tf.scalar(1 / x.shape[0]!));
  const onHidden = run('ReluGrad', multiply(onLogits, w2, false, true), hidden);
  return [
    multiply(x, onHidden, true),
    run('BiasAddGrad', onHidden),
    multiply(hidden, onLogits, true),
    run('BiasAddGrad', onLogits),
  ];
}

function run(op: string, ...inputs: tf.Tensor[]): tf.Tensor {
  return tensorFlow().executeSingleOutput(op, [floats()], inputs);
}

function multiply(a: tf.Tensor, b: tf.Tensor, transposeA = false, transposeB = false): tf.Tensor {
  const type = tensorFlow().binding.TF_ATTR_BOOL;
  const attributes = [
    { name: 'transpose_a', type, value: transposeA },
    { name: 'transpose_b', type, value: transposeB },
    floats(),
  ];
  return tensorFlow().executeSingleOutput('MatMul', attributes, [a, b]);
}

function floats(): Attribute {
  const { binding } = tensorFlow();
  return { name: 'T', type: binding.TF_ATTR_TYPE, value: binding.TF_FLOAT };
}

function tensorFlow(): TensorFlow {
  return tf.backend() as unknown as TensorFlow;
}

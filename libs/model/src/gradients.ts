import * as tf from '@tensorflow/tfjs-core';

type Tensors = Record<string, () => tf.Tensor>;
type Derivative = (dy: tf.Tensor, saved: tf.Tensor[], attributes: tf.NamedAttrMap) => Tensors;

/**
 * Gives tfjs the gradients of the ops that the experiments are made of: tfjs-core's build for Node comes without any. The
 * running service does not need them (its steps are written by hand). Where a backend brought its own, these stay.
 */
export function registerGradients(): void {
  for (const config of gradients) if (!tf.getGradient(config.kernelName)) tf.registerGradient(config);
}

/** @param inputs of the kernel that the derivative looks at; its output follows where `output` is true */
function gradient(kernelName: string, inputs: string[], gradFunc: Derivative, output = false): tf.GradConfig {
  return {
    kernelName,
    inputsToSave: inputs,
    outputsToSave: output ? [true] : [],
    gradFunc: (dy, saved, attributes) => gradFunc(dy as tf.Tensor, saved, attributes),
  };
}

/** Sums over what was broadcast, back to the shape of the input. */
function sumTo(gradient: tf.Tensor, { shape }: tf.Tensor): tf.Tensor {
  const axes = tf.broadcast_util.getReductionAxes(shape, gradient.shape);
  return tf.reshape(axes.length > 0 ? tf.sum(gradient, axes) : gradient, shape);
}

/** A sum's gradient, spread over what was summed. */
function spread(dy: tf.Tensor, x: tf.Tensor, axis: unknown): tf.Tensor {
  const axes = tf.util.parseAxisParam(axis as number | number[], x.shape);
  const kept = tf.backend_util.expandShapeToKeepDim(
    x.shape.filter((_, n) => !axes.includes(n)),
    axes,
  );
  return tf.mul(tf.reshape(dy, kept), tf.ones(x.shape));
}

function sizeOver(x: tf.Tensor, axis: unknown): number {
  return tf.util.parseAxisParam(axis as number | number[], x.shape).reduce((size, n) => size * x.shape[n]!, 1);
}

function run(name: string, inputs: Record<string, tf.Tensor>, attributes: object): tf.Tensor {
  return tf.engine().runKernel(name, inputs, attributes as tf.NamedAttrMap) as tf.Tensor;
}

const two = ['a', 'b'];

const gradients: tf.GradConfig[] = [
  gradient(tf.Identity, [], (dy) => ({ x: () => dy })),
  gradient(tf.Cast, [], (dy) => ({ x: () => dy })),
  gradient(tf.Add, two, (dy, [a, b]) => ({ a: () => sumTo(dy, a!), b: () => sumTo(dy, b!) })),
  gradient(tf.Sub, two, (dy, [a, b]) => ({ a: () => sumTo(dy, a!), b: () => sumTo(tf.neg(dy), b!) })),
  gradient(tf.Multiply, two, (dy, [a, b]) => ({
    a: () => sumTo(tf.mul(dy, b!), a!),
    b: () => sumTo(tf.mul(dy, a!), b!),
  })),
  gradient(tf.RealDiv, two, (dy, [a, b]) => ({
    a: () => sumTo(tf.div(dy, b!), a!),
    b: () => sumTo(tf.neg(tf.div(tf.mul(dy, a!), tf.square(b!))), b!),
  })),
  gradient(tf.Maximum, two, (dy, [a, b]) => ({
    a: () => sumTo(tf.mul(dy, tf.cast(tf.greaterEqual(a!, b!), 'float32')), a!),
    b: () => sumTo(tf.mul(dy, tf.cast(tf.less(a!, b!), 'float32')), b!),
  })),
  gradient(tf.Neg, [], (dy) => ({ x: () => tf.neg(dy) })),
  gradient(tf.Exp, [], (dy, [y]) => ({ x: () => tf.mul(dy, y!) }), true),
  gradient(tf.Log, ['x'], (dy, [x]) => ({ x: () => tf.div(dy, x!) })),
  gradient(tf.Sqrt, [], (dy, [y]) => ({ x: () => tf.div(dy, tf.mul(y!, 2)) }), true),
  gradient(tf.Square, ['x'], (dy, [x]) => ({ x: () => tf.mul(dy, tf.mul(x!, 2)) })),
  gradient(tf.Abs, ['x'], (dy, [x]) => ({ x: () => tf.mul(dy, tf.sign(x!)) })),
  gradient(tf.Relu, ['x'], (dy, [x]) => ({ x: () => tf.mul(dy, tf.step(x!)) })),
  gradient(tf.Sum, ['x'], (dy, [x], { axis }) => ({ x: () => spread(dy, x!, axis) })),
  gradient(tf.Mean, ['x'], (dy, [x], { axis }) => ({ x: () => tf.div(spread(dy, x!, axis), sizeOver(x!, axis)) })),
  gradient(tf.Reshape, ['x'], (dy, [x]) => ({ x: () => tf.reshape(dy, x!.shape) })),
  gradient(tf.ExpandDims, ['input'], (dy, [x]) => ({ input: () => tf.reshape(dy, x!.shape) })),
  gradient(tf.Transpose, [], (dy, _, { perm }) => ({
    x: () => tf.transpose(dy, tf.backend_util.getUndoAxesPermutation(perm as number[])),
  })),
  gradient(tf.Softmax, [], (dy, [y]) => ({ logits: () => centred(tf.mul(dy, y!), y!) }), true),
  gradient(tf.LogSoftmax, [], (dy, [y]) => ({ logits: () => centred(dy, tf.exp(y!)) }), true),
  gradient(tf.BatchMatMul, two, (dy, [a, b], { transposeA, transposeB }) => {
    const [onA, onB] = transposeB
      ? [() => tf.matMul(dy, b!), () => tf.matMul(dy, a!, true, Boolean(transposeA))]
      : [() => tf.matMul(dy, b!, false, true), () => tf.matMul(a!, dy, !transposeA)];
    return { a: transposeA ? () => swapped(onA()) : onA, b: onB };
  }),
  gradient(tf.Conv2D, ['x', 'filter'], (dy, [x, filter], { strides, pad, dataFormat, dilations }) => {
    const attributes = { strides, pad, dataFormat, dilations };
    return {
      x: () => run(tf.Conv2DBackpropInput, { dy, filter: filter! }, { ...attributes, inputShape: x!.shape }),
      filter: () => run(tf.Conv2DBackpropFilter, { x: x!, dy }, { ...attributes, filterShape: filter!.shape }),
    };
  }),
  gradient(
    tf.MaxPool,
    ['x'],
    (dy, [x, y], { filterSize, strides, pad }) => ({
      x: () => run(tf.MaxPoolGrad, { dy, input: x!, output: y! }, { filterSize, strides, pad }),
    }),
    true,
  ),
];

/** `v - p Σ v` over the last axis. */
function centred(v: tf.Tensor, p: tf.Tensor): tf.Tensor {
  return tf.sub(v, tf.mul(tf.sum(v, -1, true), p));
}

function swapped(x: tf.Tensor): tf.Tensor {
  const last = x.shape.length - 1;
  return tf.transpose(
    x,
    x.shape.map((_, n) => (n < last - 1 ? n : n === last ? last - 1 : last)),
  );
}

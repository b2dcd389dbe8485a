import * as tf from '@tensorflow/tfjs-core';
import { afterEach, describe, expect, it } from 'vitest';
import { liveTensors, openBackend } from './backend.js';
import { bodyDimension, canTrainBody, ConvBody, imageShape, initialBody, type ImageShape } from './conv-body.js';
import { Random } from './random.js';
import { BodyTrainer, trainBody } from './train-body.js';

const image: ImageShape = [9, 8, 2];
const PIXELS = 9 * 8 * 2;
const fast = { learningRate: 0.1, momentum: 0.9, weightDecay: 1e-3 };

function draw(length: number, seed: number): Float32Array {
  const random = new Random(seed);
  return Float32Array.from({ length }, () => random.normal());
}

/** Mean cross-entropy of the trainer's head with softmax(logLikelihood). */
function loss(trainer: BodyTrainer, x: tf.Tensor2D, logLikelihood: tf.Tensor2D): number {
  const [kernels, biases, head, headBias] = parametersOf(trainer);
  return tf.tidy(() => {
    let input = tf.reshape(x, [-1, ...image]) as tf.Tensor4D;
    for (const [n, kernel] of kernels.entries())
      input = tf.maxPool(tf.relu(tf.add(tf.conv2d(input, kernel, 1, 'same'), biases[n]!)) as tf.Tensor4D, 2, 2, 'same');
    const logits = tf.add(tf.matMul(tf.reshape(input, [x.shape[0], -1]), head), headBias);
    const log = tf.log(tf.softmax(logits));
    return tf.neg(tf.div(tf.sum(tf.mul(tf.softmax(logLikelihood), log)), x.shape[0])).dataSync()[0]!;
  });
}

function parametersOf(trainer: BodyTrainer): [tf.Tensor4D[], tf.Tensor1D[], tf.Tensor2D, tf.Tensor1D] {
  const { parameters: p } = trainer as unknown as { parameters: tf.Tensor[] };
  return [p.slice(0, 3) as tf.Tensor4D[], p.slice(3, 6) as tf.Tensor1D[], p[6] as tf.Tensor2D, p[7] as tf.Tensor1D];
}

it('a body is for images, not for rows of numbers', () => {
  expect(imageShape([28, 28])).toEqual([28, 28, 1]);
  expect(imageShape([32, 32, 3])).toEqual([32, 32, 3]);
  for (const other of [undefined, [784], [4, 196], [28, 28, 64], [8, 8, 3, 2]])
    expect(imageShape(other)).toBeUndefined();
  expect(bodyDimension([28, 28, 1])).toBe(4 * 4 * 32);
});

describe('a body of convolutions', { timeout: 30_000 }, () => {
  afterEach(() => expect(liveTensors()).toBe(0));

  it('computes the same on wasm, which cannot train it, as on cpu', async () => {
    const weights = { ...initialBody(image, new Random(1)), mean: draw(bodyDimension(image), 2) };
    const deviation = new Float32Array(bodyDimension(image)).fill(0.5);
    const found: Float32Array[] = [];
    for (const name of ['cpu', 'wasm'] as const) {
      await openBackend(name);
      expect(canTrainBody()).toBe(false); // the one is too slow
      const body = new ConvBody(image, { ...weights, deviation });
      found.push(await body.forwardMany(draw(300 * PIXELS, 3)));
      body.dispose();
    }
    expect(found[0]!.length).toBe(300 * bodyDimension(image));
    found[0]!.forEach((value, n) => expect(Math.abs(value - found[1]![n]!)).toBeLessThan(1e-4));
  });

  it('has the gradients of the cross-entropy, by finite differences', async () => {
    await openBackend('cpu');
    const trainer = new BodyTrainer(image, 3, new Random(4));
    for (let n = 0; n < 3; n++) trainer.step(draw(6 * PIXELS, 5), draw(6 * 3, 6), fast); // the head begins at zero
    const [x, t] = [tf.tensor2d(draw(6 * PIXELS, 5), [6, PIXELS]), tf.tensor2d(draw(6 * 3, 6), [6, 3])];
    const gradients = tf.tidy(() => trainer.gradients(x, t).map((g) => Float32Array.from(g.dataSync())));
    const { parameters } = trainer as unknown as { parameters: tf.Tensor[] };
    parameters.forEach((parameter, p) => {
      const at = Math.floor(parameter.size / 2);
      const moved = (by: number) => {
        const values = Float32Array.from(parameter.dataSync());
        values[at]! += by;
        parameters[p] = tf.tensor(values, parameter.shape);
        const found = loss(trainer, x, t);
        parameters[p]!.dispose();
        parameters[p] = parameter;
        return found;
      };
      expect(gradients[p]![at]!).toBeCloseTo((moved(2e-3) - moved(-2e-3)) / 4e-3, 3);
    });
    tf.dispose([x, t]);
    trainer.dispose();
  });

  it('learns', async () => {
    await openBackend('cpu');
    const trainer = new BodyTrainer(image, 3, new Random(7));
    const [x, logLikelihood] = [draw(6 * PIXELS, 8), draw(6 * 3, 9).map((value) => 8 * value)];
    const inputs = [tf.tensor2d(x, [6, PIXELS]), tf.tensor2d(logLikelihood, [6, 3])] as const;
    const before = loss(trainer, ...inputs);
    for (let n = 0; n < 15; n++) trainer.step(x, logLikelihood, { ...fast, learningRate: 0.05 });
    expect(before).toBeCloseTo(Math.log(3), 5);
    expect(loss(trainer, ...inputs)).toBeLessThan(before / 2);
    tf.dispose([...inputs]);
    trainer.dispose();
  });

  it('hands out standardised features, and hears an abort', async () => {
    await openBackend('cpu');
    const rows = Int32Array.from({ length: 20 }, (_, n) => n);
    const data = { x: draw(20 * PIXELS, 10), image, rows, logLikelihood: draw(20 * 3, 11), classCount: 3 };
    const body = new ConvBody(
      image,
      await trainBody(data, new Random(12), { settings: { minSteps: 4, minEpochs: 1 } }),
    );
    const features = await body.forwardMany(data.x);
    body.dispose();
    expect(features.reduce((sum, value) => sum + value, 0) / features.length).toBeCloseTo(0, 1);
    expect(features.some((value) => Math.abs(value) > 1)).toBe(true);
    const signal = AbortSignal.abort(new Error('stop'));
    await expect(trainBody(data, new Random(12), { signal })).rejects.toThrow('stop');
  });
});

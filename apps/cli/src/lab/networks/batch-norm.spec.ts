import * as tf from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { liveTensors, openBackend, Random, registerGradients } from '#model';
import { normaliseBatch, type Moments } from './batch-norm.js';

const random = new Random(1);
const normals = (count: number) => Float32Array.from({ length: count }, () => random.normal());
const [SHAPE, C] = [[3, 2, 2, 2] as const, 2];
const inputs = [normals(24), Float32Array.of(1.5, 0.7), Float32Array.of(0.2, -1)] as const;
/** So that the sum of the outputs is not the same whatever comes in. */
const weights = normals(24);

function made(values: readonly Float32Array[]): [tf.Tensor4D, tf.Tensor1D, tf.Tensor1D] {
  return [tf.tensor4d(values[0]!, [...SHAPE]), tf.tensor1d(values[1]!), tf.tensor1d(values[2]!)];
}

function weightedSum(x: tf.Tensor4D, scale: tf.Tensor1D, offset: tf.Tensor1D): tf.Scalar {
  return tf.sum(
    tf.mul(
      normaliseBatch(x, scale, offset, () => undefined),
      tf.tensor4d(weights, [...SHAPE]),
    ),
  );
}

describe('normaliseBatch', () => {
  beforeAll(async () => {
    await openBackend('cpu');
    registerGradients();
  });
  afterEach(() => expect(liveTensors()).toBe(0));

  it('has in each channel the mean of the offset and the deviation of the scale, and tells the moments', () => {
    let told: number[][] = [];
    const onMoments = ({ mean, variance }: Moments) => (told = [mean.arraySync(), variance.arraySync()]);
    const [found, own] = tf.tidy(() => {
      const [x, scale, offset] = made(inputs);
      return [normaliseBatch(x, scale, offset, onMoments).dataSync(), x.dataSync()];
    });
    const momentsOf = (values: ArrayLike<number>, c: number) => {
      const channel = Array.from(values).filter((_, at) => at % C === c);
      const mean = channel.reduce((a, b) => a + b, 0) / channel.length;
      return [mean, channel.reduce((sum, value) => sum + (value - mean) ** 2, 0) / channel.length] as const;
    };
    for (let c = 0; c < C; c++) {
      expect(momentsOf(found!, c)[0]).toBeCloseTo(inputs[2][c]!, 5);
      expect(Math.sqrt(momentsOf(found!, c)[1])).toBeCloseTo(inputs[1][c]!, 4);
      expect([told[0]![c], told[1]![c]].map((value) => value!.toFixed(5))).toEqual(
        momentsOf(own!, c).map((value) => value.toFixed(5)),
      );
    }
  });

  it.each([
    [0, 'the input'],
    [1, 'the scale'],
    [2, 'the offset'],
  ])('its gradient on input %d, %s, is that of central differences, to 2e-3', (which) => {
    const found = tf.tidy(() => {
      const onInputs = tf.grads(weightedSum as never)(made(inputs) as never);
      return onInputs[which]!.dataSync();
    });
    found.forEach((gradient, at) => {
      const moved = (by: number) => {
        const values = inputs.map((each, n) => each.map((value, m) => (n === which && m === at ? value + by : value)));
        return tf.tidy(() => weightedSum(...made(values)).dataSync()[0]!);
      };
      expect(Math.abs(gradient - (moved(0.01) - moved(-0.01)) / 0.02)).toBeLessThan(2e-3);
    });
  });

  it('keeps its input for the gradient, and frees the rest', () => {
    tf.tidy(() => {
      const [x, scale, offset] = made(inputs);
      let kept = 0;
      tf.grads((...all) => {
        const before = liveTensors();
        const y = normaliseBatch(...(all as unknown as [tf.Tensor4D, tf.Tensor1D, tf.Tensor1D]), () => undefined);
        kept = liveTensors() - before;
        return tf.sum(y);
      })([x, scale, offset]);
      expect(kept).toBe(5); // y; x, scale, mean and variance as they were saved
    });
  });
});

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  bytesOf,
  checkFeatures,
  featureLength,
  floatsFromBytes,
  inferFeatureShape,
  parseFeatures,
} from './features.js';

const floats = (shape: number[]) => ({ id: 'p', featureShape: shape, featureType: 'float32' as const });
const pixels = (shape: number[]) => ({ id: 'p', featureShape: shape, featureType: 'uint8' as const });
const anyFloats = fc.float32Array({ minLength: 1, maxLength: 40, noNaN: true, noDefaultInfinity: true });

describe('floatsFromBytes', () => {
  it('reads the same floats at every alignment, without a copy where aligned', () => {
    fc.assert(
      fc.property(anyFloats, fc.nat(7), (values, shift) => {
        const memory = new Uint8Array(shift + values.byteLength);
        memory.set(bytesOf(values), shift);
        const read = floatsFromBytes('features', memory.subarray(shift));
        expect(read).toEqual(values);
        expect(read.buffer === memory.buffer).toBe(shift % 4 === 0);
      }),
    );
  });

  it('is little-endian', () => {
    expect(floatsFromBytes('features', Uint8Array.of(0, 0, 0x80, 0x3f))).toEqual(Float32Array.of(1));
  });

  it.each([Number.NaN, Infinity, -Infinity])('names the place of %d wherever it stands', (odd) => {
    for (let length = 1; length < 14; length++) {
      for (let at = 0; at < length; at++) {
        const values = new Float32Array(length).fill(3.4e38);
        values[at] = odd;
        expect(() => floatsFromBytes('features', bytesOf(values))).toThrow(
          `features[${at}]: ${odd} is not a finite float32 number`,
        );
      }
    }
  });

  it('refuses half a float and none', () => {
    expect(() => floatsFromBytes('features', new Uint8Array(6))).toThrow('features: 6 bytes are not float32 values');
    expect(() => floatsFromBytes('features', new Uint8Array(0))).toThrow('features: has no values; leave it out');
  });
});

describe('parseFeatures', () => {
  it('takes numbers as floats and base64 as raw bytes', () => {
    expect(parseFeatures('features', [0.5, -2, 0])).toEqual(Float32Array.of(0.5, -2, 0));
    expect(parseFeatures('features', Buffer.from([1, 2, 3]).toString('base64'))).toEqual(Uint8Array.of(1, 2, 3));
    expect(parseFeatures('features', null)).toBeUndefined();
  });

  it('carries floats through base64', () => {
    fc.assert(
      fc.property(anyFloats, (values) => {
        const raw = parseFeatures('features', Buffer.from(bytesOf(values)).toString('base64'))!;
        expect(checkFeatures(floats([values.length]), raw)).toEqual(values);
      }),
    );
  });

  it.each([
    [[1, null], 'features[1]: null is not a number'],
    [[1, '2'], 'features[1]: "2" is not a number'],
    [[[1, 2]], 'features[0]: an array of 2 is not a number: send the values flat'],
    [[1, 1e39], 'features[1]: 1e+39 is not a finite float32 number'],
    [[], 'features: has no values'],
    ['', 'features: has no values'],
    ['@@@@', 'features: is not base64 (4 characters)'],
    ['abc', 'features: is not base64 (3 characters)'],
    [7, 'features: 7 is neither an array of numbers nor base64'],
  ])('refuses %j', (value, message) => expect(() => parseFeatures('features', value)).toThrow(message));
});

describe('checkFeatures', () => {
  it('knows the length from the shape', () => {
    expect(featureLength(pixels([28, 28, 1]))).toBe(784);
    expect(featureLength({})).toBe(0);
    expect(() => checkFeatures(floats([3]), new Float32Array(2))).toThrow(
      'features: 2 values, but project "p" takes 3 float32 values',
    );
    expect(() => checkFeatures(floats([3]), new Uint8Array(3))).toThrow(
      'features: 3 bytes, but project "p" takes 3 float32 values (12 bytes)',
    );
    expect(() => checkFeatures(pixels([3]), new Uint8Array(12))).toThrow('12 bytes, but project "p" takes 3 uint8');
    expect(() => checkFeatures({ id: 'p', featureType: 'float32' }, new Float32Array(2))).toThrow(
      'features: 2 values, but project "p" takes labels only',
    );
  });

  it('gives what fits back as it is', () => {
    const [vector, image] = [new Float32Array(3), new Uint8Array(3)];
    expect(checkFeatures(floats([3]), vector)).toBe(vector);
    expect(checkFeatures(pixels([3]), image)).toBe(image);
  });

  it('turns whole numbers from 0 to 255 into pixels and refuses all else', () => {
    expect(checkFeatures(pixels([3]), Float32Array.of(0, 128, 255))).toEqual(Uint8Array.of(0, 128, 255));
    for (const odd of [-1, 256, 0.5, 1e9]) {
      expect(() => checkFeatures(pixels([2]), Float32Array.of(0, odd))).toThrow(
        /^features\[1\]: .* is not a whole number from 0 to 255/,
      );
    }
  });

  it('refuses NaN inside base64 floats', () => {
    expect(() => checkFeatures(floats([2]), bytesOf(Float32Array.of(1, Number.NaN)))).toThrow('features[1]: NaN');
  });

  it('infers the shape of a first example', () => {
    expect(inferFeatureShape({ featureType: 'float32' }, new Float32Array(5))).toEqual([5]);
    expect(inferFeatureShape({ featureType: 'float32' }, new Uint8Array(20))).toEqual([5]);
    expect(inferFeatureShape({ featureType: 'uint8' }, new Uint8Array(20))).toEqual([20]);
    expect(inferFeatureShape({ featureType: 'uint8' }, new Float32Array(20))).toEqual([20]);
  });
});

describe('floatsFromBytes on a view into a pooled Buffer', () => {
  it('reads the view, not the pool, at every alignment', () => {
    const values = Float32Array.of(1.5, -2.25, 3);
    for (let offset = 0; offset < 8; offset++) {
      const pool = Buffer.alloc(64, 0xff);
      pool.set(new Uint8Array(values.buffer), offset);
      expect([...floatsFromBytes('features', pool.subarray(offset, offset + 12))]).toEqual([...values]);
    }
  });
});

import { describe, expect, it } from 'vitest';
import { resizeImage } from './resize.js';

describe('resizeImage', () => {
  it('is the mean of the area when it shrinks', () => {
    const pixels = Uint8Array.from([10, 20, 30, 40, 50, 60, 70, 80, 10, 10, 10, 10, 30, 30, 30, 30]);
    expect(Array.from(resizeImage(pixels, [4, 4, 1], [2, 2, 1]))).toEqual([35, 55, 20, 20]);
  });

  it('keeps the mean when sizes do not divide, and repeats pixels when it grows', () => {
    const pixels = Uint8Array.from([0, 90, 180]);
    expect(Array.from(resizeImage(pixels, [1, 3, 1], [1, 2, 1]))).toEqual([30, 150]);
    expect(Array.from(resizeImage(pixels, [1, 3, 1], [2, 3, 1]))).toEqual([0, 90, 180, 0, 90, 180]);
  });

  it('turns grey into colour and colour into grey', () => {
    expect(Array.from(resizeImage(Uint8Array.from([9]), [1, 1, 1], [1, 1, 3]))).toEqual([9, 9, 9]);
    expect(Array.from(resizeImage(Uint8Array.from([0, 30, 60]), [1, 1, 3], [1, 1, 1]))).toEqual([30]);
  });
});

import { describe, expect, it } from 'vitest';
import { idxImageShape, readIdx, writeIdx } from './idx.js';

describe('IDX files', () => {
  const images = { shape: [2, 3, 1, 2], values: Uint8Array.from({ length: 12 }, (_, n) => n) };

  it('come back as they were written', () => {
    const read = readIdx(writeIdx(images), 'file');
    expect(read.shape).toEqual(images.shape);
    expect(Array.from(read.values)).toEqual(Array.from(images.values));
    expect(idxImageShape(read, 'file')).toEqual([3, 1, 2]);
  });

  it('that are cut short, or something else, are refused by name', () => {
    expect(() => readIdx(writeIdx(images).subarray(0, 20), 'train')).toThrow(/train.*bytes/s);
    expect(() => readIdx(new TextEncoder().encode('hello, world'), 'train')).toThrow(/train/);
    expect(() => idxImageShape({ shape: [7], values: new Uint8Array(7) }, 'train')).toThrow(/train/);
  });
});

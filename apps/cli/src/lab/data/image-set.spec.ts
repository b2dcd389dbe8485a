import { describe, expect, it } from 'vitest';
import { Random } from '#model';
import { madeImages } from '../testing/made-images.js';
import { excessOf } from './image-folder.js';
import { joinImages, sliceImages } from './image-set.js';

describe('images', () => {
  it('are sliced and joined again without a copy, in order', () => {
    const images = madeImages(9, 3, new Random(1));
    const [first, second] = [sliceImages(images, 2, 5), sliceImages(images, 5, 9)];
    const joined = joinImages(first, second);
    expect(joined).toEqual(sliceImages(images, 2, 9));
    expect(joined.pixels.buffer).toBe(images.pixels.buffer);
    const turned = joinImages(second, first);
    expect(turned.pixels).toEqual(Uint8Array.from([...second.pixels, ...first.pixels]));
  });

  it('of a folder are refused where they do not fit, twice, into memory', () => {
    const million = (side: number, memory: number) => excessOf(1_000_000, 10_000, side, memory * 2 ** 30);
    expect(million(32, 8)).toBeUndefined();
    expect(million(32, 5)).toBe('1,010,000 images of 32 x 32 are 2.9 GiB, needed twice; this machine has 5.0 GiB');
    expect(million(512, 128)).toContain('739.7 GiB');
  });
});

import { describe, expect, it } from 'vitest';
import { Random } from '#model';
import { madeImages } from '../testing/made-images.js';
import { augment, gatherPixels, pixelScale } from './batches.js';

describe('batches', () => {
  const images = madeImages(60, 3, new Random(1));
  const all = Array.from({ length: 60 }, (_, n) => n);

  it('are standardised over the images', () => {
    const x = gatherPixels(images, all, pixelScale(images));
    const mean = x.reduce((a, b) => a + b, 0) / x.length;
    expect(mean).toBeCloseTo(0, 4);
    expect(x.reduce((sum, value) => sum + value * value, 0) / x.length).toBeCloseTo(1, 4);
    expect(gatherPixels(images, [7, 3], pixelScale(images))).toEqual(
      Float32Array.from([...x.subarray(7 * 64, 8 * 64), ...x.subarray(3 * 64, 4 * 64)]),
    );
  });

  it('move: what stays inside is the image, the rest 0', () => {
    const x = Float32Array.from({ length: 64 }, (_, n) => n + 1);
    for (let seed = 1; seed < 9; seed++) {
      const moved = augment(x, [8, 8, 1], 'shift', new Random(seed));
      const [down, right] = [-1, 0, 1]
        .flatMap((d) => [-1, 0, 1].map((r) => [d, r] as const))
        .find(([d, r]) =>
          moved.every((value, at) => {
            const [row, column] = [Math.floor(at / 8) + d, (at % 8) + r];
            const isInside = row >= 0 && row < 8 && column >= 0 && column < 8;
            return value === (isInside ? x[row * 8 + column]! : 0);
          }),
        )!;
      expect(Math.abs(down) + Math.abs(right)).toBeLessThanOrEqual(2);
    }
    expect(augment(x, [8, 8, 1], 'none', new Random(1))).toBe(x);
  });

  it('mirror about half of the images', () => {
    const x = Float32Array.from({ length: 400 * 2 }, (_, n) => n % 2);
    const mirrored = augment(x, [1, 2, 1], 'shift-flip', new Random(2));
    let count = 0;
    for (let n = 0; n < 400; n++) count += mirrored[2 * n] === 1 && mirrored[2 * n + 1] === 0 ? 1 : 0;
    expect(Math.abs(count - 200)).toBeLessThan(50);
  });
});

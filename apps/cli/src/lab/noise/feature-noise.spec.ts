import { describe, expect, it } from 'vitest';
import { Random } from '#model';
import { featureNoise } from './feature-noise.js';
import { noiseLevel } from './label-noise.js';

describe('featureNoise', () => {
  const random = new Random(1);
  const COPIES = 400;
  /** Two kinds of image, both of class 0. */
  const kinds = [0, 1].map(() => Uint8Array.from({ length: 16 }, () => random.below(256)));
  const pixels = Uint8Array.from({ length: 2 * COPIES * 16 }, (_, at) => {
    return kinds[Math.floor(at / 16) % 2]![at % 16]!;
  });
  const images = {
    count: 2 * COPIES,
    shape: [4, 4, 1] as [number, number, number],
    pixels,
    labels: new Int32Array(2 * COPIES),
  };

  it('has the stated level', () => {
    const given = featureNoise(images, 5, 0.4, new Random(2));
    expect(Math.abs(noiseLevel(images.labels, given) - 0.4)).toBeLessThan(0.06);
  });

  it('confuses images that differ with different classes', () => {
    const given = featureNoise(images, 5, 0.9, new Random(2));
    const usual = [0, 1].map((kind) => {
      const counts = [0, 0, 0, 0, 0];
      given.forEach((label, n) => (counts[label]! += n % 2 === kind && label > 0 ? 1 : 0));
      return counts.map((count) => count / counts.reduce((a, b) => a + b, 0));
    });
    const distance = usual[0]!.reduce((sum, p, k) => sum + Math.abs(p - usual[1]![k]!), 0);
    expect(distance).toBeGreaterThan(0.3);
  });
});

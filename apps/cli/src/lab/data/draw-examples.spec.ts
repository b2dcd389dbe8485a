import { describe, expect, it } from 'vitest';
import { Random } from '#model';
import { outlierImages } from '../noise/outliers.js';
import { makeNoise } from '../noise/make-noise.js';
import { madeImages } from '../testing/made-images.js';
import { drawExamples, sizesWithin } from './draw-examples.js';
import { joinImages, takeImages, type Images, type ImageSet } from './image-set.js';

/** Every image says in its first pixels which one it is. */
function numbered(count: number): Images {
  const images = madeImages(count, 3, new Random(1));
  for (let n = 0; n < count; n++) images.pixels.set([n % 256, Math.floor(n / 256)], n * 64);
  return images;
}

const set: ImageSet = {
  name: 'made',
  classes: ['a', 'b', 'c'],
  train: numbered(300),
  test: numbered(50),
  trainingLabels: 'true',
};
const idsOf = ({ pixels, count }: Images) =>
  Array.from({ length: count }, (_, n) => pixels[n * 64]! + 256 * pixels[n * 64 + 1]!);

describe('drawExamples', () => {
  const sizes = { train: 100, validation: 50, clean: 30, test: 20 };

  it('draws disjoint parts with their labels, the same ones for the same seed', () => {
    const drawn = drawExamples(set, sizes, new Random(3));
    const ids = [drawn.train, drawn.validation, drawn.clean].flatMap(idsOf);
    expect([ids.length, new Set(ids).size, new Set(idsOf(drawn.test)).size]).toEqual([180, 180, 20]);
    expect(Array.from(drawn.clean.labels)).toEqual(idsOf(drawn.clean).map((id) => id % 3));
    expect(drawExamples(set, sizes, new Random(3))).toEqual(drawn);
    expect(idsOf(drawExamples(set, sizes, new Random(4)).train)).not.toEqual(idsOf(drawn.train));
  });

  it('allows parts of no images, and shrinks with the set', () => {
    const none = drawExamples(set, { ...sizes, validation: 0, clean: 0 }, new Random(3));
    expect([none.validation.count, none.clean.count]).toEqual([0, 0]);
    expect(sizesWithin(set, { train: 400, validation: 100, clean: 100, test: 90 })).toEqual({
      train: 200,
      validation: 50,
      clean: 50,
      test: 50,
    });
    expect(sizesWithin(set, { train: 90, validation: 10, clean: 0, test: 9 }, true)).toEqual({
      train: 270,
      validation: 30,
      clean: 0,
      test: 50,
    });
    expect(() => drawExamples(set, { ...sizes, train: 400 }, new Random(1))).toThrow(/made.*480/);
  });
});

describe('images', () => {
  it('are joined in order, of one shape only', () => {
    const joined = joinImages(takeImages(set.train, [5, 9]), takeImages(set.train, [7]));
    expect([idsOf(joined), Array.from(joined.labels)]).toEqual([
      [5, 9, 7],
      [2, 0, 1],
    ]);
    expect(() => joinImages(set.train, madeImages(3, 3, new Random(1), 4))).toThrow(/8 x 8 x 1.*4 x 4 x 1/);
  });

  it('of another set come in the shape of this one, with labels that say nothing', () => {
    const others = outlierImages(
      madeImages(300, 2, new Random(5), 12),
      240,
      { shape: [8, 8, 3], classCount: 4 },
      new Random(6),
    );
    expect([others.count, others.pixels.length]).toEqual([240, 240 * 8 * 8 * 3]);
    expect(new Set(others.labels)).toEqual(new Set([0, 1, 2, 3]));
    expect(() => outlierImages(set.test, 51, { shape: [8, 8, 1], classCount: 3 }, new Random(1))).toThrow(/51/);
  });
});

describe('makeNoise', () => {
  it.each(['uniform', 'redrawn', 'pair', 'random', 'feature'] as const)(
    '%s: the matrix is the one of the labels',
    (kind) => {
      const images = { ...madeImages(30, 3, new Random(1)), count: 3_000 };
      const many = takeImages(
        images,
        Array.from({ length: 3_000 }, (_, n) => n % 30),
      );
      const { given, noise } = makeNoise(many, 3, { kind, level: 0.4 }, new Random(2));
      for (let i = 0; i < 3; i++) {
        const counts = [0, 0, 0];
        many.labels.forEach((label, n) => (counts[given[n]!]! += label === i ? 1 : 0));
        counts.forEach((count, j) => expect(Math.abs(count / 1_000 - noise[i]![j]!)).toBeLessThan(0.05));
      }
    },
  );
});

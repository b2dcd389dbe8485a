import { describe, expect, it } from 'vitest';
import { nearestPrototypeScores, prototypeScores } from './prototype-scores.js';

describe('scores of prototypes', () => {
  it('are the mean cosine; a class without prototypes gets the lowest', () => {
    const scores = prototypeScores(Float32Array.of(1, 0, -1), Int32Array.from([0, 0, 1]), 3);
    expect(Array.from(scores)).toEqual([0.5, -1, -1]);
  });

  it('are the cosine of the nearest', () => {
    const similarities = Float32Array.of(0.5, -0.25, -0.5, -1, -0.75, 1);
    const scores = nearestPrototypeScores(similarities, Int32Array.from([0, 0, 2]), 3);
    expect(Array.from(scores)).toEqual([0.5, -0.5, -0.5, -0.75, -0.75, 1]);
  });

  it('are the same for one prototype per class', () => {
    const similarities = Float32Array.of(0.5, -0.25, -0.5, 1);
    const classOf = Int32Array.from([1, 0]);
    expect(nearestPrototypeScores(similarities, classOf, 2)).toEqual(prototypeScores(similarities, classOf, 2));
  });
});

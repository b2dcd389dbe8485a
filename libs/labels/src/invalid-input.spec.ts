import { describe, expect, it } from 'vitest';
import { InvalidInput, cut, didYouMean, nearestName, shorten } from './invalid-input.js';

describe('InvalidInput', () => {
  it('says field, value and what is wrong', () => {
    const error = new InvalidInput('label', 12, 'is not a class of project "mnist" (0 to 9)');
    expect(error.message).toBe('label: 12 is not a class of project "mnist" (0 to 9)');
    expect(error).toMatchObject({ name: 'InvalidInput', field: 'label', value: '12' });
  });

  it('leaves out a value that is missing', () => {
    const error = new InvalidInput('exampleId', undefined, 'is missing');
    expect(error).toMatchObject({ message: 'exampleId: is missing', value: undefined });
  });

  it('shows no more than some 80 characters and never the contents of a collection', () => {
    expect(shorten('x'.repeat(500))).toHaveLength(82);
    expect(shorten([1, 2, 3])).toBe('an array of 3');
    expect(shorten({ secret: 1 })).toBe('an object');
    expect(shorten(new Float32Array(512))).toBe('2048 bytes');
    expect(shorten(null)).toBe('null');
  });

  it('does not cut a character in half', () => {
    expect(cut('🙂'.repeat(50), 80)).toBe(`${'🙂'.repeat(39)}…`);
    expect(cut('short', 80)).toBe('short');
  });
});

describe('nearestName', () => {
  const fields = ['exampleId', 'sourceId', 'label', 'features'];

  it.each([
    ['example_id', 'exampleId'],
    ['exampleid', 'exampleId'],
    ['lable', 'label'],
    ['feature', 'features'],
    ['soruceId', 'sourceId'],
  ])('finds that %s was to be %s', (typed, meant) => expect(nearestName(typed, fields)).toBe(meant));

  it('finds nothing where nothing is near', () => {
    expect(nearestName('metadata', fields)).toBeUndefined();
    expect(didYouMean('metadata', fields)).toBe('');
    expect(didYouMean('lable', fields)).toBe('; did you mean "label"?');
  });

  it('takes no time over a huge name', () => {
    const startMs = performance.now();
    expect(nearestName('x'.repeat(1_000_000), fields)).toBeUndefined();
    expect(performance.now() - startMs).toBeLessThan(500);
  });
});

import { describe, expect, it } from 'vitest';
import { presentLabel } from './project.js';
import { presentProbability } from './present.js';

describe('presentLabel', () => {
  it('writes the index or the name', () => {
    expect(presentLabel({ classes: ['cat', 'dog'], labelsAs: 'name' }, 1)).toBe('dog');
    expect(presentLabel({ classes: ['0', '1'], labelsAs: 'index' }, 1)).toBe(1);
  });
});

describe('presentProbability', () => {
  it('rounds to 6 decimals and stays in [0, 1]', () => {
    expect(presentProbability(1 / 3)).toBe(0.333_333);
    expect(presentProbability(0.999_999_9)).toBe(1);
    expect(presentProbability(1e-9)).toBe(0);
  });
});

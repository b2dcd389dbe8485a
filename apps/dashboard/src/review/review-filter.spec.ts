import { describe, expect, it } from 'vitest';
import type { ExampleFilter } from '../api/example-queries.js';
import { filterIn, filterWords, reviewAddress } from './review-filter.js';

const readAgain = (filter: ExampleFilter) => filterIn(new URL(reviewAddress(filter), 'http://page').searchParams);

describe('what alone is reviewed', () => {
  it.each<[ExampleFilter, string]>([
    [{ sourceId: 'ann & bob/50 %', suspect: true }, 'suspect labels by ann & bob/50 %'],
    [{ label: 'cat', suggestedLabel: 'dog' }, 'dog called cat'],
    [{ label: 'cat', suggestedLabel: 'dog', sourceId: 'ann' }, 'dog called cat by ann'],
    [{ label: 'cat' }, 'called cat'],
    [{ suggestedLabel: 'dog', suspect: false }, 'trusted dog'],
    [{ sourceId: 'ann' }, 'labels by ann'],
  ])('%j comes back from the address, and is "%s"', (filter, words) => {
    expect(readAgain(filter)).toEqual(filter);
    expect(filterWords(filter)).toBe(words);
  });

  it('is all where the address names nothing', () => {
    expect(filterIn(new URLSearchParams('pair=x&label='))).toBeUndefined();
  });
});

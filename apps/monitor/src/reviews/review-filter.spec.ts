import { describe, expect, it } from 'vitest';
import { projectFrom } from '#labels';
import { filterInBody, wantedReviews } from './review-filter.js';

const project = projectFrom({ id: 'pets', classes: ['cat', 'dog'] }, 0);

describe('what is wanted of the queue', () => {
  it('is both lanes, or one', () => {
    expect(wantedReviews(undefined, {})).toEqual({ lane: undefined, filter: {} });
    expect(wantedReviews('sampled', {})).toEqual({ lane: 'sampled', filter: {} });
  });

  it('is of the targeted lane where a filter chooses, and never of the sample', () => {
    for (const lane of [undefined, 'targeted'] as const) {
      expect(wantedReviews(lane, { suspect: false })).toEqual({ lane: 'targeted', filter: { suspect: false } });
    }
    expect(() => wantedReviews('sampled', { label: 0 })).toThrow(/^lane: "sampled" takes no filter/);
  });

  it('is written with classes by index or name, and null for nothing', () => {
    const body = { sourceId: 'ann', suspect: false, label: 0, suggestedLabel: 'dog', reviewer: 'bob' };
    expect(filterInBody(body, project)).toEqual({ sourceId: 'ann', suspect: false, label: 0, suggested: 1 });
    expect(filterInBody({ sourceId: null, suspect: null, label: null }, project)).toEqual({});
  });

  it.each([
    [{ sourceId: '' }, /^sourceId: is missing/],
    [{ sourceId: 7 }, /^sourceId: 7 is not a string/],
    [{ suspect: 'true' }, /^suspect: "true" is not true or false/],
    [{ label: 2 }, /^label: 2 is not a class of project "pets"/],
    [{ suggestedLabel: 'cow' }, /^suggestedLabel: "cow" is not a class of project "pets"/],
    [{ suggestedLabel: ['cat'] }, /^suggestedLabel: .* is neither a class index/],
  ])('is refused: %j', (body, says) => {
    expect(() => filterInBody(body, project)).toThrow(says);
  });
});

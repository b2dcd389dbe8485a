import { describe, expect, it } from 'vitest';
import { ListQuery } from './query.js';

describe('the parameters of a list', () => {
  it('have defaults', () => {
    const query = new ListQuery({}, ['suspect']);
    expect([query.limit, query.cursor, query.flag('suspect')]).toEqual([100, undefined, undefined]);
  });

  it('are read', () => {
    const query = new ListQuery({ limit: '7', cursor: 'abc', suspect: 'false', sourceId: 'w 1' }, [
      'suspect',
      'sourceId',
    ]);
    expect([query.limit, query.cursor, query.flag('suspect'), query.text('sourceId')]).toEqual([
      7,
      'abc',
      false,
      'w 1',
    ]);
  });

  it.each([
    [{ limit: '0' }, /^limit: "0" is not a whole number from 1 to 1000$/],
    [{ limit: '1e2' }, /^limit: "1e2"/],
    [{ limit: ['1', '2'] }, /^limit: an array of 2 is given more than once$/],
    [{ limit: { $gt: '' } }, /^limit: an object/],
    [{ cusror: 'a' }, /^cusror: is not a parameter of this list; did you mean "cursor"\?$/],
  ])('are refused: %j', (query, says) => {
    expect(() => new ListQuery(query)).toThrow(says);
  });

  it('are refused when a flag is neither true nor false', () => {
    expect(() => new ListQuery({ suspect: 'yes' }, ['suspect']).flag('suspect')).toThrow(/^suspect: "yes" is not true/);
  });

  it('are one of a few words, or a share', () => {
    const query = new ListQuery({ order: 'desc', min: '.25' }, ['order', 'min', 'max']);
    expect([query.choice('order', ['asc', 'desc']), query.choice('max', ['asc'])]).toEqual(['desc', undefined]);
    expect([query.share('min'), query.share('max')]).toEqual([0.25, undefined]);
    expect(() => query.choice('order', ['asc', 'up'])).toThrow(/^order: "desc" is not one of asc, up/);
  });

  it.each(['1.1', '-1', '1e-1', 'x', '.'])('are no share when they are %s', (min) => {
    expect(() => new ListQuery({ min }, ['min']).share('min')).toThrow(/^min: .* is not a number from 0 to 1$/);
  });
});

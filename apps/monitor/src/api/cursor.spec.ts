import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { InvalidInput } from '#labels';
import { decodeCursor, encodeCursor } from './cursor.js';

describe('cursors', () => {
  const place = z.object({ partition: z.number(), cursor: z.string() });

  it('come back as they went, and fit into a URL', () => {
    const text = encodeCursor('examples', { partition: 3, cursor: 'ü/+?&' });
    expect(text).toMatch(/^[A-Za-z0-9_-]+$/);
    expect(decodeCursor('examples', text, place)).toEqual({ partition: 3, cursor: 'ü/+?&' });
  });

  it.each(['', 'abc', '%%%', encodeCursor('sources', { partition: 3, cursor: '' }), encodeCursor('examples', 7)])(
    'are refused when they are not of this list: %s',
    (text) => {
      expect(() => decodeCursor('examples', text, place)).toThrow(InvalidInput);
      expect(() => decodeCursor('examples', text, place)).toThrow(/^cursor: .* is not a cursor of this list$/);
    },
  );
});

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ReviewHeap } from './review-heap.js';

const anyMove = fc.record({ id: fc.stringMatching(/^[a-h]$/), key: fc.option(fc.nat(5), { nil: undefined }) });

describe('a heap of ids', () => {
  it('has the smallest first, however ids were moved and removed', () => {
    fc.assert(
      fc.property(fc.array(anyMove, { maxLength: 80 }), (moves) => {
        const heap = new ReviewHeap();
        const plain = new Map<string, number>();
        for (const { id, key } of moves) {
          if (key === undefined) heap.delete(id);
          else heap.set(id, key);
          if (key === undefined) plain.delete(id);
          else plain.set(id, key);
          const [first] = [...plain].sort((a, b) => a[1] - b[1] || (a[0] < b[0] ? -1 : 1));
          expect(heap.first).toEqual(first && { id: first[0], key: first[1] });
          expect(heap.size).toBe(plain.size);
        }
        const drained: [string, number][] = [];
        for (let first = heap.first; first; first = heap.first) {
          drained.push([first.id, first.key]);
          heap.delete(first.id);
        }
        expect(drained).toEqual([...plain].sort((a, b) => a[1] - b[1] || (a[0] < b[0] ? -1 : 1)));
      }),
      { numRuns: 500 },
    );
  });
});

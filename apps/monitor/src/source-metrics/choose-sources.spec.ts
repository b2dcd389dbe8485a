import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chooseSources } from './choose-sources.js';

const source = (id: string, labels: number, alarms = 0) => ({
  id,
  labels,
  alarms: Array.from({ length: alarms }, () => ({}) as never),
});

describe('the sources with series of their own', () => {
  it('are the riskiest in alarm and the busiest of the others', () => {
    const all = [
      source('a', 1, 1),
      source('b', 9, 2),
      source('c', 5, 1),
      source('d', 3),
      source('e', 8),
      source('f', 5),
    ];
    expect(chooseSources(all, 2).map(({ id }) => id)).toEqual(['a', 'b', 'e', 'f']);
    expect(chooseSources(all, 0)).toEqual([]);
  });

  it('are as many as there may be, and nobody left out has more labels', () => {
    const some = fc.array(fc.tuple(fc.nat(50), fc.nat(1)), { maxLength: 60 });
    fc.assert(
      fc.property(some, fc.nat(12), (drawn, limit) => {
        const all = drawn.map(([labels, alarms], n) => source(String(n), labels, alarms));
        const chosen = chooseSources(all, limit);
        const calm = all.filter(({ alarms, labels }) => alarms.length === 0 && labels > 0);
        const taken = chosen.filter(({ alarms }) => alarms.length === 0);
        expect(chosen.length - taken.length).toBe(Math.min(limit, drawn.filter(([, alarms]) => alarms > 0).length));
        expect(taken.length).toBe(Math.min(limit, calm.length));
        const most = calm.map(({ labels }) => labels).sort((a, b) => b - a);
        expect(taken.map(({ labels }) => labels)).toEqual(most.slice(0, limit));
      }),
    );
  });
});

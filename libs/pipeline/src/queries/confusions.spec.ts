import { describe, expect, it } from 'vitest';
import { NoiseCounts, UNITS_PER_LABEL } from '#noise';
import { confusionsOf, errorCells, isEverybodys } from './confusions.js';

function countsOf(cells: [trueClass: number, given: number, labels: number][]): NoiseCounts {
  const counts = new NoiseCounts();
  for (const [trueClass, given, labels] of cells) counts.add(trueClass, given, labels * UNITS_PER_LABEL);
  return counts;
}

const own = {
  ann: countsOf([[0, 0, 8], [0, 1, 2], [1, 0, 0.5]]), // prettier-ignore
  bob: countsOf([[0, 0, 6], [0, 1, 4], [1, 2, 3]]), // prettier-ignore
};
const pooled = new NoiseCounts();
for (const counts of Object.values(own)) pooled.merge(counts);
const sources = Object.entries(own).map(([sourceId, counts]) => ({ sourceId, errors: errorCells(counts) }));

describe('confusions', () => {
  it('are what is called something else at least once, most counted first, with who is behind them', () => {
    expect(confusionsOf(pooled, sources, 10)).toEqual([
      { trueClass: 0, given: 1, count: 6, sources: 2, top: { sourceId: 'bob', count: 4 } },
      { trueClass: 1, given: 2, count: 3, sources: 1, top: { sourceId: 'bob', count: 3 } },
    ]);
    expect(confusionsOf(pooled, sources, 1)).toHaveLength(1);
  });

  it("are nobody's fault when the rate without the top source is about the same", () => {
    const confusion = (count: number, top: number) => ({ trueClass: 0, given: 1, count, sources: 5, top: { sourceId: 'a', count: top } }); // prettier-ignore
    // Half of the labels and half of the confusions are the top source's: the others confuse as often.
    expect(isEverybodys(confusion(20, 10), 200, 100)).toBe(true);
    // A twentieth of the labels and half of the confusions.
    expect(isEverybodys(confusion(20, 10), 200, 10)).toBe(false);
    expect(isEverybodys({ ...confusion(20, 10), sources: 1 }, 200, 100)).toBe(false);
    expect(isEverybodys(confusion(20, 20), 200, 200)).toBe(false);
  });
});

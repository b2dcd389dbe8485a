import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  byRisk,
  comparePlaces,
  placeOf,
  sortDirections,
  sourceSorts,
  type SourceOrder,
  type SourceSort,
} from './source-order.js';
import type { SourceSummary } from './source-risk.js';

const summary = (sourceId: string, of: Partial<SourceSummary> = {}) =>
  ({ sourceId, labels: 10, accuracy: 0.8, alarms: [], lastMs: 5, ...of }) as unknown as SourceSummary;
type Alarm = SourceSummary['alarms'][number];
const alarm = { kind: 'accuracy', evidence: 'gold' } as unknown as Alarm;

const sorted = (sources: SourceSummary[], order: SourceOrder) =>
  sources.toSorted((a, b) => comparePlaces(placeOf(a, order), placeOf(b, order), order)).map((s) => s.sourceId);

describe('the order of sources', () => {
  it('by risk is alarms first, then the least accurate, then who has no label left', () => {
    const sources = [
      summary('idle', { labels: 0, accuracy: 0.1 }),
      summary('good', { accuracy: 0.9 }),
      summary('bad', { accuracy: 0.3 }),
      summary('c', { alarms: [alarm] }),
      summary('b', { alarms: [alarm] }),
    ];
    expect(sorted(sources, byRisk)).toEqual(['b', 'c', 'bad', 'good', 'idle']);
  });

  it.each([
    ['accuracy', 'asc', ['b', 'a', 'c']],
    ['accuracy', 'desc', ['c', 'a', 'b']],
    ['labels', 'desc', ['a', 'b', 'c']],
    ['sourceId', 'desc', ['c', 'b', 'a']],
    ['trend', 'asc', ['c', 'a', 'b']],
    ['trend', 'desc', ['a', 'c', 'b']],
    ['lastAt', 'asc', ['c', 'b', 'a']],
  ] as const)('by %s, %s: who has none comes last, who is alike by id', (sort, direction, ids) => {
    const sources = [
      summary('c', { accuracy: 0.9, trend: -0.2, lastMs: 1 }),
      summary('b', { accuracy: 0.7, lastMs: 2 }),
      summary('a', { accuracy: 0.8, trend: 0.1, lastMs: 3 }),
    ];
    expect(sorted(sources, { sort, direction })).toEqual(ids);
  });

  it('is one order whatever is compared: of two sources one comes first', () => {
    const source = fc
      .record({
        sourceId: fc.string({ maxLength: 2 }),
        labels: fc.nat(2),
        accuracy: fc.nat(2),
        trend: fc.option(fc.nat(2), { nil: undefined }),
        lastMs: fc.nat(2),
        alarms: fc.constantFrom<Alarm[]>([], [alarm]),
      })
      .map(({ sourceId, ...of }) => summary(sourceId, of));
    fc.assert(
      fc.property(
        source,
        source,
        source,
        fc.constantFrom<SourceSort>(...sourceSorts),
        fc.constantFrom(...sortDirections),
        (a, b, c, sort, direction) => {
          const order = { sort, direction };
          const compare = (x: SourceSummary, y: SourceSummary) =>
            Math.sign(comparePlaces(placeOf(x, order), placeOf(y, order), order));
          expect(compare(a, b) === -compare(b, a)).toBe(true);
          if (compare(a, b) === 0) expect(a.sourceId).toBe(b.sourceId);
          if (compare(a, b) < 0 && compare(b, c) < 0) expect(compare(a, c)).toBe(-1);
        },
      ),
    );
  });
});

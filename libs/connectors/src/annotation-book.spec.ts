import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eventsOfBook, takeReading, type AnnotationBook } from './annotation-book.js';
import type { EventJson } from './annotation-events.js';
import { emptyReading, type Annotation } from './connector.js';

/** A log that is told what readings give, and the labels and the gold that stand after it. */
class Told {
  readonly book: AnnotationBook = { examples: new Map(), books: new Map() };
  readonly events: EventJson[] = [];
  readonly labels = new Map<string, unknown>();
  gold: unknown;

  take(said: Partial<Annotation>[], deleted: string[] = []) {
    const annotations = said.map((one) => ({ id: 'a', versionMs: 1, exampleId: 'e', sourceId: 's', ...one }));
    const { touched, skipped } = takeReading(this.book, { ...emptyReading(), annotations, deleted });
    for (const [exampleId, ids] of touched) {
      for (const event of eventsOfBook(exampleId, this.book.books.get(exampleId)!, ids, new Map())) this.tell(event);
    }
    return skipped.map(({ why }) => why);
  }

  private tell(event: EventJson): void {
    this.events.push(event);
    const key = `${event['exampleId']}/${event['sourceId']}`;
    if (event['kind'] === 'gold') this.gold = event['label'];
    else if (event['kind'] === 'retract') this.labels.delete(key);
    else this.labels.set(key, event['label']);
  }
}

const cat = { label: 'cat' };
const dog = { label: 'dog', versionMs: 2 };

describe('the book of annotations', () => {
  it('tells a label, its replacement, and that it is gone', () => {
    const told = new Told();
    told.take([cat]);
    expect(told.labels).toEqual(new Map([['e/s', 'cat']]));
    told.take([dog]);
    expect(told.labels).toEqual(new Map([['e/s', 'dog']]));
    told.take([], ['a']);
    expect(told.labels).toEqual(new Map());
    expect(told.events.at(-1)).toEqual({ kind: 'retract', exampleId: 'e', sourceId: 's' });
  });

  it('keeps the later version, whatever comes last', () => {
    const told = new Told();
    told.take([dog]);
    expect(told.take([cat])).toEqual(['a later version of it is known']);
    expect(told.labels.get('e/s')).toBe('dog');
  });

  it('keeps what is deleted deleted, also when it is deleted before it is made', () => {
    const told = new Told();
    expect(told.take([], ['a'])).toEqual([expect.stringMatching(/is not known here/)]);
    expect(told.take([cat])).toEqual(['it was deleted']);
    told.take([{ ...cat, id: 'b' }]);
    told.take([], ['b']);
    expect(told.take([{ ...dog, id: 'b' }])).toEqual(['it was deleted']);
    expect(told.labels).toEqual(new Map());
  });

  it("a deletion that comes again leaves the same person's next annotation", () => {
    const told = new Told();
    told.take([cat]);
    told.take([], ['a']);
    told.take([{ ...dog, id: 'b' }]);
    told.take([], ['a']);
    expect(told.labels.get('e/s')).toBe('dog');
  });

  it('of two annotations of one person the later speaks, and the other when that is gone', () => {
    const told = new Told();
    told.take([cat, { ...dog, id: 'b' }]);
    expect(told.labels.get('e/s')).toBe('dog');
    told.take([], ['b']);
    expect(told.labels.get('e/s')).toBe('cat');
  });

  it('takes back what an answer of no class replaces, and tells nothing of one that replaced nothing', () => {
    const told = new Told();
    told.take([{ id: 'x', sourceId: 't' }]);
    expect(told.events).toEqual([]);
    told.take([cat]);
    told.take([{ versionMs: 2 }]);
    expect(told.labels).toEqual(new Map());
  });

  it('moves a label with its annotation, to another person or another example', () => {
    const told = new Told();
    told.take([cat]);
    told.take([{ ...cat, versionMs: 2, sourceId: 't' }]);
    expect(told.labels).toEqual(new Map([['e/t', 'cat']]));
    told.take([{ ...cat, versionMs: 3, sourceId: 't', exampleId: 'f' }]);
    expect(told.labels).toEqual(new Map([['f/t', 'cat']]));
  });

  it('tells the latest gold, when an annotation with gold is spoken of', () => {
    const told = new Told();
    const gold = (label: string) => ({ gold: { label, origin: 'targeted' as const } });
    told.take([{ ...dog, ...gold('dog'), id: 'b' }]);
    told.take([{ ...cat, ...gold('cat') }]);
    expect(told.gold).toBe('dog');
    const before = told.events.length;
    told.take([{ ...cat, id: 'c', sourceId: 't' }]);
    expect(told.events).toHaveLength(before + 1);
  });

  it('ends the same in any order, and however often each comes', () => {
    const version = fc.record({
      id: fc.constantFrom('a', 'b', 'c'),
      sourceId: fc.constantFrom('s', 't'),
      label: fc.option(fc.constantFrom('cat', 'dog'), { nil: undefined }),
    });
    const history = fc.array(fc.oneof(version, fc.constantFrom('a', 'b', 'c')), { maxLength: 8 });
    // A time belongs to one version: what two payloads say of one annotation and one time is the same.
    const inOrder = history.map((all) =>
      all.map((one, n) => (typeof one === 'string' ? one : { ...one, versionMs: n })),
    );
    const shuffled = inOrder.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray([...all, ...all], { minLength: all.length * 2 })),
    );
    fc.assert(
      fc.property(shuffled, ([all, some]) => {
        expect(told(some).labels).toEqual(told(all).labels);
      }),
      { numRuns: 500 },
    );
  });
});

function told(history: (string | (Partial<Annotation> & { label: string | undefined }))[]): Told {
  const log = new Told();
  for (const one of history) {
    if (typeof one === 'string') log.take([], [one]);
    else log.take([definedOf(one)]);
  }
  return log;
}

function definedOf({ label, ...rest }: Partial<Annotation> & { label: string | undefined }): Partial<Annotation> {
  return { ...rest, ...(label !== undefined && { label }) };
}

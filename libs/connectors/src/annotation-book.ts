import { goldEvent, labelEvent, retractEvent, type EventJson } from './annotation-events.js';
import type { Annotation, Reading, Skipped } from './connector.js';

/** What is known of one annotation: its latest version. */
interface Entry {
  sourceId: string;
  versionMs: number;
  label?: number | string;
  gold?: Annotation['gold'];
  atMs?: number;
  durationMs?: number;
  /** Who ever had a label by it: when it is theirs no more, that label is to be taken back. */
  labeledBy: string[];
  deleted?: boolean;
}

/** The annotations of one example, by id. */
export type ExampleBook = Record<string, Entry>;

/** What the ledger keeps of a platform's annotations, as far as a reading touches it. Changed in place. */
export interface AnnotationBook {
  /** The example of each annotation, by its id; null: it was deleted before it was seen. */
  examples: Map<string, string | null>;
  /** By example. */
  books: Map<string, ExampleBook>;
}

/** Which annotations of which example a reading spoke of. */
export type Touched = Map<string, Set<string>>;

/**
 * Takes a reading into the book: of each annotation the latest version, and none of what is deleted. What is there
 * afterwards depends neither on the order of the readings nor on how often each came.
 */
export function takeReading(book: AnnotationBook, reading: Reading): { touched: Touched; skipped: Skipped[] } {
  const touched: Touched = new Map();
  const skipped: Skipped[] = [];
  for (const annotation of reading.annotations) {
    const why = takeAnnotation(book, annotation as Identified, touched);
    if (why !== undefined) skipped.push({ what: `annotation ${annotation.id} of ${annotation.exampleId}`, why });
  }
  for (const id of reading.deleted) {
    if (!takeDeletion(book, id, touched)) {
      skipped.push({
        what: `annotation ${id}`,
        why: 'it was deleted, and is not known here: it gave no label by this way',
      });
    }
  }
  return { touched, skipped };
}

type Identified = Annotation & { id: string };

function takeAnnotation(book: AnnotationBook, annotation: Identified, touched: Touched): string | undefined {
  const { id, exampleId } = annotation;
  const before = book.examples.get(id);
  if (before === null) return 'it was deleted';
  if (before !== undefined && before !== exampleId) takeDeletion(book, id, touched);
  book.examples.set(id, exampleId);
  touch(touched, exampleId, id);
  const entries = book.books.get(exampleId) ?? {};
  const known = before === exampleId ? entries[id] : undefined;
  if (known?.deleted) return 'it was deleted';
  if (known && known.versionMs > annotation.versionMs) return 'a later version of it is known';
  book.books.set(exampleId, { ...entries, [id]: entryOf(annotation, known) });
  return undefined;
}

function takeDeletion(book: AnnotationBook, id: string, touched: Touched): boolean {
  const exampleId = book.examples.get(id);
  const entries = exampleId == null ? undefined : book.books.get(exampleId);
  const known = entries?.[id];
  if (exampleId == null || !entries || !known) {
    book.examples.set(id, null);
    return false;
  }
  touch(touched, exampleId, id);
  book.books.set(exampleId, { ...entries, [id]: { ...known, deleted: true } });
  return true;
}

function touch(touched: Touched, exampleId: string, id: string): void {
  touched.set(exampleId, (touched.get(exampleId) ?? new Set()).add(id));
}

function entryOf({ sourceId, versionMs, label, gold, atMs, durationMs }: Identified, known: Entry | undefined): Entry {
  const labeledBy = new Set(known?.labeledBy);
  if (label !== undefined) labeledBy.add(sourceId);
  return {
    sourceId,
    versionMs,
    ...(label !== undefined && { label }),
    ...(gold !== undefined && { gold }),
    ...(atMs !== undefined && { atMs }),
    ...(durationMs !== undefined && { durationMs }),
    labeledBy: [...labeledBy],
  };
}

/**
 * What the example is to be told: of every source whose annotations were touched its label as it is now, the latest of
 * them, or that it has none any more; and the latest gold. To say it again changes nothing.
 *
 * @param texts what annotators saw, by annotation
 */
export function eventsOfBook(
  exampleId: string,
  entries: ExampleBook,
  touched: Set<string>,
  texts: ReadonlyMap<string, string>,
): EventJson[] {
  const live = Object.entries(entries).filter(([, { deleted }]) => !deleted);
  const sources = new Set([...touched].flatMap((id) => entries[id]?.labeledBy ?? []));
  const events = [...sources].map((sourceId) => {
    const latest = latestOf(live, (entry) => entry.sourceId === sourceId && entry.label !== undefined);
    if (!latest) return retractEvent({ exampleId, sourceId });
    const [id, entry] = latest;
    const text = texts.get(id);
    return labelEvent({ ...entry, exampleId, ...(text !== undefined && { text }) }, entry.label!);
  });
  const isGold = (entry: Entry) => entry.gold !== undefined;
  const gold = live.some(([id, entry]) => touched.has(id) && isGold(entry)) ? latestOf(live, isGold) : undefined;
  return gold ? [...events, goldEvent({ ...gold[1], exampleId }, gold[1].gold!)] : events;
}

/** Of those of the same time, the one with the greater id, so that the choice is always the same. */
function latestOf(live: [string, Entry][], fits: (entry: Entry) => boolean): [string, Entry] | undefined {
  const order = ([id, { versionMs }]: [string, Entry], [otherId, other]: [string, Entry]) =>
    versionMs - other.versionMs || (id < otherId ? -1 : 1);
  return live
    .filter(([, entry]) => fits(entry))
    .sort(order)
    .at(-1);
}

import { Inject, Injectable } from '@nestjs/common';
import {
  eventsOfBook,
  takeReading,
  type AnnotationBook,
  type EventJson,
  type ExampleBook,
  type Reading,
  type Skipped,
  type Touched,
} from '#connectors';
import type { StateWrite } from '#ledger';
import type { Service } from '#pipeline';
import { SERVICE } from '../service/tokens.js';

/** One for all projects, written by any process: each commit is conditional on all that was read for it. */
const SCOPE = 'connectors';
const groups = {
  /** The example of an annotation, by its id; null: deleted before it was seen. */
  annotations: (project: string) => `annotation/${project}`,
  /** The annotations of an example. */
  books: (project: string) => `example/${project}`,
};

/**
 * The annotations of labeling platforms, in the ledger: which example and whose label each is, so that a deletion, which
 * tells an id only, finds them, and that what comes twice or late does no harm.
 */
@Injectable()
export class AnnotationLedger {
  constructor(@Inject(SERVICE) private readonly service: Service) {}

  /** Durable when resolved. */
  async take(project: string, reading: Reading): Promise<{ touched: Touched; skipped: Skipped[] }> {
    for (;;) {
      const { position } = await this.service.ledger.head(SCOPE);
      const book = await this.read(project, reading);
      const before = statesOf(project, book);
      const taken = takeReading(book, reading);
      const states = changed(before, statesOf(project, book));
      if (states.length === 0) return taken;
      const commit = { expectedPosition: position, position: position + 1, states, outputs: [] };
      if ((await this.service.ledger.commit(SCOPE, commit)).committed) return taken;
    }
  }

  /** What stands now for the annotations of `touched`. @param texts what annotators saw, by annotation */
  async eventsOf(project: string, touched: Touched, texts: ReadonlyMap<string, string>): Promise<EventJson[]> {
    const books = await this.load<ExampleBook>(groups.books(project), [...touched.keys()]);
    return [...touched].flatMap(([exampleId, ids]) => eventsOfBook(exampleId, books.get(exampleId) ?? {}, ids, texts));
  }

  /** As far as `reading` speaks of it. */
  private async read(project: string, { annotations, deleted }: Reading): Promise<AnnotationBook> {
    const ids = [...annotations.map(({ id }) => id!), ...deleted];
    const examples = await this.load<string | null>(groups.annotations(project), ids);
    const known = [...examples.values()].filter((exampleId) => exampleId !== null);
    const named = annotations.map(({ exampleId }) => exampleId);
    return { examples, books: await this.load<ExampleBook>(groups.books(project), [...known, ...named]) };
  }

  private async load<T>(group: string, names: string[]): Promise<Map<string, T>> {
    const ids = [...new Set(names)];
    const values = await this.service.ledger.load(
      SCOPE,
      ids.map((id) => ({ group, id })),
    );
    const found = ids.map((id, index) => [id, values[index]] as const).filter(([, value]) => value !== undefined);
    return new Map(found.map(([id, value]) => [id, JSON.parse(Buffer.from(value!).toString('utf8')) as T]));
  }
}

/** What is kept of a book, by group and id. */
function statesOf(
  project: string,
  { examples, books }: AnnotationBook,
): Map<string, { group: string; id: string; json: string }> {
  const all = [
    ...[...examples].map(([id, value]) => ({ group: groups.annotations(project), id, json: JSON.stringify(value) })),
    ...[...books].map(([id, value]) => ({ group: groups.books(project), id, json: JSON.stringify(value) })),
  ];
  return new Map(all.map((state) => [`${state.group}\0${state.id}`, state]));
}

function changed(before: ReturnType<typeof statesOf>, after: ReturnType<typeof statesOf>): StateWrite[] {
  const different = [...after].filter(([key, { json }]) => before.get(key)?.json !== json);
  return different.map(([, { group, id, json }]) => ({ group, id, value: Buffer.from(json) }));
}

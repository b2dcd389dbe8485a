import type { Ledger } from '#ledger';
import type { Project } from '#labels';
import { scopeOf } from '#runner';
import type { Log } from '#stream';
import { groups } from '../addresses.js';
import { exampleFits, isEmptyFilter, judgedExample, type ExampleFilter, type JudgedExample } from './judged-example.js';
import { Turns } from './turns.js';

/** Where a listing stands: a partition of JUDGE and the ledger's own cursor in it. */
export interface ExamplesPlace {
  partition: number;
  cursor?: string;
}

export interface ExamplesPage {
  examples: JudgedExample[];
  /** Absent on the last page. */
  next?: ExamplesPlace;
}

interface Parts {
  ledger: Ledger;
  log: Log;
}

const start: ExamplesPlace = { partition: 0 };
/** Examples that one page of a filtered list looks at, at most, and how often it asks for some. */
const MAX_LOOKED_AT = 2_000;
const MAX_ASKED = 50;

/**
 * One page over all partitions, in the ledger's order. Without a filter it is never empty but at the end. With one it looks at
 * 2,000 examples at most: it may be short or empty and still have a next.
 */
export async function listExamples(
  parts: Parts,
  project: Project,
  filter: ExampleFilter,
  from: ExamplesPlace,
  limit: number,
): Promise<ExamplesPage> {
  const examples: JudgedExample[] = [];
  const isAll = isEmptyFilter(filter);
  let next: ExamplesPlace | undefined = from;
  for (let asked = 0, lookedAt = 0; next; asked++) {
    const missing = limit - examples.length;
    // So that a page that is nearly full does not ask for one example after the other.
    const isFull = isAll ? missing <= 0 : missing < limit / 4;
    if (isFull || (!isAll && (lookedAt >= MAX_LOOKED_AT || asked >= MAX_ASKED))) break;
    const page: ExamplesPage & { read: number } = await readExamples(parts, project, filter, next, missing);
    examples.push(...page.examples);
    lookedAt += page.read;
    next = page.next;
  }
  return next ? { examples, next } : { examples };
}

/** Examples read at a time where all of them are. */
const SCAN_PAGE = 500;

/** Every example that fits, in the ledger's order, as many at a time as are read at a time; one may come twice while labels come. */
export async function* scanExamples(
  parts: Parts,
  project: Project,
  filter: ExampleFilter,
): AsyncGenerator<JudgedExample[]> {
  for (let place: ExamplesPlace | undefined = start; place;) {
    const page: ExamplesPage = await readExamples(parts, project, filter, place, SCAN_PAGE);
    if (page.examples.length > 0) yield page.examples;
    place = page.next;
  }
}

/** One page of the ledger, the event loop given its turns. */
async function readExamples(
  { ledger, log }: Parts,
  project: Project,
  filter: ExampleFilter,
  { partition, cursor }: ExamplesPlace,
  limit: number,
): Promise<ExamplesPage & { read: number }> {
  const options = { limit, ...(cursor !== undefined && { cursor }) };
  const page = await ledger.list(scopeOf('judge', partition), groups.examples(project.id), options);
  const examples: JudgedExample[] = [];
  const turns = new Turns();
  for (const { id, value } of page.entries) {
    const example = judgedExample(id, value, project);
    if (exampleFits(example, filter)) examples.push(example);
    await turns.pause();
  }
  const after = page.cursor === undefined ? { partition: partition + 1 } : { partition, cursor: page.cursor };
  const read = page.entries.length;
  return after.partition < log.partitions('events') ? { examples, read, next: after } : { examples, read };
}

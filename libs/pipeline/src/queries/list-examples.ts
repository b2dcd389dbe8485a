import { decodeExampleState } from '#judge';
import type { Ledger } from '#ledger';
import type { Project } from '#labels';
import { mostProbable, probabilityIn } from '#noise';
import { scopeOf } from '#runner';
import type { Log } from '#stream';
import { groups } from '../addresses.js';

export interface ExampleSummary {
  exampleId: string;
  /** Class index; absent while the example has no label. */
  suggested?: number;
  /** Quality of its worst label; absent while it has none. */
  lowestQuality?: number;
  labels: number;
  gold?: number;
  modelVersion: number;
}

/** Where a listing stands: a partition of JUDGE and the ledger's own cursor in it. */
export interface ExamplesPlace {
  partition: number;
  cursor?: string;
}

/** One page over all partitions, in the ledger's order; `next` is absent on the last. Never empty but at the end. */
export async function listExamples(
  { ledger, log }: { ledger: Ledger; log: Log },
  project: Project,
  from: ExamplesPlace,
  limit: number,
): Promise<{ examples: ExampleSummary[]; next?: ExamplesPlace }> {
  const examples: ExampleSummary[] = [];
  let place: ExamplesPlace = from;
  while (place.partition < log.partitions('events')) {
    const options = { limit: limit - examples.length, ...(place.cursor !== undefined && { cursor: place.cursor }) };
    const page = await ledger.list(scopeOf('judge', place.partition), groups.examples(project.id), options);
    examples.push(...page.entries.map(({ id, value }) => summarise(id, value, project.classes.length)));
    place = page.cursor === undefined ? { partition: place.partition + 1 } : { ...place, cursor: page.cursor };
    if (examples.length >= limit) break;
  }
  return place.partition < log.partitions('events') ? { examples, next: place } : { examples };
}

function summarise(exampleId: string, bytes: Uint8Array, classCount: number): ExampleSummary {
  const { labels, mass, told = mass, gold, modelVersion } = decodeExampleState(bytes);
  const summary: ExampleSummary = { exampleId, labels: labels.length, modelVersion };
  if (gold) summary.gold = gold.label;
  if (!told) return summary;
  summary.suggested = mostProbable(told).label;
  summary.lowestQuality = Math.min(...labels.map((label) => probabilityIn(told, label.given, classCount)));
  return summary;
}

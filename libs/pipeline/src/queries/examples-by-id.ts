import { exampleKey, type Project } from '#labels';
import type { Ledger } from '#ledger';
import { scopeOf } from '#runner';
import type { Log } from '#stream';
import { groups } from '../addresses.js';
import { groupBy } from '../group-by.js';
import { judgedExample, type JudgedExample } from './judged-example.js';
import { Turns } from './turns.js';

interface Parts {
  ledger: Ledger;
  log: Log;
}

/** What JUDGE keeps in one group of these examples, by id; of which it keeps nothing is left out. */
export async function loadByExample(
  { ledger, log }: Parts,
  project: string,
  group: string,
  exampleIds: readonly string[],
): Promise<Map<string, Uint8Array>> {
  const kept = new Map<string, Uint8Array>();
  const byPartition = groupBy([...new Set(exampleIds)], (exampleId) =>
    log.partitionOf('events', exampleKey({ project, exampleId })),
  );
  for (const [partition, ids] of byPartition) {
    const values = await ledger.load(
      scopeOf('judge', partition),
      ids.map((id) => ({ group, id })),
    );
    values.forEach((value, n) => value && kept.set(ids[n]!, value));
  }
  return kept;
}

/** These examples as JUDGE last committed them, by id; the event loop gets its turns. */
export async function readExamplesById(
  parts: Parts,
  project: Project,
  exampleIds: readonly string[],
): Promise<Map<string, JudgedExample>> {
  const states = await loadByExample(parts, project.id, groups.examples(project.id), exampleIds);
  const examples = new Map<string, JudgedExample>();
  const turns = new Turns();
  for (const [id, bytes] of states) {
    examples.set(id, judgedExample(id, bytes, project));
    await turns.pause();
  }
  return examples;
}

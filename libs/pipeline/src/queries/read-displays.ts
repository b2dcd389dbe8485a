import {
  displayUrl,
  exampleKey,
  featureLength,
  keptKind,
  maxTextBytes,
  pixelShape,
  type PixelShape,
  type Project,
} from '#labels';
import type { Ledger } from '#ledger';
import { scopeOf } from '#runner';
import type { Log } from '#stream';
import { groups } from '../addresses.js';
import { groupBy } from '../group-by.js';

/** What people are shown of an example. */
export type ExampleDisplay =
  | { kind: 'image'; shape: PixelShape; pixels: Uint8Array }
  | { kind: 'url'; url: string }
  | { kind: 'text'; text: string };

/** Of displays that are read at a time. */
const MAX_BYTES = 8 * 2 ** 20;

/** How many examples may be shown in one answer. */
export function displaysPerAnswer(project: Project): number {
  const kind = keptKind(project);
  const bytes = kind === 'image' ? featureLength(project) : maxTextBytes;
  return kind ? Math.max(1, Math.floor(MAX_BYTES / bytes)) : Infinity;
}

/** In the order of the ids; undefined: nothing is shown, or nothing was kept of that example. */
export async function readDisplays(
  parts: { ledger: Ledger; log: Log },
  project: Project,
  exampleIds: string[],
): Promise<(ExampleDisplay | undefined)[]> {
  const { display } = project.settings;
  if (display.kind === 'url') {
    return exampleIds.map((id) => ({ kind: 'url', url: displayUrl(display.template, id) }));
  }
  const kind = keptKind(project);
  if (!kind) return exampleIds.map(() => undefined);
  const kept = await loadKept(parts, project.id, groups.shown(kind, project.id), exampleIds);
  const shape = pixelShape(project);
  return exampleIds.map((id) => {
    const bytes = kept.get(id);
    if (!bytes) return undefined;
    if (kind === 'text') return { kind, text: Buffer.from(bytes).toString('utf8') };
    return shape && { kind, shape, pixels: bytes };
  });
}

async function loadKept(
  { ledger, log }: { ledger: Ledger; log: Log },
  project: string,
  group: string,
  exampleIds: string[],
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

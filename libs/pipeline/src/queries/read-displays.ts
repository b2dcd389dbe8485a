import { displayUrl, featureLength, keptKind, maxTextBytes, pixelShape, type PixelShape, type Project } from '#labels';
import type { Ledger } from '#ledger';
import type { Log } from '#stream';
import { groups } from '../addresses.js';
import { loadByExample } from './examples-by-id.js';

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
  const kept = await loadByExample(parts, project.id, groups.shown(kind, project.id), exampleIds);
  const shape = pixelShape(project);
  return exampleIds.map((id) => {
    const bytes = kept.get(id);
    if (!bytes) return undefined;
    if (kind === 'text') return { kind, text: Buffer.from(bytes).toString('utf8') };
    return shape && { kind, shape, pixels: bytes };
  });
}

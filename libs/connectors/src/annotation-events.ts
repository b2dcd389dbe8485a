import { maxTextBytes } from '#labels';
import type { Annotation } from './connector.js';

/** An event as POST /v1/projects/{project}/labels takes it. */
export type EventJson = Record<string, string | number>;

export function labelEvent(
  { exampleId, sourceId, atMs, durationMs, text }: Omit<Annotation, 'id' | 'versionMs'>,
  label: number | string,
): EventJson {
  return {
    exampleId,
    sourceId,
    label,
    ...(durationMs !== undefined && { durationMs }),
    ...(text !== undefined && { text }),
    ...timeOf(atMs),
  };
}

export function goldEvent(
  { exampleId, atMs }: Pick<Annotation, 'exampleId' | 'atMs'>,
  { label, origin }: NonNullable<Annotation['gold']>,
): EventJson {
  return { kind: 'gold', exampleId, label, origin, ...timeOf(atMs) };
}

export function retractEvent({ exampleId, sourceId }: Pick<Annotation, 'exampleId' | 'sourceId'>): EventJson {
  return { kind: 'retract', exampleId, sourceId };
}

/** The events of an annotation that stands alone: its label, then its gold. */
export function eventsOf(annotation: Annotation): EventJson[] {
  const { label, gold } = annotation;
  return [
    ...(label === undefined ? [] : [labelEvent(annotation, label)]),
    ...(gold === undefined ? [] : [goldEvent(annotation, gold)]),
  ];
}

/** A text as a label event may carry it: the start of one that is too long, nothing of an empty one. */
export function exampleText(value: unknown): string | undefined {
  if (typeof value !== 'string' || value === '') return undefined;
  // Half a pair of surrogates, which no event may hold, becomes a replacement character.
  const bytes = Buffer.from(value);
  if (bytes.length <= maxTextBytes) return bytes.toString();
  const start = bytes.subarray(0, maxTextBytes - Buffer.byteLength('…'));
  return `${start.toString().replace(/\uFFFD$/, '')}…`;
}

function timeOf(atMs: number | undefined): { at?: string } {
  return atMs === undefined ? {} : { at: new Date(atMs).toISOString() };
}

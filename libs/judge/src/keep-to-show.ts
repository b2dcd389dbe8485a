import { keptKind, type KeptKind, type LabelingEvent, type Project } from '#labels';
import type { ExampleState } from './example-state.js';

/** What the ledger gets, once per example and kind. */
export interface ToShow {
  kind: KeptKind;
  /** Row-major pixels, or UTF-8. */
  bytes: Uint8Array;
}

/**
 * What of this event is kept so that people can be shown the example; undefined: nothing, or it is kept already. The first is
 * never replaced, so that who looks later sees what was labeled first. The state is told, in place: both belong in one commit.
 */
export function keepToShow(state: ExampleState, event: LabelingEvent, project: Project): ToShow | undefined {
  if (event.kind !== 'label') return undefined;
  const kind = keptKind(project);
  const content = kind === 'image' ? event.features : event.text;
  if (!kind || content === undefined || state.kept?.includes(kind)) return undefined;
  state.kept = [...(state.kept ?? []), kind];
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  return { kind, bytes: new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength) };
}

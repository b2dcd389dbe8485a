import type { Change, ChangedLabel } from '#labels';
import type { SourceState } from './source-state.js';
import type { TestedLabel } from './test-context.js';

/**
 * Keeps the label pending until it settles, and hands out what settles now: this label when its example says so, and
 * the source's oldest when it has given `settleWindow` labels since. A label that replaces one that has entered already
 * does not enter again.
 */
export function settle(change: Change, label: ChangedLabel, source: SourceState, settleWindow: number): TestedLabel[] {
  const settled = settleOrKeep(change, label, source);
  const due = label.effect === 'added' ? expired(source, settleWindow) : [];
  return settled ? [...due, settled] : due;
}

/** @returns the label, when its example says that it settles now */
function settleOrKeep(change: Change, label: ChangedLabel, source: SourceState): TestedLabel | undefined {
  const { exampleId } = change;
  const index = source.pending.findIndex((p) => p.exampleId === exampleId);
  const pending = index < 0 ? undefined : source.pending[index];
  if (label.effect === 'removed') {
    const replaced = change.labels.some((l) => l.effect === 'added' && l.sourceId === label.sourceId);
    if (pending && !replaced) source.pending.splice(index, 1);
    return undefined;
  }
  const replaces = change.labels.some((l) => l.effect === 'removed' && l.sourceId === label.sourceId);
  const enters = pending !== undefined || (label.effect === 'added' && !replaces);
  const { given, belief } = label;
  if (!enters || (!belief && !label.settled)) return undefined;
  if (label.settled && pending) source.pending.splice(index, 1);
  if (label.settled) return belief && { given, belief };
  if (pending) Object.assign(pending, { given, belief });
  else source.pending.push({ exampleId, given, belief: belief!, rank: source.given });
  return undefined;
}

function expired(source: SourceState, settleWindow: number): TestedLabel[] {
  const out: TestedLabel[] = [];
  while (source.pending.length > 0 && source.given - source.pending[0]!.rank >= settleWindow) {
    out.push(source.pending.shift()!);
  }
  return out;
}

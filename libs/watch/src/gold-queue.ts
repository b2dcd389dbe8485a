import type { Change, ChangedLabel, ProjectSettings } from '#labels';
import type { SourceState } from './source-state.js';

/** A label of an example that was drawn for review. */
export interface WaitingLabel {
  exampleId: string;
  given: number;
  /** How many labels the source had given when it gave this one. */
  rank: number;
  sinceMs: number;
  /** Class index, when the review has been answered. */
  truth?: number;
}

export interface GoldLabelOfSource {
  given: number;
  truth: number;
}

const MS_PER_HOUR = 3_600_000;

/**
 * The gold labels of a source that enter its test with this change. A label that was drawn for review waits for its answer
 * in the source's order: a reviewer who does the easy ones first must not decide what the test sees first. It counts as
 * not gold when it waited too long, or when the reviewer could not tell; an answer that comes later enters no test.
 */
export function takeGold(
  change: Change,
  label: ChangedLabel,
  source: SourceState,
  settings: ProjectSettings,
): GoldLabelOfSource[] {
  const index = source.waiting.findIndex((w) => w.exampleId === change.exampleId);
  const waits = index >= 0 ? source.waiting[index] : undefined;
  const direct: GoldLabelOfSource[] = [];
  if (label.effect === 'removed') {
    if (!isReplaced(change, label)) forget(source, index);
  } else if (label.gold !== undefined) {
    if (waits) Object.assign(waits, { given: label.given, truth: label.gold });
    else if (change.sampledWith === undefined || isFirst(change, label))
      direct.push({ given: label.given, truth: label.gold });
  } else if (change.review === 'unsure') {
    forget(source, index);
  } else if (waits) {
    waits.given = label.given;
    if (change.gold === undefined) delete waits.truth;
  } else if (change.sampledWith !== undefined && change.gold === undefined && isFirst(change, label)) {
    source.waiting.push({
      exampleId: change.exampleId,
      given: label.given,
      rank: source.given,
      sinceMs: change.atMs,
    });
  }
  return [...direct, ...answered(source, change.atMs, settings)];
}

function isReplaced(change: Change, { sourceId }: ChangedLabel): boolean {
  return change.labels.some((l) => l.effect === 'added' && l.sourceId === sourceId);
}

/**
 * Its source's first label of the example. Another one takes the place of its predecessor while that waits, and enters no test
 * else: after an undone review JUDGE tells the gold anew, also of labels that have entered. After a retraction it sends no belief.
 */
function isFirst(change: Change, { effect, belief, sourceId }: ChangedLabel): boolean {
  const replaces = change.labels.some((l) => l.effect === 'removed' && l.sourceId === sourceId);
  return effect === 'added' && belief !== undefined && !replaces;
}

function forget(source: SourceState, index: number): void {
  if (index >= 0) source.waiting.splice(index, 1);
}

function answered(source: SourceState, nowMs: number, settings: ProjectSettings): GoldLabelOfSource[] {
  const out: GoldLabelOfSource[] = [];
  while (source.waiting.length > 0) {
    const { given, truth, rank, sinceMs } = source.waiting[0]!;
    const expired =
      source.given - rank >= settings.reviewWaitLabels || nowMs - sinceMs >= settings.reviewWaitHours * MS_PER_HOUR;
    if (truth === undefined && !expired) break;
    source.waiting.shift();
    if (truth !== undefined) out.push({ given, truth });
  }
  return out;
}

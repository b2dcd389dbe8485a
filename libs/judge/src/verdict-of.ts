import type { Reason } from '#labels';
import { argmax, mostProbable, probabilityIn, UNITS_PER_LABEL } from '#noise';
import { preferredByOthers, sourceRecall, type Belief } from './belief.js';
import type { ExampleState, PublishedVerdict } from './example-state.js';
import type { JudgeContext } from './judge-context.js';

/** `quality = t[given]`; suspect when another class is more probable and the quality is below the project's line. */
export function judgeLabel(
  index: number,
  state: ExampleState,
  belief: Belief,
  context: JudgeContext,
): PublishedVerdict {
  const label = state.labels[index]!;
  const units = Math.round(probabilityIn(belief.told, label.given, context.project.classes.length) * UNITS_PER_LABEL);
  const { label: suggested } = mostProbable(belief.told);
  const suspect = suggested !== label.given && units < context.project.settings.suspectBelow * UNITS_PER_LABEL;
  return { units, suggested, suspect };
}

/** Whether users must hear again of a label. */
export function isMaterial(before: PublishedVerdict, now: PublishedVerdict, revisionDelta: number): boolean {
  return (
    Math.abs(now.units - before.units) > revisionDelta * UNITS_PER_LABEL ||
    now.suggested !== before.suggested ||
    now.suspect !== before.suspect
  );
}

/** A source that is right about a class less often than this gives weak evidence for it. */
const WEAK_RECALL = 0.5;

/** Everything that speaks against the label (or says that nothing is known), each tested on its own. */
export function reasonsOf(index: number, state: ExampleState, belief: Belief, context: JudgeContext): Reason[] {
  const label = state.labels[index]!;
  const { gold, evidence } = state;
  const others = preferredByOthers(index, belief, context);
  const reasons: Reason[] = [];
  if (gold && gold.label !== label.given) reasons.push('gold');
  if (evidence && argmax(evidence.model) !== label.given) reasons.push('model');
  if (evidence && argmax(evidence.prototype) !== label.given) reasons.push('prototypes');
  if (evidence && context.oddThreshold !== undefined && -evidence.model[label.given]! > context.oddThreshold)
    reasons.push('odd');
  if (others !== undefined && others !== label.given) reasons.push('labels');
  if (sourceRecall(label, index, belief) < WEAK_RECALL) reasons.push('source');
  if (!gold && !evidence && others === undefined) reasons.push('uninformed');
  return reasons;
}

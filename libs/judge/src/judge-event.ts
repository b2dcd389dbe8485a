import {
  resolveLabel,
  type Change,
  type ChangedLabel,
  type Evidence,
  type Forecast,
  type LabelEvent,
  type LabelingEvent,
  type Mass,
  type Reason,
  type ReviewOutcome,
} from '#labels';
import { pointMass, sameMass } from '#noise';
import { beliefOf, beliefWithout, type Belief } from './belief.js';
import {
  unpublished,
  type CurrentLabel,
  type ExampleState,
  type PublishedVerdict,
  type RetractedLabel,
} from './example-state.js';
import type { JudgeContext } from './judge-context.js';
import { drawForReview } from './review-draw.js';
import { isMaterial, judgeLabel, reasonsOf } from './verdict-of.js';

/** Evidence that was scored for this event, with the version that made it. */
export interface ScoredEvidence {
  evidence: Evidence;
  modelVersion: number;
}

export interface JudgedLabel {
  label: CurrentLabel;
  verdict: PublishedVerdict;
  reasons: Reason[];
  cause: 'label' | 'revision';
}

/** What one event did to its example. */
export interface Judgement {
  /** In order: the event's own verdict first, then material revisions in arrival order of their labels. */
  verdicts: JudgedLabel[];
  /** Absent when nothing that WATCH counts moved. */
  change?: Omit<Change, 'project' | 'exampleId' | 'partition' | 'seq' | 'offset' | 'atMs'>;
}

/**
 * Applies one event to its example, in place (the caller owns the state and drops it when the commit fails).
 *
 * - label: the same value again moves no count and gets the verdict of now; another value replaces the source's label.
 * - retract, rescore: no effect when there is no such label / the pass is not newer.
 * - gold: certainty from now on; a later gold replaces an earlier one.
 * - review: 'undone' takes the gold back; 'unsure' is passed on to who keeps the reviews.
 *
 * @param scored evidence for a label event's features by the model of now; ignored for a duplicate, and where the
 *   example has evidence of that version already (a rescoring's is out of sample)
 * @throws InvalidInput when the label is not a class of the project
 */
export function judgeEvent(
  state: ExampleState,
  event: LabelingEvent,
  atMs: number,
  context: JudgeContext,
  scored?: ScoredEvidence,
): Judgement {
  switch (event.kind) {
    case 'label':
      return judgeGivenLabel(
        state,
        { ...event, given: resolveLabel(context.project, event.label), atMs },
        context,
        scored,
      );
    case 'retract':
      return retract(state, event.sourceId, context);
    case 'gold': {
      const label = resolveLabel(context.project, event.label);
      const before = countedLabels(state);
      state.gold = {
        label,
        origin: event.origin,
        ...(event.reviewer === undefined ? {} : { reviewer: event.reviewer }),
      };
      return conclude(state, before, context);
    }
    case 'review': {
      const before = countedLabels(state);
      if (event.outcome === 'undone') takeGoldBack(state);
      return conclude(state, before, context, { review: event.outcome });
    }
    case 'rescore': {
      if (event.pass <= state.pass) return { verdicts: [] };
      const before = countedLabels(state);
      state.pass = event.pass;
      if (event.evidence) takeEvidence(state, { evidence: event.evidence, modelVersion: event.modelVersion });
      return conclude(state, before, context);
    }
    default: {
      const exhaustive: never = event;
      throw new TypeError(`unknown event ${JSON.stringify(exhaustive)}`);
    }
  }
}

/** WATCH knows which labels of an example that was drawn for review still wait for their answer: they may get another. */
function takeGoldBack(state: ExampleState): void {
  delete state.gold;
  if (state.sampledWith) for (const label of state.labels) label.goldTested = false;
}

function judgeGivenLabel(
  state: ExampleState,
  { exampleId, sourceId, given, atMs, durationMs }: Omit<LabelEvent, 'atMs'> & { given: number; atMs: number },
  context: JudgeContext,
  scored: ScoredEvidence | undefined,
): Judgement {
  const index = state.labels.findIndex((l) => l.sourceId === sourceId);
  const previous = state.labels[index];
  if (previous?.given === given) return repeatVerdict(state, index, context);
  const before = countedLabels(state);
  if (scored && (!state.evidence || scored.modelVersion > state.modelVersion)) takeEvidence(state, scored);
  state.sampledWith ??= drawForReview(context.project, exampleId);
  if (previous) state.labels.splice(index, 1);
  const tested = previous ?? takeRetracted(state, sourceId);
  state.labels.push({
    sourceId,
    given,
    atMs,
    settled: tested.settled,
    goldTested: tested.goldTested,
    published: unpublished,
  });
  return conclude(state, before, context, { sourceId, ...(durationMs !== undefined && { durationMs }) });
}

/**
 * What a source's label can no longer enter. A label that replaces another enters no test that its predecessor entered:
 * revisions never change a test's past. After a retraction WATCH alone knows whether the model test was entered.
 */
function takeRetracted(state: ExampleState, sourceId: string): Pick<CurrentLabel, 'settled' | 'goldTested'> {
  const index = state.retracted.findIndex((r) => r.sourceId === sourceId);
  if (index < 0) return { settled: false, goldTested: false };
  const [{ goldTested }] = state.retracted.splice(index, 1) as [RetractedLabel];
  return { settled: true, goldTested };
}

function repeatVerdict(state: ExampleState, index: number, context: JudgeContext): Judgement {
  const label = state.labels[index]!;
  const belief = beliefOf(state, context);
  const reasons: Reason[] = [...reasonsOf(index, state, belief, context), 'duplicate'];
  const before = countedLabels(state);
  label.published = judgeLabel(index, state, belief, context);
  const change = repeatChange(state, before);
  return { verdicts: [{ label, verdict: label.published, reasons, cause: 'label' }], ...(change && { change }) };
}

/** Whether a label is suspect is counted; nothing else moves with a repeat. */
function repeatChange(state: ExampleState, before: Counted): Judgement['change'] {
  const labels = state.labels.map((label) => changed(label, 'kept', before));
  if (!labels.some(isNews)) return undefined;
  return {
    before: state.mass!,
    after: state.mass!,
    labels,
    ...(state.gold && { gold: state.gold.label }),
    ...(state.sampledWith && { sampledWith: state.sampledWith }),
  };
}

function retract(state: ExampleState, sourceId: string, context: JudgeContext): Judgement {
  const index = state.labels.findIndex((l) => l.sourceId === sourceId);
  if (index < 0) return { verdicts: [] };
  const before = countedLabels(state);
  const [{ goldTested }] = state.labels.splice(index, 1) as [CurrentLabel];
  state.retracted.push({ sourceId, goldTested });
  return conclude(state, before, context);
}

function takeEvidence(state: ExampleState, { evidence, modelVersion }: ScoredEvidence): void {
  if (modelVersion < state.modelVersion) return;
  // Copies: what came may be a view into a whole network buffer.
  state.evidence = { model: evidence.model.slice(), prototype: evidence.prototype.slice() };
  state.modelVersion = modelVersion;
}

interface Counted {
  mass?: Mass;
  gold?: number;
  labels: CurrentLabel[];
  suspects: CurrentLabel[];
}

function countedLabels({ mass, gold, labels }: ExampleState): Counted {
  const suspects = labels.filter(({ published }) => published.suspect);
  return { ...(mass && { mass }), ...(gold && { gold: gold.label }), labels: [...labels], suspects };
}

/** What the event is about: the label that it gave, or what a reviewer did. */
interface Cause {
  sourceId?: string;
  durationMs?: number;
  review?: ReviewOutcome;
}

/** Recomputes the posterior and says what WATCH must count and what users must hear. */
function conclude(state: ExampleState, before: Counted, context: JudgeContext, cause: Cause = {}): Judgement {
  const belief = beliefOf(state, context);
  const verdicts: JudgedLabel[] = [];
  state.labels.forEach((label, index) => {
    const verdict = judgeLabel(index, state, belief, context);
    const judged = label.sourceId === cause.sourceId;
    if (!judged && !isMaterial(label.published, verdict, context.project.settings.revisionDelta)) return;
    label.published = verdict;
    const judgement = { label, verdict, reasons: reasonsOf(index, state, belief, context) };
    if (judged) verdicts.unshift({ ...judgement, cause: 'label' });
    else verdicts.push({ ...judgement, cause: 'revision' });
  });
  const labels = changedLabels(state, before, belief, context, cause);
  keepPosterior(state, belief);
  const forecast = forecastOf(state, belief, context);
  const goldMoved = state.labels.length > 0 && before.gold !== state.gold?.label;
  const moved = goldMoved || !sameMass(before.mass, state.mass) || labels.some(isNews);
  if (!moved && !forecast && !cause.review) return { verdicts };
  const change = {
    ...(before.mass && { before: before.mass }),
    ...(state.mass && { after: state.mass }),
    labels,
    ...(state.gold && { gold: state.gold.label }),
    ...(state.sampledWith && { sampledWith: state.sampledWith }),
    ...(forecast && { forecast }),
    ...(cause.review && { review: cause.review }),
  };
  return { verdicts, change };
}

function keepPosterior(state: ExampleState, { mass, told }: Belief): void {
  delete state.mass;
  delete state.told;
  if (state.labels.length === 0) return;
  state.mass = mass;
  if (told !== mass) state.told = told;
}

/** Once per example: what was believed without its first label's source and without the gold that is known now. */
function forecastOf(state: ExampleState, belief: Belief, context: JudgeContext): Forecast | undefined {
  const { gold, labels, modelVersion } = state;
  if (state.forecast || !gold || gold.origin === 'targeted' || labels.length === 0) return undefined;
  state.forecast = true;
  return { belief: beliefWithout(0, belief, context), truth: gold.label, modelVersion };
}

function isNews({ effect, belief, settled, gold, suspect, wasSuspect }: ChangedLabel): boolean {
  return effect !== 'kept' || belief !== undefined || settled === true || gold !== undefined || suspect !== wasSuspect;
}

function changedLabels(
  state: ExampleState,
  before: Counted,
  belief: Belief,
  context: JudgeContext,
  { durationMs }: Cause,
): ChangedLabel[] {
  const removed = before.labels.filter((l) => !state.labels.includes(l)).map((l) => changed(l, 'removed', before));
  const current = state.labels.map((label, index) => {
    const effect = before.labels.includes(label) ? 'kept' : 'added';
    const others = label.settled ? undefined : beliefWithout(index, belief, context);
    const took = effect === 'added' && durationMs !== undefined ? { durationMs } : {};
    return { ...changed(label, effect, before), ...took, ...enterTests(label, effect, state, context, others) };
  });
  return [...removed, ...current];
}

function changed(label: CurrentLabel, effect: ChangedLabel['effect'], before: Counted): ChangedLabel {
  const { sourceId, given, atMs, published } = label;
  return {
    sourceId,
    given,
    atMs,
    effect,
    ...(effect !== 'removed' && published.suspect && { suspect: true }),
    ...(before.suspects.includes(label) && { wasSuspect: true }),
  };
}

/**
 * What the tests learn of one label. It enters the model test when gold is known or enough other labels are, once,
 * with the belief of that moment (which never looks at targeted gold: that was sought because something looked wrong,
 * so a label that is there when it comes settles with what was believed without it, and later ones enter no test).
 * Honeypot and sampled gold enter the gold test, once.
 */
function enterTests(
  label: CurrentLabel,
  effect: 'added' | 'kept',
  state: ExampleState,
  context: JudgeContext,
  belief: Mass | undefined,
): Pick<ChangedLabel, 'belief' | 'settled' | 'gold'> {
  const { gold } = state;
  const tests: Pick<ChangedLabel, 'belief' | 'settled' | 'gold'> = {};
  const testable = gold !== undefined && gold.origin !== 'targeted';
  if (testable && !label.goldTested) {
    label.goldTested = true;
    tests.gold = gold.label;
  }
  if (label.settled) return tests;
  if (testable) tests.belief = pointMass(gold.label);
  else if (belief && !(gold && effect === 'added')) tests.belief = belief;
  const { settleAfterLabels } = context.project.settings;
  const others = settleAfterLabels === 'auto' ? context.noise.typicalOthers : settleAfterLabels;
  if (gold || state.labels.length > others) {
    label.settled = true;
    tests.settled = true;
  }
  return tests;
}

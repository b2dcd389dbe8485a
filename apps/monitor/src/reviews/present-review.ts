import { presentLabel, presentProbability, type Project } from '#labels';
import type { ReviewBoard, WaitingReview } from '#pipeline';
import type { LaneTally } from '#watch';
import type { Claim } from './review-claims.js';
import type { PastDecision } from './review-decisions.js';
import type { ReviewListJson, ReviewOutcomeJson, ReviewStatsJson } from './review.schemas.js';

export function itemJson(item: WaitingReview): Omit<ReviewListJson['items'][number], 'state'> {
  return {
    exampleId: item.exampleId,
    lane: item.lane,
    since: new Date(item.sinceMs).toISOString(),
    probability: item.lane === 'sampled' ? item.probability : null,
    value: item.lane === 'targeted' ? item.value : null,
  };
}

export function claimJson({ token, untilMs }: Pick<Claim, 'token' | 'untilMs'>): { token: string; until: string } {
  return { token, until: new Date(untilMs).toISOString() };
}

export function outcomeJson(
  { exampleId, lane, said }: PastDecision,
  outcome: ReviewOutcomeJson['outcome'],
  project: Project,
): ReviewOutcomeJson {
  const label = said.outcome === 'decided' ? presentLabel(project, said.label) : null;
  return { exampleId, lane, outcome, label };
}

export function statsJson({ waiting, aside, tally }: ReviewBoard): ReviewStatsJson {
  const inLane = (lane: WaitingReview['lane']) => waiting.filter((item) => item.lane === lane).length;
  const { drawn, expired, withdrawn } = tally.sampled;
  return {
    sampled: { drawn, ...laneJson(tally.sampled, inLane('sampled')), expired, withdrawn },
    targeted: laneJson(tally.targeted, inLane('targeted')),
    aside,
    says: unsureWords(tally.sampled),
  };
}

function laneJson(
  { answered, unsure, undone, suggestionRight, labels, labelsRight }: LaneTally,
  waiting: number,
): ReviewStatsJson['targeted'] {
  return {
    waiting,
    answered,
    unsure,
    undone,
    unsureShare: share(unsure, answered + unsure),
    suggestionRight: share(suggestionRight, answered),
    labelsRight: share(labelsRight, labels),
  };
}

function share(part: number, whole: number): number | null {
  return whole === 0 ? null : presentProbability(part / whole);
}

function unsureWords({ answered, unsure, expired }: LaneTally): string {
  const looked = answered + unsure;
  if (looked + expired === 0) return 'Nothing of the random sample has been reviewed so far.';
  return (
    `Of the random sample ${answered} were answered, ${unsure} could not be told and ${expired} waited too long. ` +
    'Tests on gold hear only of those that were answered: where the others are harder, as they mostly are, sources look ' +
    'better than they are.'
  );
}

import type { Change, ChangedLabel } from '#labels';
import { hashText } from '#labels';
import { mostProbable, unitsOf, UNITS_PER_LABEL } from '#noise';

export const reviewLanes = ['sampled', 'targeted'] as const;
export type ReviewLane = (typeof reviewLanes)[number];

interface EntryBase {
  /** Since when it is there, epoch milliseconds: event time of the example's first label; of the review when set aside. */
  sinceMs: number;
  /** Number of this entry in the project: an example that leaves and comes back has another. */
  turn: number;
}

/** Drawn at random: waits for its answer. */
export interface SampledEntry extends EntryBase {
  lane: 'sampled';
  /** Probability with which it was drawn. */
  probability: number;
}

/** Among the examples where a review is worth most. */
export interface TargetedEntry extends EntryBase {
  lane: 'targeted';
  value: number;
}

/** A reviewer could not tell: not shown again while the evidence is the same. */
export interface AsideEntry extends EntryBase {
  lane: 'aside';
  evidence: number;
}

/** What WATCH keeps of one example that a person should look at, or could not tell. */
export type ReviewEntry = SampledEntry | TargetedEntry | AsideEntry;

/**
 * How one lane went; numbers of examples but for `labels` and `labelsRight`. All but `waiting` only grow, and they account for
 * every example that was drawn: drawn = waiting + answered + unsure + expired + withdrawn.
 */
export interface LaneTally {
  /** Now. */
  waiting: number;
  /** Sampled lane only: examples that came into it, that left it because they waited too long, or because no label was left. */
  drawn: number;
  expired: number;
  withdrawn: number;
  /** The true label became known while it waited. */
  answered: number;
  /** A reviewer could not tell. */
  unsure: number;
  /** Decisions that were taken back; they stay counted where they were. */
  undone: number;
  /** Of those answered: the suggested label was right. */
  suggestionRight: number;
  /** Labels of those answered, and how many of them were right. */
  labels: number;
  labelsRight: number;
}

export interface ReviewTally {
  /** Numbers given to entries. */
  turns: number;
  sampled: LaneTally;
  targeted: LaneTally;
}

export function newReviewTally(): ReviewTally {
  const none = { waiting: 0, drawn: 0, expired: 0, withdrawn: 0, answered: 0, unsure: 0, undone: 0 };
  const lane = () => ({ ...none, suggestionRight: 0, labels: 0, labelsRight: 0 });
  return { turns: 0, sampled: lane(), targeted: lane() };
}

/** Labels that the example has after the change. */
export function labelsAfter(change: Change): ChangedLabel[] {
  return change.labels.filter(({ effect }) => effect !== 'removed');
}

/** A number that changes with the labels of an example and with its most probable class. */
export function evidenceMark(change: Change): number {
  const labels = labelsAfter(change).map(({ sourceId, given }) => `${given}/${sourceId}`);
  return hashText([mostProbable(change.after!).label, ...labels.sort()].join('\n'));
}

/**
 * What a review of the example is expected to bring: the expected number of wrong labels, `Σ_l w_l` with
 * `w_l = 1 - t[given_l]`, and what it says about sources whose alarm is near, `Σ_l 4 w_l (1 - w_l) c(source_l)`: nothing
 * of a label that is certainly right or wrong, most of one that may be either.
 *
 * @param closeness c in [0, 1]: how near a source is to an alarm. Not asked where the result stays below `atLeast`.
 * @returns rounded to 1/1000; 0 where it is below `atLeast`
 */
export function reviewValue(change: Change, closeness: (sourceId: string) => number, atLeast: number): number {
  const labels = labelsAfter(change).map(({ sourceId, given }) => {
    const wrong = 1 - unitsOf(change.after!, given) / UNITS_PER_LABEL;
    return { sourceId, wrong, doubt: 4 * wrong * (1 - wrong) };
  });
  const most = labels.reduce((sum, { wrong, doubt }) => sum + wrong + doubt, 0);
  if (rounded(most) < atLeast) return 0;
  const value = rounded(
    labels.reduce((sum, { sourceId, wrong, doubt }) => sum + wrong + (doubt && doubt * closeness(sourceId)), 0),
  );
  return value < atLeast ? 0 : value;
}

function rounded(value: number): number {
  return Math.round(value * 1_000) / 1_000;
}

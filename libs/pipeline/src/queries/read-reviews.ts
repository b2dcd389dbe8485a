import type { Ledger } from '#ledger';
import type { Log } from '#stream';
import {
  decodeReviewEntry,
  decodeReviewTally,
  newReviewTally,
  type ReviewEntry,
  type ReviewLane,
  type ReviewTally,
  type SampledEntry,
  type TargetedEntry,
} from '#watch';
import { groups, watchScope } from '../addresses.js';

const PAGE = 1_000;

/** An example that waits for a person. */
export type WaitingReview = { exampleId: string } & (SampledEntry | TargetedEntry);

/** The review queue of a project, as WATCH last committed it. */
export interface ReviewBoard {
  /** Sampled ones the oldest first, then targeted ones the most valuable first. */
  waiting: WaitingReview[];
  /** Examples that a reviewer could not tell, and that look the same since. */
  aside: number;
  tally: ReviewTally;
}

export async function readReviews(
  { ledger, log }: { ledger: Ledger; log: Log },
  project: string,
): Promise<ReviewBoard> {
  const scope = watchScope(log, project);
  const entries = await readReviewEntries(ledger, scope, project);
  const waiting: WaitingReview[] = [];
  for (const [exampleId, entry] of entries) if (entry.lane !== 'aside') waiting.push({ exampleId, ...entry });
  const tally = await readReviewTally({ ledger, log }, project);
  return { waiting: waiting.sort(compareReviews), aside: entries.size - waiting.length, tally };
}

/** How the reviews of a project went, without what waits. */
export async function readReviewTally(
  { ledger, log }: { ledger: Ledger; log: Log },
  project: string,
): Promise<ReviewTally> {
  const [bytes] = await ledger.load(watchScope(log, project), [{ group: groups.reviewTallies, id: project }]);
  return bytes ? decodeReviewTally(bytes) : newReviewTally();
}

/** Every entry of a project's queue by the id of its example. */
export async function readReviewEntries(
  ledger: Ledger,
  scope: string,
  project: string,
): Promise<Map<string, ReviewEntry>> {
  const entries = new Map<string, ReviewEntry>();
  let cursor: string | undefined;
  do {
    const options = { ...(cursor === undefined ? {} : { cursor }), limit: PAGE };
    const page = await ledger.list(scope, groups.reviews(project), options);
    for (const { id, value } of page.entries) entries.set(id, decodeReviewEntry(value));
    cursor = page.cursor;
  } while (cursor !== undefined);
  return entries;
}

/** Where a waiting review stands in its project's order. */
export interface ReviewRank {
  lane: ReviewLane;
  /** Smaller comes first. */
  key: number;
  exampleId: string;
}

export function reviewRankOf(review: WaitingReview): ReviewRank {
  const { lane, exampleId } = review;
  return { lane, exampleId, key: lane === 'sampled' ? review.sinceMs : -review.value };
}

/** Negative: a comes first. */
export function compareRanks(a: ReviewRank, b: ReviewRank): number {
  if (a.lane !== b.lane) return a.lane === 'sampled' ? -1 : 1;
  if (a.key !== b.key) return a.key - b.key;
  if (a.exampleId === b.exampleId) return 0;
  return a.exampleId < b.exampleId ? -1 : 1;
}

function compareReviews(a: WaitingReview, b: WaitingReview): number {
  return compareRanks(reviewRankOf(a), reviewRankOf(b));
}

import type { Change, ProjectSettings } from '#labels';
import { mostProbable } from '#noise';
import {
  evidenceMark,
  labelsAfter,
  newReviewTally,
  reviewValue,
  type AsideEntry,
  type ReviewEntry,
  type ReviewTally,
} from './review-entry.js';
import { ReviewHeap } from './review-heap.js';

/** Most entries of each kind; beyond it the oldest leave, of the targeted lane the least valuable. */
export interface ReviewLimits {
  sampled: number;
  targeted: number;
  aside: number;
}

export const defaultReviewLimits: ReviewLimits = { sampled: 10_000, targeted: 1_000, aside: 1_000 };

/** A review is not worth a person's time below this value. */
const MIN_VALUE = 0.05;
const MS_PER_HOUR = 3_600_000;

/**
 * What a person should look at next, of one project. Moved by each change, in O(log n).
 *
 * - sampled: an example that was drawn waits from its first label on until its true label is known, a reviewer could not
 *   tell, no label is left, or `reviewWaitHours` have passed. It is not in the other lane meanwhile: who chooses what
 *   looks wrong must not answer for the sample.
 * - targeted: the examples of most value (see `reviewValue`, as of each example's own last change) whose label is not known.
 * - aside: a reviewer could not tell; it comes back, targeted, when its labels or its most probable class change.
 */
export class ReviewQueue {
  private readonly entries: Map<string, ReviewEntry>;
  private readonly order: Record<ReviewEntry['lane'], ReviewHeap> = {
    sampled: new ReviewHeap(),
    targeted: new ReviewHeap(),
    aside: new ReviewHeap(),
  };
  /** Ids whose entry moved since the last commit, and whether there was one at that time. */
  private readonly moved = new Map<string, boolean>();

  constructor(
    readonly tally: ReviewTally = newReviewTally(),
    entries: Iterable<[exampleId: string, ReviewEntry]> = [],
    private readonly limits: ReviewLimits = defaultReviewLimits,
  ) {
    this.entries = new Map(entries);
    for (const [id, entry] of this.entries) this.order[entry.lane].set(id, keyOf(entry));
  }

  get(exampleId: string): ReviewEntry | undefined {
    return this.entries.get(exampleId);
  }

  /** @param closeness in [0, 1]: how near a source is to an alarm */
  take(change: Change, settings: ProjectSettings, closeness: (sourceId: string) => number): void {
    const entry = this.entries.get(change.exampleId);
    const next = this.next(change, entry, closeness);
    if (next !== entry) this.put(change.exampleId, next);
    this.keepWithin(change.atMs - settings.reviewWaitHours * MS_PER_HOUR);
  }

  /** What the next commit must write of entries; undefined: it has none any more. */
  *written(): Iterable<[exampleId: string, ReviewEntry | undefined]> {
    for (const [id, wasThere] of this.moved) {
      const entry = this.entries.get(id);
      if (entry || wasThere) yield [id, entry];
    }
  }

  /** It is committed. */
  settle(): void {
    this.moved.clear();
  }

  private next(
    change: Change,
    entry: ReviewEntry | undefined,
    closeness: (sourceId: string) => number,
  ): ReviewEntry | undefined {
    if (change.review === 'undone') this.tally[change.sampledWith ? 'sampled' : 'targeted'].undone++;
    if (!change.after) return this.withdrawn(entry);
    if (change.gold !== undefined) return this.answered(change, change.gold, entry);
    if (change.review === 'unsure') return this.setAside(change, entry);
    if (entry?.lane === 'sampled') return entry;
    if (change.sampledWith && (!change.before || change.review === 'undone')) return this.drawn(change);
    if (entry?.lane === 'aside' && change.review !== 'undone' && entry.evidence === evidenceMark(change)) return entry;
    return this.targeted(change, entry, closeness);
  }

  private withdrawn(entry: ReviewEntry | undefined): undefined {
    if (entry?.lane === 'sampled') this.tally.sampled.withdrawn++;
  }

  private answered(change: Change, gold: number, entry: ReviewEntry | undefined): undefined {
    if (!entry || entry.lane === 'aside') return;
    const tally = this.tally[entry.lane];
    const labels = labelsAfter(change);
    tally.answered++;
    tally.suggestionRight += mostProbable(change.before ?? change.after!).label === gold ? 1 : 0;
    tally.labels += labels.length;
    tally.labelsRight += labels.filter(({ given }) => given === gold).length;
  }

  private setAside(change: Change, entry: ReviewEntry | undefined): AsideEntry {
    if (entry?.lane !== 'aside') this.tally[entry?.lane ?? 'targeted'].unsure++;
    return { lane: 'aside', sinceMs: change.atMs, turn: this.nextTurn(), evidence: evidenceMark(change) };
  }

  private drawn(change: Change): ReviewEntry {
    this.tally.sampled.drawn++;
    return {
      lane: 'sampled',
      sinceMs: firstMs(change),
      turn: this.nextTurn(),
      probability: change.sampledWith!,
    };
  }

  private targeted(
    change: Change,
    entry: ReviewEntry | undefined,
    closeness: (sourceId: string) => number,
  ): ReviewEntry | undefined {
    const known = entry?.lane === 'targeted' ? entry : undefined;
    const value = reviewValue(change, closeness, known ? MIN_VALUE : this.entryValue());
    if (value === 0) return undefined;
    const sinceMs = firstMs(change);
    if (known?.value === value && known.sinceMs === sinceMs) return known;
    return { lane: 'targeted', sinceMs, turn: known?.turn ?? this.nextTurn(), value };
  }

  /** What a new example must be worth. */
  private entryValue(): number {
    const { targeted } = this.order;
    return targeted.size < this.limits.targeted ? MIN_VALUE : Math.max(MIN_VALUE, targeted.first?.key ?? Infinity);
  }

  private put(id: string, entry: ReviewEntry | undefined): void {
    const before = this.entries.get(id);
    if (!this.moved.has(id)) this.moved.set(id, before !== undefined);
    if (before && before.lane !== entry?.lane) this.order[before.lane].delete(id);
    if (entry) {
      this.entries.set(id, entry);
      this.order[entry.lane].set(id, keyOf(entry));
    } else {
      this.entries.delete(id);
    }
  }

  /** Takes out what has waited since this time or longer, and what is too much. */
  private keepWithin(expiredMs: number): void {
    const { sampled, targeted, aside } = this.order;
    while (sampled.size > this.limits.sampled || (sampled.first?.key ?? Infinity) <= expiredMs) {
      this.tally.sampled.expired++;
      this.put(sampled.first!.id, undefined);
    }
    while (targeted.size > this.limits.targeted) this.put(targeted.first!.id, undefined);
    while (aside.size > this.limits.aside) this.put(aside.first!.id, undefined);
    this.tally.sampled.waiting = sampled.size;
    this.tally.targeted.waiting = targeted.size;
  }

  private nextTurn(): number {
    return ++this.tally.turns;
  }
}

function keyOf(entry: ReviewEntry): number {
  return entry.lane === 'targeted' ? entry.value : entry.sinceMs;
}

/** Time of the first of the example's labels. */
function firstMs(change: Change): number {
  return Math.min(...labelsAfter(change).map(({ atMs }) => atMs));
}

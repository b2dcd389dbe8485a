import type { Ledger, StateWrite } from '#ledger';
import { decodeReviewTally, encodeReviewEntry, encodeReviewTally, newReviewTally, ReviewQueue } from '#watch';
import { groups } from './addresses.js';
import { readReviewEntries } from './queries/read-reviews.js';

/** Projects whose queue is kept in memory between batches; a queue is some thousand small entries at most. */
const MAX_CACHED_PROJECTS = 100;

/**
 * The review queues of the projects of one WATCH partition: a queue is read whole when its project is first met, and what
 * moved is written with the commit. After a failed commit `drop` forgets all of them, so that nothing uncommitted is seen.
 */
export class ReviewTable {
  private readonly queues = new Map<string, ReviewQueue>();
  private readonly touched = new Set<string>();

  constructor(
    private readonly ledger: Ledger,
    private readonly scope: string,
  ) {}

  /** Makes `get` possible for these projects. */
  async load(projects: Iterable<string>): Promise<void> {
    for (const project of projects) {
      if (!this.queues.has(project)) this.queues.set(project, await this.read(project));
    }
  }

  /** The queue, to be written with the next commit. */
  get(project: string): ReviewQueue {
    const queue = this.queues.get(project);
    if (!queue) throw new Error(`the review queue of ${project} was not loaded before its batch`);
    this.touched.add(project);
    return queue;
  }

  /** What the commit must write. */
  writes(): StateWrite[] {
    return [...this.touched].flatMap((project) => {
      const queue = this.queues.get(project)!;
      const entries = Array.from(queue.written(), ([id, entry]) => {
        return { group: groups.reviews(project), id, value: entry ? encodeReviewEntry(entry) : null };
      });
      return [...entries, { group: groups.reviewTallies, id: project, value: encodeReviewTally(queue.tally) }];
    });
  }

  /** After a commit: what was moved is now true; the least recently used leave. */
  settle(): void {
    for (const project of this.touched) {
      const queue = this.queues.get(project)!;
      queue.settle();
      this.queues.delete(project);
      this.queues.set(project, queue);
    }
    this.touched.clear();
    for (const project of this.queues.keys()) {
      if (this.queues.size <= MAX_CACHED_PROJECTS) break;
      this.queues.delete(project);
    }
  }

  drop(): void {
    this.queues.clear();
    this.touched.clear();
  }

  private async read(project: string): Promise<ReviewQueue> {
    const [bytes] = await this.ledger.load(this.scope, [{ group: groups.reviewTallies, id: project }]);
    const entries = await readReviewEntries(this.ledger, this.scope, project);
    return new ReviewQueue(bytes ? decodeReviewTally(bytes) : newReviewTally(), entries);
  }
}

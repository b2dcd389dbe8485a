import { createHash } from 'node:crypto';
import type { Ledger } from '#ledger';
import { JsonDocument } from './json-document.js';
import type { Claim, Decision } from './review-claims.js';

/** What a reviewer said of an example. */
export interface PastDecision {
  token: string;
  exampleId: string;
  lane: Claim['lane'];
  said: Decision;
  atMs: number;
}

/** Decisions of one reviewer that can be taken back, the latest first. */
const KEPT = 20;
const UNDO_WITHIN_MS = 24 * 3_600_000;

/** The latest decisions of one reviewer in one project: what can be taken back, and what a repeated request has said. */
export class ReviewDecisions {
  private readonly document: JsonDocument<PastDecision[]>;

  constructor(
    ledger: Ledger,
    project: string,
    reviewer: string,
    private readonly nowMs: () => number,
  ) {
    const who = createHash('sha256').update(reviewer).digest('hex').slice(0, 32);
    this.document = new JsonDocument<PastDecision[]>(ledger, `review/decisions/${project}/${who}`, []);
  }

  async of(token: string): Promise<PastDecision | undefined> {
    return (await this.document.read()).find((past) => past.token === token);
  }

  async add(decision: PastDecision): Promise<void> {
    await this.document.change((past) => {
      if (past.some(({ token }) => token === decision.token)) return { value: past, result: undefined };
      return { value: [decision, ...past].slice(0, KEPT), result: undefined };
    });
  }

  /** The one that would be taken back now. */
  async latest(): Promise<PastDecision | undefined> {
    const [latest] = await this.document.read();
    return latest && this.nowMs() - latest.atMs < UNDO_WITHIN_MS ? latest : undefined;
  }

  async remove(token: string): Promise<void> {
    await this.document.change((past) => ({ value: past.filter((p) => p.token !== token), result: undefined }));
  }
}

import type { Schemas } from '../api/queries.js';
import type { Display } from '../ui/example-display.js';

/** One example that this reviewer has, and nobody else. */
export interface ReviewItem {
  exampleId: string;
  lane: ReviewLane;
  example: ReviewExample;
  token: string;
  /** By this machine's clock: then it may be given to somebody else. */
  untilMs: number;
}
export type ReviewExample = Omit<Schemas['Example'], 'display'> & { display: Display };
export type ReviewLane = 'sampled' | 'targeted';
export type Said = { kind: 'decided'; /** Class index. */ label: number } | { kind: 'unsure' } | { kind: 'skipped' };

/** The service, as a reviewer uses it. */
export interface ReviewCalls {
  claim(): Promise<ReviewItem | null>;
  say(item: ReviewItem, said: Exclude<Said, { kind: 'skipped' }>): Promise<void>;
  /** Takes back this reviewer's latest answer; token null: somebody else has the example now. */
  undo(): Promise<{ exampleId: string; token: string | null; untilMs: number }>;
  /** Until when it is this reviewer's then. */
  renew(item: ReviewItem): Promise<number>;
  /** As well as it can: what is not given back comes back when its lease is over. */
  release(item: ReviewItem): void;
}

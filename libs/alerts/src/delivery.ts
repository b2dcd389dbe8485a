import { createHash } from 'node:crypto';
import { bodyOf, type EventType, type WebhookEvent } from './events.js';
import { nextDelayMs } from './schedule.js';

/** What became of one POST. */
export interface Attempt {
  atMs: number;
  tookMs: number;
  /** Absent: no answer came. */
  status?: number;
  /** Why it failed, in words. */
  error?: string;
  /** How the answer's body begins. */
  response?: string;
}

export type DeliveryState = 'pending' | 'delivered' | 'dead';

/** One event on its way to one endpoint; there is one for each pair of them. */
export interface Delivery {
  /** Of the event: the `webhook-id`, the same at every attempt. */
  id: string;
  project: string;
  endpointId: string;
  /** Who attempts it: the process that owns this partition of the alerts log. */
  lane: number;
  type: EventType;
  body: string;
  createdAtMs: number;
  state: DeliveryState;
  /** Failures since it was made, or sent again by hand. */
  failures: number;
  nextAttemptAtMs: number;
  /** The newest, oldest first. */
  attempts: Attempt[];
}

/** What a POST came to. */
export interface PostResult {
  outcome: 'success' | 'failure' | 'gone';
  attempt: Attempt;
  retryAfterMs?: number;
}

const MAX_ATTEMPTS_KEPT = 20;

/** The same for every repeat of the same cause. Ids of later events sort behind. */
export function eventIdOf({ project, type, cause, atMs }: WebhookEvent): string {
  const digest = createHash('sha256')
    .update(JSON.stringify([project, type, cause]))
    .digest('hex');
  return `evt_${String(atMs).padStart(13, '0')}_${digest.slice(0, 24)}`;
}

export function newDelivery(event: WebhookEvent, endpointId: string, lane: number, nowMs: number): Delivery {
  return {
    id: eventIdOf(event),
    project: event.project,
    endpointId,
    lane,
    type: event.type,
    body: bodyOf(event),
    createdAtMs: nowMs,
    state: 'pending',
    failures: 0,
    nextAttemptAtMs: nowMs,
    attempts: [],
  };
}

/** @param random in [0, 1) */
export function afterAttempt(delivery: Delivery, result: PostResult, nowMs: number, random: number): Delivery {
  const attempts = [...delivery.attempts, result.attempt].slice(-MAX_ATTEMPTS_KEPT);
  if (result.outcome === 'success') return { ...delivery, attempts, state: 'delivered' };
  const failures = delivery.failures + 1;
  const delayMs = result.outcome === 'gone' ? undefined : nextDelayMs(failures, random, result.retryAfterMs);
  if (delayMs === undefined) return { ...delivery, attempts, failures, state: 'dead' };
  return { ...delivery, attempts, failures, nextAttemptAtMs: nowMs + delayMs };
}

/** Once more from the beginning of the schedule, under the same id. */
export function sentAgain(delivery: Delivery, nowMs: number): Delivery {
  return { ...delivery, state: 'pending', failures: 0, nextAttemptAtMs: nowMs };
}

/** Given up without an attempt. */
export function abandoned(delivery: Delivery, why: string, nowMs: number): Delivery {
  const attempts = [...delivery.attempts, { atMs: nowMs, tookMs: 0, error: why }].slice(-MAX_ATTEMPTS_KEPT);
  return { ...delivery, attempts, state: 'dead' };
}

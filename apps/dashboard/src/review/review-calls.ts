import { answerOf, api, ask } from '../api/client.js';
import type { ExampleFilter } from '../api/example-queries.js';
import type { ReviewCalls, ReviewItem, ReviewLane } from './review-item.js';

/** Long enough to look twice, and to be called away. */
const LEASE_SECONDS = 600;

export interface Reviewing {
  project: string;
  reviewer: string;
  /** Absent: the random sample while something waits in it, else the other lane. */
  lane: ReviewLane | undefined;
  /** Only what fits it, of the targeted lane. */
  filter: ExampleFilter | undefined;
}

/** Calls of the review API, by one reviewer. */
export function reviewCalls({ project, reviewer, lane, filter }: Reviewing): ReviewCalls {
  const params = { path: { project } };
  return {
    async claim() {
      const untilMs = leaseEnd();
      const body = { reviewer, leaseSeconds: LEASE_SECONDS, ...(filter ?? (lane && { lane })) };
      const { item } = await answerOf(api.POST('/v1/projects/{project}/reviews/claim', { params, body }));
      return item && preloaded({ ...item, untilMs });
    },
    async say({ token }, said) {
      const who = { token, reviewer };
      if (said.kind === 'unsure')
        await answerOf(api.POST('/v1/projects/{project}/reviews/unsure', { params, body: who }));
      else {
        const body = { ...who, label: said.label };
        await answerOf(api.POST('/v1/projects/{project}/reviews/decide', { params, body }));
      }
    },
    async undo() {
      const untilMs = leaseEnd();
      const body = { reviewer, leaseSeconds: LEASE_SECONDS };
      const { exampleId, claim } = await answerOf(api.POST('/v1/projects/{project}/reviews/undo', { params, body }));
      return { exampleId, token: claim?.token ?? null, untilMs };
    },
    async renew({ token }) {
      const untilMs = leaseEnd();
      const body = { token, reviewer, leaseSeconds: LEASE_SECONDS };
      await answerOf(api.POST('/v1/projects/{project}/reviews/renew', { params, body }));
      return untilMs;
    },
    release({ token }) {
      // The page may be on its way out: the request outlives it.
      const path = `/v1/projects/${encodeURIComponent(project)}/reviews/release`;
      const headers = { 'content-type': 'application/json' };
      const body = JSON.stringify({ token, reviewer });
      ask(path, { method: 'POST', headers, body, keepalive: true }).catch(() => undefined);
    },
  };
}

function leaseEnd(): number {
  return Date.now() + LEASE_SECONDS * 1_000;
}

/** The picture is there when its turn comes. */
function preloaded(item: ReviewItem): ReviewItem {
  const { display } = item.example;
  if (display?.kind === 'url') {
    const image = new Image();
    image.referrerPolicy = 'no-referrer';
    image.src = display.url;
  }
  return item;
}

import { useCallback, useEffect, useState, useSyncExternalStore } from 'react';
import { answersToday, countAnswer } from './preferences.js';
import { Presence } from './presence.js';
import { reviewCalls, type Reviewing } from './review-calls.js';
import { ReviewSession, type ReviewState } from './review-session.js';

export interface Pace {
  today: number;
  /** Over the last five minutes; null: too little to say. */
  perMinute: number | null;
}

export interface Review {
  session: ReviewSession;
  state: ReviewState;
  pace: Pace;
}

const WINDOW_MS = 5 * 60_000;
const MIN_ANSWERS = 3;

/** A session for as long as the screen is shown with this project, reviewer, lane and filter; then all is given back. */
export function useReview({ project, reviewer, lane, filter }: Reviewing): Review {
  const [times, setTimes] = useState<number[]>([]);
  const [session, setSession] = useState(() => new ReviewSession(noCalls));
  const [opening, setOpening] = useState(0);
  useEffect(() => {
    const presence = new Presence();
    const onAnswered = (change: 1 | -1) => {
      countAnswer(project, reviewer, change);
      setTimes((before) => (change === 1 ? [...recent(before), Date.now()] : before.slice(0, -1)));
    };
    const begun = new ReviewSession(reviewCalls({ project, reviewer, lane, filter }), onAnswered, presence.isHere);
    setSession(begun);
    begun.start();
    const leave = () => begun.leave();
    const reopen = ({ persisted }: PageTransitionEvent) => persisted && setOpening((n) => n + 1);
    addEventListener('pagehide', leave);
    addEventListener('pageshow', reopen);
    return () => {
      removeEventListener('pagehide', leave);
      removeEventListener('pageshow', reopen);
      presence.stop();
      begun.leave();
    };
  }, [project, reviewer, lane, filter, opening]);
  const state = useSyncExternalStore(
    useCallback((listener) => session.subscribe(listener), [session]),
    session.snapshot,
  );
  return { session, state, pace: { today: answersToday(project, reviewer), perMinute: perMinute(times) } };
}

/** Before the first effect. */
const noCalls = {
  claim: () => Promise.resolve(null),
  say: () => Promise.resolve(),
  undo: () => Promise.reject(new Error('nothing was said')),
  renew: () => Promise.reject(new Error('nothing is held')),
  release: () => undefined,
};

function recent(times: number[]): number[] {
  const from = Date.now() - WINDOW_MS;
  return times.filter((ms) => ms > from);
}

function perMinute(times: number[]): number | null {
  const [first] = times;
  if (times.length < MIN_ANSWERS || first === undefined) return null;
  return ((times.length - 1) * 60_000) / Math.max(times.at(-1)! - first, 1);
}

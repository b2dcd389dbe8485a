import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ProblemError } from '../api/problem-error.js';
import type { ReviewCalls, ReviewItem, Said } from './review-item.js';
import { ReviewSession } from './review-session.js';

const LEASE_MS = 600_000;

/** A queue of `e0`, `e1`, ... and what was said of them. */
function desk(waiting: number) {
  const log: string[] = [];
  let [next, tokens] = [0, 0];
  const calls: ReviewCalls = {
    async claim() {
      if (next === waiting) return null;
      const item = { exampleId: `e${next++}`, lane: 'targeted', token: `t${tokens++}`, untilMs: Date.now() + LEASE_MS };
      return item as ReviewItem;
    },
    async say({ exampleId, token }, said) {
      log.push(`${exampleId} ${token} ${said.kind === 'decided' ? said.label : said.kind}`);
    },
    async undo() {
      const [exampleId] = log.at(-1)!.split(' ');
      log.push(`undo ${exampleId}`);
      return { exampleId: exampleId!, token: 'again', untilMs: Date.now() + LEASE_MS };
    },
    async renew({ exampleId }) {
      log.push(`renew ${exampleId}`);
      return Date.now() + LEASE_MS;
    },
    release: ({ exampleId }) => void log.push(`release ${exampleId}`),
  };
  let answers = 0;
  const here = { until: 0 };
  const session = new ReviewSession(
    calls,
    (change) => (answers += change),
    () => Date.now() < here.until,
  );
  return { calls, log, session, here, answers: () => answers, shown: () => session.snapshot().item?.exampleId };
}

const decided = (label: number): Said => ({ kind: 'decided', label });
const settle = () => vi.advanceTimersByTimeAsync(0);

describe('a review session', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('shows the next example at once, and sends what was said in its order', async () => {
    const { session, shown, log, answers } = desk(5);
    session.start();
    await settle();
    session.say(decided(3));
    expect(shown()).toBe('e1');
    session.say({ kind: 'unsure' });
    expect([shown(), answers(), session.snapshot().unsent]).toEqual(['e2', 2, 2]);
    await settle();
    expect(log).toEqual(['e0 t0 3', 'e1 t1 unsure']);
    expect(session.snapshot().unsent).toBe(0);
  });

  it('shows again at once what is taken back, and decides it under the new claim', async () => {
    const { session, shown, log, answers } = desk(5);
    session.start();
    await settle();
    session.say(decided(3));
    session.undo();
    expect([shown(), answers()]).toEqual(['e0', 0]);
    session.say(decided(4));
    expect(shown()).toBe('e1');
    await settle();
    expect(log).toEqual(['e0 t0 3', 'undo e0', 'e0 again 4']);
  });

  it('brings back what was skipped without asking, and gives all back in the end', async () => {
    const { session, shown, log } = desk(4);
    session.start();
    await settle();
    session.say({ kind: 'skipped' });
    session.undo();
    expect(shown()).toBe('e0');
    session.say({ kind: 'skipped' });
    await settle();
    session.leave();
    expect(log.toSorted()).toEqual(['release e0', 'release e1', 'release e2', 'release e3']);
  });

  it('sends again what did not reach the service', async () => {
    const { session, calls, log } = desk(5);
    const say = calls.say;
    calls.say = async () => Promise.reject(new ProblemError('the service does not answer', 0));
    session.start();
    await settle();
    session.say(decided(1));
    await settle();
    expect(session.snapshot()).toMatchObject({ unsent: 1, notice: expect.stringContaining('tried again') });
    calls.say = say;
    await vi.advanceTimersByTimeAsync(1_000);
    expect(log).toEqual(['e0 t0 1']);
    expect(session.snapshot()).toMatchObject({ unsent: 0, notice: undefined });
  });

  it('says so when an answer is refused, and takes nothing else back in its place', async () => {
    const { session, shown, calls, log, answers } = desk(5);
    calls.say = async () => Promise.reject(new ProblemError('token: names no item', 409));
    session.start();
    await settle();
    session.say(decided(1));
    session.undo();
    await settle();
    expect(log).toEqual([]);
    expect([shown(), answers()]).toEqual(['e1', 0]);
    expect(session.snapshot().notice).toContain('e0 was not taken');
  });

  it('gives everything back when nobody answers until the lease is over, and goes on when somebody comes', async () => {
    const { session, shown, log } = desk(9);
    session.start();
    await vi.advanceTimersByTimeAsync(LEASE_MS);
    expect(session.snapshot()).toMatchObject({ phase: 'away', item: undefined });
    expect(log).toEqual(['release e0', 'release e1', 'release e2', 'release e3']);
    session.start();
    await settle();
    expect(shown()).toBe('e4');
  });

  it('keeps what is shown while somebody is there, and not for ever', async () => {
    const { session, shown, log, here } = desk(9);
    here.until = Date.now() + 2 * LEASE_MS;
    session.start();
    await vi.advanceTimersByTimeAsync(LEASE_MS / 2 - 1);
    expect(log).toEqual([]);
    await vi.advanceTimersByTimeAsync(1.9 * LEASE_MS);
    expect(shown()).toBe('e0');
    expect(log).toEqual(['renew e0', 'renew e0', 'renew e0']);
    await vi.advanceTimersByTimeAsync(LEASE_MS);
    expect(session.snapshot().phase).toBe('away');
    expect(log.slice(3)).toEqual(['release e0', 'release e1', 'release e2', 'release e3']);
  });

  it('keeps trying to keep it while the service does not answer, until the lease is over', async () => {
    const { session, calls, shown, here } = desk(9);
    here.until = Infinity;
    const renew = calls.renew;
    calls.renew = async () => Promise.reject(new ProblemError('the service does not answer', 0));
    session.start();
    await vi.advanceTimersByTimeAsync(0.8 * LEASE_MS);
    calls.renew = renew;
    await vi.advanceTimersByTimeAsync(0.5 * LEASE_MS);
    expect(shown()).toBe('e0');
    calls.renew = async () => Promise.reject(new ProblemError('the service does not answer', 0));
    await vi.advanceTimersByTimeAsync(LEASE_MS);
    expect(session.snapshot().phase).toBe('away');
  });

  it('shows the next one when what is shown was lost', async () => {
    const { session, calls, shown, here } = desk(9);
    here.until = Infinity;
    session.start();
    await settle();
    session.say(decided(1));
    await settle();
    calls.renew = async () => Promise.reject(new ProblemError('token: names no item', 409));
    await vi.advanceTimersByTimeAsync(LEASE_MS / 2);
    expect(shown()).toBe('e2');
    expect(session.snapshot().notice).toContain('e1 went back');
  });

  it('does not take an answer on its way for a loss', async () => {
    const { session, calls, shown, here } = desk(9);
    here.until = Infinity;
    let refuse: (error: Error) => void = () => undefined;
    calls.renew = () => new Promise((_, reject) => (refuse = reject));
    session.start();
    await vi.advanceTimersByTimeAsync(LEASE_MS / 2);
    session.say(decided(1));
    session.undo();
    await settle();
    refuse(new ProblemError('token: something else was said', 409));
    await settle();
    expect([shown(), session.snapshot().notice]).toEqual(['e0', undefined]);
  });

  it('looks again where nothing waits', async () => {
    const { session, calls, shown } = desk(0);
    session.start();
    await settle();
    expect(session.snapshot().phase).toBe('empty');
    calls.claim = desk(1).calls.claim;
    await vi.advanceTimersByTimeAsync(3_000);
    expect([session.snapshot().phase, shown()]).toEqual(['item', 'e0']);
  });
});

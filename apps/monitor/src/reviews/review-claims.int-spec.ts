import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { openLedger, type Ledger } from '#ledger';
import type { WaitingReview } from '#pipeline';
import { ClaimLostError, DecidedOtherwiseError, ReviewClaims } from './review-claims.js';
import { ReviewDecisions } from './review-decisions.js';

const redisUrl = inject('redisUrl') ?? '';
const minute = 60_000;

function waitingOf(count: number): WaitingReview[] {
  return Array.from({ length: count }, (_, n) => {
    return { exampleId: `e${n}`, lane: 'sampled', sinceMs: n, turn: n + 1, probability: 0.1 };
  });
}

const stores = {
  lmdb: () => {
    const path = mkdtempSync(join(tmpdir(), 'qualm-claims-'));
    return { open: () => openLedger({ kind: 'lmdb', path }), remove: () => rmSync(path, { recursive: true }) };
  },
  redis: () => {
    const keyPrefix = `claims-${randomUUID()}:`;
    return { open: () => openLedger({ kind: 'redis', url: redisUrl, keyPrefix }), remove: () => {} };
  },
};

describe.each(['lmdb', 'redis'] as const)('claims on %s, by two monitors', (kind) => {
  let store: ReturnType<(typeof stores)['lmdb']>;
  let ledgers: [Ledger, Ledger];
  let nowMs = 1_000_000;
  const claimsOf = (n: number) => new ReviewClaims(ledgers[n % 2]!, 'pets', () => nowMs);
  const [first, second] = [() => claimsOf(0), () => claimsOf(1)];

  beforeEach(async (context) => {
    if (kind === 'redis' && redisUrl === '') context.skip();
    store = stores[kind]();
    ledgers = [await store.open(), await store.open()];
  });
  afterEach(async () => {
    for (const ledger of ledgers ?? []) await ledger.close();
    store?.remove();
  });

  it('never give an item to two people, and give every item', async () => {
    const waiting = waitingOf(60);
    const taken = await Promise.all(Array.from({ length: 80 }, (_, n) => claimsOf(n).take(waiting, `r${n}`, minute)));
    const ids = taken.flatMap((claim) => (claim ? [claim.exampleId] : []));
    expect(ids.toSorted()).toEqual(waiting.map((item) => item.exampleId).toSorted());
    expect(new Set(taken.map((claim) => claim?.token)).size).toBe(61);
    expect(await first().states(waiting)).toEqual(waiting.map(() => 'claimed'));
  });

  it('decide once among several who say different things with one token', async () => {
    const claim = (await first().take(waitingOf(1), 'ann', minute))!;
    const said = await Promise.allSettled(
      [0, 1, 2, 3].map((label) => claimsOf(label).say(claim.token, 'ann', { outcome: 'decided', label })),
    );
    const refused = said.filter((result) => result.status === 'rejected');
    expect(refused.map(({ reason }) => (reason as Error).name)).toEqual(Array(3).fill('DecidedOtherwiseError'));
    const won = said.find((result) => result.status === 'fulfilled')!.value;
    expect(await second().say(claim.token, 'ann', won.said!)).toMatchObject({ said: won.said });
    await expect(second().release(claim.token, 'ann')).rejects.toThrow(DecidedOtherwiseError);
  });

  it('end with the lease, and then the item is another’s alone', async () => {
    const waiting = waitingOf(1);
    const lost = (await first().take(waiting, 'ann', minute))!;
    nowMs += minute;
    const [one, other] = await Promise.all([
      first().take(waiting, 'ann', minute),
      second().take(waiting, 'bob', minute),
    ]);
    expect([one, other].filter(Boolean)).toHaveLength(1);
    const unsure = { outcome: 'unsure' } as const;
    await expect(first().say(lost.token, 'ann', unsure)).rejects.toThrow(ClaimLostError);
    const held = (one ?? other)!;
    await expect(first().say(held.token, 'eve', unsure)).rejects.toThrow(ClaimLostError);
    await first().say(held.token, held.reviewer, unsure);
    nowMs += minute - 1;
    expect(await second().take(waiting, 'cid', minute)).toBeUndefined();
  });

  it('last longer when they are renewed, and never less', async () => {
    const waiting = waitingOf(1);
    const { token } = (await first().take(waiting, 'ann', minute))!;
    nowMs += minute - 1;
    const renewed = await second().renew(token, 'ann', minute);
    expect(renewed).toMatchObject({ token, exampleId: 'e0', untilMs: nowMs + minute });
    expect(await first().renew(token, 'ann', 1)).toEqual(renewed);
    await expect(first().renew(token, 'bob', minute)).rejects.toThrow(ClaimLostError);
    nowMs += minute - 1;
    expect(await first().take(waiting, 'bob', minute)).toBeUndefined();
    nowMs += 1;
    await expect(second().renew(token, 'ann', minute)).rejects.toThrow(ClaimLostError);
    expect(await first().take(waiting, 'bob', minute)).toMatchObject({ exampleId: 'e0', reviewer: 'bob' });
    await expect(second().renew(token, 'ann', minute)).rejects.toThrow(ClaimLostError);
  });

  it('are renewed or lost, whichever monitor is first', async () => {
    const waiting = waitingOf(1);
    const { token } = (await first().take(waiting, 'ann', minute))!;
    const said = { outcome: 'decided', label: 1 } as const;
    const renewals = Array.from({ length: 6 }, (_, n) => claimsOf(n).renew(token, 'ann', (n + 1) * minute));
    const all = await Promise.allSettled([...renewals, second().say(token, 'ann', said)]);
    const refused = all.filter((result) => result.status === 'rejected');
    expect(refused.every(({ reason }) => reason instanceof DecidedOtherwiseError)).toBe(true);
    await expect(first().renew(token, 'ann', 9 * minute)).rejects.toThrow(DecidedOtherwiseError);
    // What was said stands, whatever came before it.
    expect(await first().say(token, 'ann', said)).toMatchObject({ said });
    await first().done(token);
    await expect(second().renew(token, 'ann', minute)).rejects.toThrow(DecidedOtherwiseError);
  });

  it('keep what was decided away until it has left the queue, and forget it then', async () => {
    const waiting = waitingOf(2);
    const claim = (await first().take(waiting, 'ann', minute))!;
    await first().say(claim.token, 'ann', { outcome: 'decided', label: 1 });
    await first().done(claim.token);
    nowMs += 100 * minute;
    await second().clear(waiting);
    expect(await second().states(waiting)).toEqual(['decided', 'free']);
    const comeBack = { ...waiting[0]!, turn: 9 };
    expect(await second().states([comeBack])).toEqual(['free']);
    await second().clear([waiting[1]!]);
    expect(await first().states(waiting)).toEqual(['free', 'free']);
  });

  it('give an item at once to whoever took the decision back, whichever turn it comes back in', async () => {
    const [waiting, back] = [waitingOf(1), waitingOf(1).map((item) => ({ ...item, turn: 9 }))];
    const { token } = (await first().take(waiting, 'ann', minute))!;
    await first().say(token, 'ann', { outcome: 'unsure' });
    await first().done(token);
    const lease = { reviewer: 'ann', untilMs: nowMs + minute };
    const again = (await second().takeBack(token, { exampleId: 'e0', lane: 'sampled' }, lease))!;
    expect(await first().states(back)).toEqual(['claimed']);
    expect(await first().takeBack('other', { exampleId: 'e0', lane: 'sampled' }, lease)).toBeUndefined();
    await first().say(again.token, 'ann', { outcome: 'decided', label: 1 });
    await first().done(again.token);
    expect(await second().states(back)).toEqual(['decided']);
    nowMs += minute + 1;
    await second().clear([]);
    expect(await second().states(back)).toEqual(['free']);
  });

  it('give an item back that was released or whose decision was taken back', async () => {
    const waiting = waitingOf(1);
    const released = (await first().take(waiting, 'ann', minute))!;
    await second().release(released.token, 'ann');
    const decided = (await second().take(waiting, 'bob', minute))!;
    await second().done(decided.token);
    await first().forget(decided.token);
    expect(await first().states(waiting)).toEqual(['free']);
    await expect(first().release(released.token, 'ann')).rejects.toThrow(ClaimLostError);
  });

  it('keep the latest decisions of a reviewer, each once, for a day', async () => {
    const decisionsOf = (reviewer: string, n = 0) => new ReviewDecisions(ledgers[n]!, 'pets', reviewer, () => nowMs);
    const decision = (n: number) => {
      return { token: `t${n}`, exampleId: `e${n}`, lane: 'sampled', said: { outcome: 'unsure' }, atMs: nowMs } as const;
    };
    for (let n = 0; n < 25; n++) await decisionsOf('ann', n % 2).add(decision(n));
    await decisionsOf('ann').add(decision(24));
    await decisionsOf('ann').remove('t24');
    expect(await decisionsOf('ann', 1).latest()).toMatchObject({ token: 't23' });
    expect(await decisionsOf('ann').of('t5')).toMatchObject({ exampleId: 'e5' });
    expect(await decisionsOf('ann').of('t4')).toBeUndefined();
    expect(await decisionsOf('bob').latest()).toBeUndefined();
    nowMs += 24 * 60 * minute;
    expect(await decisionsOf('ann').latest()).toBeUndefined();
  });
});

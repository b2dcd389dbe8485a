import { randomUUID } from 'node:crypto';
import type { Ledger } from '#ledger';
import type { WaitingReview } from '#pipeline';
import { JsonDocument } from './json-document.js';

/** What a reviewer says of an example. */
export type Decision = { outcome: 'decided'; /** Class index. */ label: number } | { outcome: 'unsure' };

/** An example that one person has; or had, until WATCH knows what became of it. */
export interface Claim {
  token: string;
  exampleId: string;
  lane: WaitingReview['lane'];
  /** `ReviewEntry.turn`: the same example, when it comes back, is another item. null: it is still to come back. */
  turn: number | null;
  reviewer: string;
  untilMs: number;
  /** Said already: a repeat says the same, or is refused. */
  said?: Decision;
  /** When what was said was durable. */
  doneMs?: number;
}

export type Lease = Pick<Claim, 'reviewer' | 'untilMs'>;

export type ItemState = 'free' | 'claimed' | 'decided';

/** The token stands for no item that this reviewer holds: it never did, or the lease is over. */
export class ClaimLostError extends Error {
  override readonly name = 'ClaimLostError';
}

/** Something else was said with this token before. */
export class DecidedOtherwiseError extends Error {
  override readonly name = 'DecidedOtherwiseError';
  constructor(readonly said: Decision) {
    super(said.outcome);
  }
}

/** While what was said is on its way into the log, nobody else gets the item. */
const SAYING_MS = 60_000;
/** For so long a list of what waits may be behind, so that what is not in it may still have to come. */
const LIST_BEHIND_MS = 60_000;

/**
 * Who has which item of a project's review queue: one document of the ledger, changed by compare-and-set, so that several
 * monitors never give an item to two people. It holds what is being reviewed now and little more, and people are slow.
 */
export class ReviewClaims {
  private readonly document: JsonDocument<Claim[]>;

  constructor(
    ledger: Ledger,
    project: string,
    private readonly nowMs: () => number,
  ) {
    this.document = new JsonDocument<Claim[]>(ledger, `review/claims/${project}`, []);
  }

  /** Of each of `waiting`, in its order: whether somebody has it, or has just decided. */
  async states(waiting: WaitingReview[]): Promise<ItemState[]> {
    const stateOf = stateReader(await this.document.read(), this.nowMs());
    return waiting.map(stateOf);
  }

  /** Gives the first free one of `wanted` to a reviewer; undefined: there is none. */
  take(wanted: WaitingReview[], reviewer: string, leaseMs: number): Promise<Claim | undefined> {
    const token = randomUUID();
    return this.document.change<Claim | undefined>((claims) => {
      const nowMs = this.nowMs();
      const stateOf = stateReader(claims, nowMs);
      const free = wanted.find((item) => stateOf(item) === 'free');
      if (!free) return { value: claims, result: undefined };
      const { exampleId, lane, turn } = free;
      const claim: Claim = { token, exampleId, lane, turn, reviewer, untilMs: nowMs + leaseMs };
      return { value: [...claims, claim], result: claim };
    });
  }

  /** Forgets leases that are over, and what was decided and has left the queue since. */
  async clear(waiting: WaitingReview[]): Promise<void> {
    const listed = new Set(waiting.map(itemOf));
    await this.document.change((claims) => {
      const nowMs = this.nowMs();
      const kept = claims.filter((claim) => {
        if (claim.doneMs === undefined) return claim.untilMs > nowMs;
        return nowMs - claim.doneMs < LIST_BEHIND_MS || listed.has(itemOf(claim));
      });
      return { value: kept.length < claims.length ? kept : claims, result: undefined };
    });
  }

  /**
   * Before what is said goes into the log: from now on nothing else can be said with this token, and nobody else gets the item.
   * @throws ClaimLostError, DecidedOtherwiseError
   */
  say(token: string, reviewer: string, said: Decision): Promise<Claim> {
    return this.changeOne(token, reviewer, (claim) => {
      if (claim.said && !sameDecision(claim.said, said)) throw new DecidedOtherwiseError(claim.said);
      return { ...claim, said, untilMs: Math.max(claim.untilMs, this.nowMs() + SAYING_MS) };
    });
  }

  /**
   * The lease lasts so long from now on; it is never made shorter.
   * @throws ClaimLostError, DecidedOtherwiseError when a decision is under way or made
   */
  renew(token: string, reviewer: string, leaseMs: number): Promise<Claim> {
    return this.changeOne(token, reviewer, (claim) => {
      if (claim.said) throw new DecidedOtherwiseError(claim.said);
      return { ...claim, untilMs: Math.max(claim.untilMs, this.nowMs() + leaseMs) };
    });
  }

  /** What was said is durable: the item does not come back while WATCH has not seen it. */
  async done(token: string): Promise<void> {
    await this.document.change((claims) => {
      const doneMs = this.nowMs();
      return { value: claims.map((c) => (c.token === token ? { doneMs, ...c } : c)), result: undefined };
    });
  }

  /** @throws ClaimLostError, DecidedOtherwiseError when a decision is under way or made */
  async release(token: string, reviewer: string): Promise<Claim> {
    return this.document.change((claims) => {
      const claim = this.held(claims, token, reviewer);
      if (claim.said) throw new DecidedOtherwiseError(claim.said);
      return { value: claims.filter((c) => c !== claim), result: claim };
    });
  }

  /** Whoever decided took it back and has it again, before it is listed; undefined: somebody else has it. */
  takeBack(token: string, { exampleId, lane }: Pick<Claim, 'exampleId' | 'lane'>, lease: Lease) {
    const claim: Claim = { token: randomUUID(), exampleId, lane, turn: null, ...lease };
    return this.document.change<Claim | undefined>((claims) => {
      const others = claims.filter((c) => c.token !== token);
      const isHeld = others.some((c) => c.exampleId === exampleId && isLive(c, this.nowMs()));
      return isHeld ? { value: others, result: undefined } : { value: [...others, claim], result: claim };
    });
  }

  /** Whoever decided took it back: the item may be given again. */
  async forget(token: string): Promise<void> {
    await this.document.change((claims) => {
      const others = claims.filter((c) => c.token !== token);
      return { value: others.length < claims.length ? others : claims, result: undefined };
    });
  }

  private changeOne(token: string, reviewer: string, change: (claim: Claim) => Claim): Promise<Claim> {
    return this.document.change((claims) => {
      const claim = this.held(claims, token, reviewer);
      const changed = change(claim);
      return { value: claims.map((c) => (c === claim ? changed : c)), result: changed };
    });
  }

  private held(claims: Claim[], token: string, reviewer: string): Claim {
    const claim = claims.find((c) => c.token === token && c.reviewer === reviewer);
    if (claim && (claim.doneMs !== undefined || claim.untilMs > this.nowMs())) return claim;
    throw new ClaimLostError();
  }
}

function stateReader(claims: Claim[], nowMs: number): (item: WaitingReview) => ItemState {
  const held = new Set(claims.filter((c) => isLive(c, nowMs)).map((c) => c.exampleId));
  const decided = new Set(claims.filter((c) => c.doneMs !== undefined).map(itemOf));
  return (item) => {
    if (held.has(item.exampleId)) return 'claimed';
    return decided.has(itemOf(item)) || decided.has(itemOf({ ...item, turn: null })) ? 'decided' : 'free';
  };
}

function isLive({ doneMs, untilMs }: Claim, nowMs: number): boolean {
  return doneMs === undefined && untilMs > nowMs;
}

function itemOf({ exampleId, turn }: Pick<Claim, 'exampleId' | 'turn'>): string {
  return `${turn} ${exampleId}`;
}

export function sameDecision(a: Decision, b: Decision): boolean {
  return a.outcome === b.outcome && (a.outcome === 'unsure' || b.outcome === 'unsure' || a.label === b.label);
}

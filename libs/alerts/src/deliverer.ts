import type { Clock } from './clock.js';
import { abandoned, afterAttempt, type Delivery, type PostResult } from './delivery.js';
import type { DeliveryStore, DueKey } from './delivery-store.js';
import { healthAfter, type Endpoint } from './endpoint.js';
import type { EndpointStore } from './endpoint-store.js';
import type { Send } from './sender.js';

/** Told what becomes of deliveries, for metrics and the log. Nothing here is a secret. */
export interface DelivererObserver {
  attempted?(delivery: Delivery, result: PostResult): void;
  finished?(delivery: Delivery): void;
  disabled?(endpoint: Endpoint): void;
  /** The ledger does not answer, say; it is tried again. */
  failed?(error: unknown): void;
}

export interface DelivererParts {
  deliveries: DeliveryStore;
  endpoints: EndpointStore;
  send: Send;
  clock: Clock;
  /** Lanes that this process owns now. */
  lanes(): number[];
  /** An endpoint was given up; resolves when that is on record. */
  onDisabled(endpoint: Endpoint): Promise<void>;
  settings: {
    maxAttempts: number;
    maxAttemptsPerEndpoint: number;
    /** How often marks of other processes, and of lanes that were taken over, are looked for. */
    scanEveryMs: number;
  };
  observer?: DelivererObserver;
  /** In [0, 1). */
  random?(): number;
}

const RETRY_AFTER_MS = 5_000;
/** At the start lanes are given out within moments. */
const NO_LANES_MS = 200;

interface Waiting {
  key: DueKey;
  dueAtMs: number;
}

/**
 * Attempts the deliveries of its lanes when they are due, some at a time. At least once: a crash between an answer and
 * its record repeats the attempt under the same id. Order is not kept: one that failed is passed by the next.
 */
export class Deliverer {
  private readonly waiting = new Map<string, Waiting>();
  private readonly inHand = new Map<string, { endpointId: string; done: Promise<void> }>();
  private readonly stopping = new AbortController();
  private cancelTimer?: () => void;
  private nextScanAtMs = 0;
  private scanning?: Promise<void>;

  constructor(private readonly parts: DelivererParts) {}

  start(): void {
    this.turn();
  }

  /** Cuts off the attempts in hand; they are made again at the next start. */
  async stop(): Promise<void> {
    this.stopping.abort();
    this.cancelTimer?.();
    await this.scanning;
    await Promise.all([...this.inHand.values()].map(({ done }) => done));
  }

  /** A delivery is on record and waits. */
  wake(delivery: Delivery): void {
    this.wait(delivery);
    this.turn();
  }

  /** Waiting or in hand, in this process. */
  get pending(): number {
    return new Set([...this.waiting.keys(), ...this.inHand.keys()]).size;
  }

  /** Begins what is due and sets the clock for the next. */
  private turn(): void {
    if (this.stopping.signal.aborted) return;
    const nowMs = this.parts.clock.nowMs();
    if (nowMs >= this.nextScanAtMs) {
      const hasLanes = this.parts.lanes().length > 0;
      this.nextScanAtMs = nowMs + (hasLanes ? this.parts.settings.scanEveryMs : NO_LANES_MS);
      this.scanning ??= this.scan().finally(() => (this.scanning = undefined));
    }
    const due = [...this.waiting.entries()].filter(([, { dueAtMs }]) => dueAtMs <= nowMs);
    for (const [name, waiting] of due.sort(([, a], [, b]) => a.dueAtMs - b.dueAtMs)) this.begin(name, waiting);
    const later = [...this.waiting.values()].map(({ dueAtMs }) => dueAtMs).filter((atMs) => atMs > nowMs);
    const wakeAtMs = Math.min(this.nextScanAtMs, ...later);
    this.cancelTimer?.();
    this.cancelTimer = this.parts.clock.after(wakeAtMs - nowMs, () => this.turn());
  }

  private begin(name: string, { key }: Waiting): void {
    const { maxAttempts, maxAttemptsPerEndpoint } = this.parts.settings;
    if (this.inHand.size >= maxAttempts || this.inHand.has(name)) return;
    const busy = [...this.inHand.values()].filter(({ endpointId }) => endpointId === key.endpointId).length;
    if (busy >= maxAttemptsPerEndpoint) return;
    this.waiting.delete(name);
    const done = this.attempt(key)
      .catch((error: unknown) => this.later(name, key, error))
      .finally(() => {
        this.inHand.delete(name);
        this.turn();
      });
    this.inHand.set(name, { endpointId: key.endpointId, done });
  }

  private later(name: string, key: DueKey, error: unknown): void {
    if (this.stopping.signal.aborted) return;
    this.parts.observer?.failed?.(error);
    this.waiting.set(name, { key, dueAtMs: this.parts.clock.nowMs() + RETRY_AFTER_MS });
  }

  private async attempt(key: DueKey): Promise<void> {
    const { deliveries, endpoints, send, clock, observer, random = Math.random } = this.parts;
    const delivery = await deliveries.get(key);
    if (delivery?.state !== 'pending') return deliveries.unmark(key);
    if (delivery.nextAttemptAtMs > clock.nowMs()) return this.wait(delivery);
    const endpoint = await endpoints.get(key.project, key.endpointId);
    if (!endpoint) return deliveries.remove(key);
    if (endpoint.disabled) return this.record(delivery, abandoned(delivery, 'the webhook is disabled', clock.nowMs()));
    const result = await send(endpoint, delivery, this.stopping.signal);
    observer?.attempted?.(delivery, result);
    await this.record(delivery, afterAttempt(delivery, result, clock.nowMs(), random()));
    await this.noteHealth(endpoint, result.outcome);
  }

  /** When it is not as it was any more, somebody else has moved it on: another owner, or a person who sent it again. */
  private async record(from: Delivery, to: Delivery): Promise<void> {
    const recorded = await this.parts.deliveries.replace(from, to);
    if (recorded && to.state !== 'pending') return this.parts.observer?.finished?.(to);
    const now = recorded ? to : await this.parts.deliveries.get(to);
    if (now?.state === 'pending') this.wait(now);
  }

  /** What an address answered says nothing of one that took its place meanwhile. */
  private async noteHealth({ project, id, url }: Endpoint, outcome: PostResult['outcome']): Promise<void> {
    const nowMs = this.parts.clock.nowMs();
    const changed = await this.parts.endpoints.update(project, id, (endpoint) =>
      endpoint.url === url ? healthAfter(endpoint, outcome, nowMs) : endpoint,
    );
    if (!changed?.after.disabled || changed.before.disabled) return;
    this.parts.observer?.disabled?.(changed.after);
    await this.parts.onDisabled(changed.after);
  }

  /** Of what is not ours now its owner finds the mark. */
  private wait({ lane, project, endpointId, id, nextAttemptAtMs }: Delivery): void {
    if (!this.parts.lanes().includes(lane)) return;
    const key = { lane, project, endpointId, id };
    this.waiting.set(nameOf(key), { key, dueAtMs: nextAttemptAtMs });
  }

  private async scan(): Promise<void> {
    try {
      const lanes = new Set(this.parts.lanes());
      const due = (await this.parts.deliveries.due()).filter(({ lane }) => lanes.has(lane));
      for (const [name, { key }] of this.waiting) if (!lanes.has(key.lane)) this.waiting.delete(name);
      for (const key of due) if (!this.stopping.signal.aborted) await this.find(key);
    } catch (error) {
      if (!this.stopping.signal.aborted) this.parts.observer?.failed?.(error);
    }
    this.turn();
  }

  private async find(key: DueKey): Promise<void> {
    const isKnown = () => this.waiting.has(nameOf(key)) || this.inHand.has(nameOf(key));
    if (isKnown()) return;
    const delivery = await this.parts.deliveries.get(key);
    if (isKnown()) return;
    if (delivery?.state === 'pending') this.wait(delivery);
    else await this.parts.deliveries.unmark(key);
  }
}

function nameOf({ project, endpointId, id }: DueKey): string {
  return `${project}/${endpointId}/${id}`;
}

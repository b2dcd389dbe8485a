import { randomUUID } from 'node:crypto';
import { Announcer } from './announcer.js';
import { systemClock, type Clock } from './clock.js';
import { Deliverer, type DelivererObserver } from './deliverer.js';
import { sentAgain, type Delivery } from './delivery.js';
import { DeliveryStore, type DeliveryKey } from './delivery-store.js';
import type { Documents } from './documents.js';
import { changedEndpoint, newEndpoint, rotatedEndpoint, type Endpoint } from './endpoint.js';
import { EndpointStore } from './endpoint-store.js';
import type { WebhookEvent } from './events.js';
import { Housekeeper } from './housekeeper.js';
import { Sender } from './sender.js';
import { SuspectBatches } from './suspect-batches.js';
import { TargetGuard, type TargetRules } from './target-guard.js';

export interface WebhookSettings extends TargetRules {
  connectTimeoutMs: number;
  timeoutMs: number;
  /** Attempts at a time, in all and to one endpoint. */
  maxAttempts: number;
  maxAttemptsPerEndpoint: number;
  userAgent: string;
}

export interface WebhooksParts {
  documents: Documents;
  settings: WebhookSettings;
  /** The lane of what is told of a project outside its alerts. */
  laneOf(project: string): number;
  /** Lanes that this process owns now: it attempts their deliveries. */
  lanes(): number[];
  /** Partitions of the suspects log that it owns now. */
  suspectPartitions(): number[];
  observer?: DelivererObserver | undefined;
  clock?: Clock | undefined;
}

const SCAN_EVERY_MS = 5_000;

/**
 * Webhooks by the Standard Webhooks specification: endpoints of projects, events that become deliveries, deliveries that are
 * attempted until they arrive or are given up. Every process may take requests and announce; the owner of a lane delivers.
 */
export class Webhooks {
  readonly endpoints: EndpointStore;
  readonly deliveries: DeliveryStore;
  readonly suspects: SuspectBatches;
  private readonly guard: TargetGuard;
  private readonly announcer: Announcer;
  private readonly deliverer: Deliverer;
  private readonly housekeeper: Housekeeper;
  private readonly clock: Clock;

  /** @throws Error naming an allowed target that is neither a host nor a network */
  constructor(parts: WebhooksParts) {
    const { documents, settings, laneOf, lanes, observer, clock = systemClock } = parts;
    const failed = (error: unknown) => observer?.failed?.(error);
    const onDisabled = (endpoint: Endpoint) => this.announceDisabled(endpoint);
    const announce = (event: WebhookEvent) => this.announce(event);
    const created = (delivery: Delivery) => this.deliverer.wake(delivery);
    const isMine = (project: string) => lanes().includes(laneOf(project));
    this.clock = clock;
    this.guard = new TargetGuard(settings);
    this.endpoints = new EndpointStore(documents);
    this.deliveries = new DeliveryStore(documents);
    const shared = { endpoints: this.endpoints, deliveries: this.deliveries, clock };
    this.announcer = new Announcer({ ...shared, laneOf, created });
    this.deliverer = new Deliverer({
      ...shared,
      send: new Sender(this.guard, settings, clock).send,
      lanes,
      onDisabled,
      settings: { ...settings, scanEveryMs: SCAN_EVERY_MS },
      ...(observer && { observer }),
    });
    this.housekeeper = new Housekeeper({ ...shared, isMine, onDisabled, failed });
    this.suspects = new SuspectBatches({ documents, clock, partitions: parts.suspectPartitions, announce, failed });
  }

  start(): void {
    this.deliverer.start();
    this.housekeeper.start();
    this.suspects.start();
  }

  async stop(): Promise<void> {
    await this.housekeeper.stop();
    await this.suspects.stop();
    await this.deliverer.stop();
  }

  /** Deliveries that wait for this process. */
  get pending(): number {
    return this.deliverer.pending;
  }

  /** Resolves when a delivery for every subscriber is on record. A repeat has no effect. */
  announce(event: WebhookEvent, lane?: number): Promise<void> {
    return this.announcer.announce(event, lane);
  }

  /** @throws InvalidInput */
  async create(project: string, input: unknown, newestVersion: number): Promise<Endpoint> {
    const endpoint = newEndpoint(project, input, this.guard, this.clock.nowMs());
    await this.endpoints.add(endpoint, newestVersion);
    return endpoint;
  }

  /** undefined: there is none. @throws InvalidInput */
  async change(project: string, id: string, input: unknown): Promise<Endpoint | undefined> {
    const nowMs = this.clock.nowMs();
    return (await this.endpoints.update(project, id, (e) => changedEndpoint(e, input, this.guard, nowMs)))?.after;
  }

  /** A new secret; the one before signs too for a day. undefined: there is no such endpoint */
  async rotate(project: string, id: string): Promise<Endpoint | undefined> {
    const nowMs = this.clock.nowMs();
    return (await this.endpoints.update(project, id, (endpoint) => rotatedEndpoint(endpoint, nowMs)))?.after;
  }

  /** With its deliveries. @returns whether there was one */
  async remove(project: string, id: string): Promise<boolean> {
    const removed = await this.endpoints.remove(project, id);
    if (removed) await this.deliveries.removeMany(project, id, await this.deliveries.ids(project, id));
    return removed;
  }

  /** An event without a cause, to see whether it arrives. */
  test(endpoint: Endpoint): Promise<Delivery> {
    const { id, project } = endpoint;
    const data = { project, endpointId: id, says: 'A test: nothing happened.' };
    const atMs = this.clock.nowMs();
    return this.announcer.announceTo(endpoint, { type: 'test', project, cause: randomUUID(), atMs, data });
  }

  /** Once more, under the same id. undefined: there is no such delivery */
  async sendAgain(key: DeliveryKey): Promise<Delivery | undefined> {
    for (;;) {
      const delivery = await this.deliveries.get(key);
      if (!delivery) return undefined;
      const again = sentAgain(delivery, this.clock.nowMs());
      if (!(await this.deliveries.replace(delivery, again))) continue;
      this.deliverer.wake(again);
      return again;
    }
  }

  private announceDisabled({ id, project, url, disabled }: Endpoint): Promise<void> {
    const { reason, atMs } = disabled!;
    if (reason === 'by hand') return Promise.resolve();
    // What follows the host may be a key.
    const data = { project, endpointId: id, url: new URL(url).origin, reason };
    return this.announce({ type: 'endpoint.disabled', project, cause: `${id}/${atMs}`, atMs, data });
  }
}

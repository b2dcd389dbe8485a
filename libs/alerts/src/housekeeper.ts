import type { Clock } from './clock.js';
import type { DeliveryStore } from './delivery-store.js';
import type { Endpoint } from './endpoint.js';
import type { EndpointStore } from './endpoint-store.js';

export interface HousekeeperParts {
  endpoints: EndpointStore;
  deliveries: DeliveryStore;
  clock: Clock;
  /** Whether this process looks after a project. */
  isMine(project: string): boolean;
  /** Idempotent. */
  onDisabled(endpoint: Endpoint): Promise<void>;
  failed(error: unknown): void;
}

const EVERY_MS = 10 * 60_000;
/** An endpoint's log keeps so many deliveries, for so long; what is beyond goes, waiting or not. */
export const KEPT_DELIVERIES = 1_000;
export const KEPT_MS = 30 * 24 * 3_600_000;
const DAY_MS = 24 * 3_600_000;

/** Keeps the delivery logs short, and tells what a crash kept from being told. */
export class Housekeeper {
  private cancel?: () => void;
  private working?: Promise<void>;
  private stopped = false;

  constructor(private readonly parts: HousekeeperParts) {}

  start(): void {
    this.working = this.tidy()
      .catch((error: unknown) => this.parts.failed(error))
      .finally(() => {
        if (!this.stopped) this.cancel = this.parts.clock.after(EVERY_MS, () => this.start());
      });
  }

  async stop(): Promise<void> {
    this.stopped = true;
    this.cancel?.();
    await this.working;
  }

  async tidy(): Promise<void> {
    const { endpoints, isMine } = this.parts;
    for (const project of (await endpoints.projects()).filter(isMine)) {
      for (const endpoint of await endpoints.list(project)) {
        if (this.stopped) return;
        await this.tidyEndpoint(endpoint);
      }
    }
  }

  private async tidyEndpoint(endpoint: Endpoint): Promise<void> {
    const { deliveries, clock, onDisabled } = this.parts;
    const { project, id: endpointId, disabled } = endpoint;
    const nowMs = clock.nowMs();
    if (disabled && nowMs - disabled.atMs < DAY_MS) await onDisabled(endpoint);
    const ids = await deliveries.ids(project, endpointId);
    const beyond = ids.slice(KEPT_DELIVERIES);
    const old = await this.old(endpoint, ids.slice(0, KEPT_DELIVERIES), nowMs - KEPT_MS);
    await deliveries.removeMany(project, endpointId, [...beyond, ...old]);
  }

  /** Those that were made before a time. What happened before it may be news: labels are imported with times of long ago. */
  private async old({ project, id: endpointId }: Endpoint, ids: string[], beforeMs: number): Promise<string[]> {
    const old: string[] = [];
    for (const id of ids.filter((known) => happenedAtMs(known) < beforeMs)) {
      const delivery = await this.parts.deliveries.get({ project, endpointId, id });
      if (delivery && delivery.createdAtMs < beforeMs) old.push(id);
    }
    return old;
  }
}

/** Of `eventIdOf`. */
function happenedAtMs(eventId: string): number {
  return Number(eventId.split('_')[1]);
}

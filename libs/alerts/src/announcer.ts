import { newDelivery, type Delivery } from './delivery.js';
import type { DeliveryStore } from './delivery-store.js';
import { isSubscribed, type Endpoint } from './endpoint.js';
import type { EndpointStore } from './endpoint-store.js';
import type { WebhookEvent } from './events.js';
import type { Clock } from './clock.js';

export interface AnnouncerParts {
  endpoints: EndpointStore;
  deliveries: DeliveryStore;
  clock: Clock;
  /** Whose owner attempts what is told of a project outside its alerts. */
  laneOf(project: string): number;
  /** A delivery is waiting. */
  created(delivery: Delivery): void;
}

/** Turns events into deliveries. Exactly once for each (endpoint, event), however often it is told. */
export class Announcer {
  constructor(private readonly parts: AnnouncerParts) {}

  /** To all who subscribe. Resolves when the deliveries are on record. */
  async announce(event: WebhookEvent, lane = this.parts.laneOf(event.project)): Promise<void> {
    for (const endpoint of await this.parts.endpoints.list(event.project)) {
      if (isSubscribed(endpoint, event.type)) await this.deliver(event, endpoint.id, lane);
    }
  }

  /** To one endpoint, subscribed or not. */
  async announceTo(endpoint: Endpoint, event: WebhookEvent): Promise<Delivery> {
    return this.deliver(event, endpoint.id, this.parts.laneOf(event.project));
  }

  private async deliver(event: WebhookEvent, endpointId: string, lane: number): Promise<Delivery> {
    const delivery = newDelivery(event, endpointId, lane, this.parts.clock.nowMs());
    if (await this.parts.deliveries.create(delivery)) this.parts.created(delivery);
    return delivery;
  }
}

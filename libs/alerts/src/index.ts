export { Webhooks, type WebhookSettings, type WebhooksParts } from './webhooks.js';
export { alertEvent } from './alert-event.js';
export {
  driftSchema,
  eventData,
  eventSchema,
  eventTypes,
  type EventData,
  type EventType,
  type SuspectLabel,
  type WebhookEvent,
} from './events.js';
export { isSubscribed, liveSecrets, type Endpoint } from './endpoint.js';
export type { Attempt, Delivery, PostResult } from './delivery.js';
export type { DelivererObserver } from './deliverer.js';
export type { FoundSuspect } from './suspect-batches.js';
export type { Documents } from './documents.js';
export { systemClock, type Clock } from './clock.js';

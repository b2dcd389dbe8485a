import { eventTypes } from '#alerts';
import { z } from 'zod';
import { count, listOf, time } from '../api/common.schemas.js';
import { define } from '../api/schema-registry.js';

const events = z.union([z.literal('all'), z.array(z.enum(eventTypes)).min(1)]);

const webhook = z.object({
  id: z.string(),
  project: z.string(),
  url: z.string(),
  events: events.describe('What it is told: types of events, or all.'),
  description: z.string(),
  enabled: z.boolean(),
  disabled: z
    .object({ reason: z.enum(['by hand', 'gone', 'failing']), at: time })
    .nullable()
    .describe('gone: it answered 410. failing: no delivery succeeded for five days.'),
  failingSince: time.nullable().describe('Since when no delivery has succeeded; null: the last one did.'),
  secrets: z
    .array(z.object({ createdAt: time, expiresAt: time.nullable() }))
    .describe('Secrets that sign now, newest first; themselves they are shown only when they are made.'),
  createdAt: time,
});
export type WebhookJson = z.infer<typeof webhook>;

const example: WebhookJson = {
  id: 'ep_0123456789abcdef0123456789abcdef',
  project: 'mnist',
  url: 'https://hooks.example.com/qualm',
  events: ['source.alarm.opened', 'source.alarm.resolved'],
  description: 'pauses workers',
  enabled: true,
  disabled: null,
  failingSince: null,
  secrets: [{ createdAt: '2026-11-20T12:00:00.000Z', expiresAt: null }],
  createdAt: '2026-11-20T12:00:00.000Z',
};
define('Webhook', webhook, { description: "Where a project's events are sent.", example });
listOf('WebhookList', webhook, 'Webhooks, in the order in which they were made.');

const secret = z.string().describe('Signs what is sent. Keep it: it is not shown again.');
const made = define('WebhookWithSecret', z.object({ ...webhook.shape, secret }), {
  description: 'A webhook and its new secret.',
  example: { ...example, secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwAAAAAAAAAAA=' },
});
export type WebhookWithSecretJson = z.infer<typeof made>;

const input = {
  url: z.string().describe('https://, a public host; what else is allowed is in the configuration.'),
  events: events.describe('Default all.'),
  description: z.string().max(256),
};
define(
  'NewWebhook',
  z.strictObject({ ...input, events: input.events.optional(), description: input.description.optional() }),
  {
    description: 'A webhook to be made.',
    example: { url: 'https://hooks.example.com/qualm', events: ['source.alarm.opened', 'source.alarm.resolved'] },
  },
);
define('WebhookChange', z.strictObject({ ...input, enabled: z.boolean() }).partial(), {
  description: 'What is to be changed; enabled true begins with a clean record.',
  example: { enabled: true },
});

const delivery = z.object({
  id: z.string().describe('The `webhook-id`: of the event, the same at every attempt.'),
  webhookId: z.string(),
  type: z.enum(eventTypes),
  state: z.enum(['pending', 'delivered', 'dead']).describe('dead: given up after its last attempt.'),
  failures: count.describe('Since it was made, or sent again by hand.'),
  createdAt: time,
  nextAttemptAt: time.nullable(),
  attempts: z
    .array(
      z.object({
        at: time,
        tookMs: count,
        status: z.number().int().nullable(),
        error: z.string().nullable(),
        response: z.string().describe("How the answer's body begins: 1,024 bytes at most."),
      }),
    )
    .describe('The newest 20, oldest first.'),
  body: z.looseObject({ type: z.string() }).describe('What is sent.'),
});
export type DeliveryJson = z.infer<typeof delivery>;
define('Delivery', delivery, { description: 'One event on its way to one webhook.' });
listOf('DeliveryList', delivery, 'Deliveries to a webhook, the newest event first: the newest 1,000 of 30 days.');

import type { OpenAPIObject } from '@nestjs/swagger';
import { eventSchema, eventTypes, type EventType } from '#alerts';
import { define, ref } from '../api/schema-registry.js';
import { eventExamples } from './event-examples.js';

const says: Record<EventType, string> = {
  'source.alarm.opened': 'An alarm of a source opened, or opened again: whom to stop trusting, and on what evidence.',
  'source.alarm.acknowledged': 'A person took an open alarm in hand.',
  'source.alarm.resolved': 'An alarm was closed, by recovery or by a person.',
  'source.drift': 'A source fell below its own past: since when, from what to what.',
  'source.paused': 'A person paused a source: it should get no more examples for now.',
  'source.resumed': 'A person lets a source go on.',
  'label.suspect': 'Labels that are probably wrong: up to a hundred, or what came within ten seconds.',
  'model.published': 'A model version passed its gate and is in use.',
  'model.rejected': 'A model version did not pass its gate; the one before stays in use.',
  'calibration.rejected':
    'The beliefs of the model are not calibrated on gold: alarms on its evidence are not reliable.',
  'calibration.restored': 'They are again.',
  'stream.stalled': 'A stage does not get on with its log.',
  'endpoint.disabled': 'Another webhook of the project was given up.',
  test: 'A person asked for a test.',
};

for (const type of eventTypes) {
  define(schemaIdOf(type), eventSchema(type), { description: says[type], example: eventExamples[type] });
}

/** `source.alarm.opened` -> `SourceAlarmOpenedEvent`. */
function schemaIdOf(type: EventType): string {
  const words = type.split('.').map((word) => word[0]!.toUpperCase() + word.slice(1));
  return `${words.join('')}Event`;
}

const header = (name: string, description: string) => ({
  name,
  in: 'header' as const,
  required: true,
  description,
  schema: { type: 'string' },
});
const headers = [
  header('webhook-id', 'Of the event; the same at every attempt. Drop what came already.'),
  header('webhook-timestamp', 'Of the attempt, seconds since 1970. Refuse what is older than some minutes.'),
  header('webhook-signature', 'One or two, by a space: `v1,` and the base64 of HMAC-SHA256 over `id.timestamp.body`.'),
];

/** The `webhooks` part of the API's description: what receivers get. */
export function webhookOperations(): NonNullable<OpenAPIObject['webhooks']> {
  const operations = eventTypes.map((type) => {
    const content = { 'application/json': { schema: ref(schemaIdOf(type)) } };
    const post = {
      operationId: schemaIdOf(type)[0]!.toLowerCase() + schemaIdOf(type).slice(1),
      tags: ['webhooks'],
      summary: says[type],
      parameters: headers,
      requestBody: { required: true, content },
      responses: {
        '2XX': { description: 'It is delivered.' },
        '410': { description: 'The webhook is disabled: nothing more is sent.' },
        default: { description: 'It is sent again later; after `Retry-After`, where the answer has one.' },
      },
    };
    return [type, { post }];
  });
  return Object.fromEntries(operations) as NonNullable<OpenAPIObject['webhooks']>;
}

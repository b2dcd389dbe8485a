import type { Schemas } from '../api/queries.js';

export type EventType = Exclude<Schemas['Webhook']['events'], 'all'>[number];

/** When each type of event is sent. */
export const eventSays: Record<EventType, string> = {
  'source.alarm.opened': 'A source is in alarm: pause it',
  'source.alarm.acknowledged': 'A person took the alarm in hand',
  'source.alarm.resolved': 'The alarm was closed: it can go on',
  'source.drift': 'A source fell below its own past',
  'source.paused': 'A person paused a source here',
  'source.resumed': 'A person let it go on',
  'label.suspect': 'Labels that are probably wrong, many at once',
  'model.published': 'A model version passed its gate',
  'model.rejected': 'A model version did not',
  'calibration.rejected': 'The model’s beliefs do not agree with gold',
  'calibration.restored': 'They do again',
  'stream.stalled': 'Labels wait and nothing moves for a minute',
  'endpoint.disabled': 'Another webhook was given up',
  test: 'Somebody asked for it',
};

export const eventTypes = Object.keys(eventSays) as EventType[];

export function eventsWords(events: Schemas['Webhook']['events']): string {
  return events === 'all' ? 'everything' : events.join(', ');
}

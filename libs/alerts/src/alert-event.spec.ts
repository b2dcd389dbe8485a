import { describe, expect, it } from 'vitest';
import { projectFrom, type Alert } from '#labels';
import { alertEvent } from './alert-event.js';
import { eventIdOf } from './delivery.js';
import { bodyOf, eventSchema } from './events.js';

const project = projectFrom({ id: 'pets', classes: ['cat', 'dog'] }, 0);
const alert: Alert = {
  project: 'pets',
  sourceId: 'ann/1',
  kind: 'accuracy',
  state: 'open',
  opening: 1,
  evidence: 'gold',
  reliable: true,
  labels: 40,
  accuracy: 0.55,
  accuracyInterval: [0.4, 0.7],
  line: 0.8,
  eValue: Infinity,
  bound: 40,
  patterns: [{ kind: 'constant', givenClass: 1, share: 0.9, expectedShare: 0.5 }],
  partition: 2,
  seq: 7,
  offset: 5,
  atMs: 1_763_690_400_000,
};
const drift = {
  label: 300,
  between: [280, 310] as [number, number],
  betweenMs: [1_763_690_300_000, 1_763_690_350_000] as [number, number],
  from: 0.9,
  to: 0.6,
  cells: [{ trueClass: 0, givenClass: 1, before: 0.1, after: 0.4 }],
};

describe('alertEvent', () => {
  it('says whom to stop, how sure that is, and where to look', () => {
    expect(alertEvent(alert, project)).toMatchObject({
      type: 'source.alarm.opened',
      cause: 'alert/2/7',
      data: {
        sequence: 7,
        sourceId: 'ann/1',
        accuracyLine: 0.8,
        since: '2025-11-21T02:00:00.000Z',
        patterns: [{ kind: 'constant', givenClass: 'dog' }],
        actions: { recommended: 'pause' },
        links: {
          source: '/v1/projects/pets/sources/ann%2F1',
          alarm: '/v1/projects/pets/sources/ann%2F1/alarms/gold',
        },
      },
    });
  });

  it.each<[Partial<Alert>, string, string | undefined]>([
    [{ evidence: 'model' }, 'source.alarm.opened', 'pause'],
    [{ evidence: 'model', reliable: false }, 'source.alarm.opened', 'review'],
    [{ kind: 'copying', evidence: 'model' }, 'source.alarm.opened', 'review'],
    [{ kind: 'drift', evidence: 'model', drift }, 'source.drift', 'review'],
    [{ kind: 'drift', state: 'resolved' }, 'source.alarm.resolved', 'none'],
    [{ state: 'acknowledged', by: 'eve', note: 'asked her' }, 'source.alarm.acknowledged', 'none'],
    [{ kind: 'calibration', sourceId: '' }, 'calibration.rejected', undefined],
    [{ kind: 'calibration', sourceId: '', state: 'resolved' }, 'calibration.restored', undefined],
  ])('makes of %j %s, to %s, as its schema has it', (change, type, recommended) => {
    const event = alertEvent({ ...alert, ...change }, project);
    expect(event.type).toBe(type);
    const body: unknown = JSON.parse(bodyOf(event));
    expect(eventSchema(event.type).parse(body)).toEqual(body);
    if (recommended) expect(body).toMatchObject({ data: { actions: { recommended } } });
  });

  it.each<[Partial<Alert>, string]>([
    [{ kind: 'confusion', evidence: 'model' }, 'model'],
    [{ kind: 'drift', evidence: 'model' }, 'drift'],
    [{ kind: 'copying', evidence: 'model' }, 'copying'],
  ])('says where the alarm of %j is acted on', (change, slot) => {
    const { data } = alertEvent({ ...alert, ...change }, project);
    expect(data).toMatchObject({ links: { alarm: `/v1/projects/pets/sources/ann%2F1/alarms/${slot}` } });
  });

  it('has one id however often it is made, and another for another', () => {
    const id = eventIdOf(alertEvent(alert, project));
    expect(id).toMatch(/^evt_1763690400000_[0-9a-f]{24}$/);
    expect(eventIdOf(alertEvent({ ...alert }, project))).toBe(id);
    expect(eventIdOf(alertEvent({ ...alert, seq: 8 }, project))).not.toBe(id);
    expect(eventIdOf(alertEvent({ ...alert, project: 'cars' }, project))).not.toBe(id);
  });

  it.each([
    ['open', 'source.paused'],
    ['resolved', 'source.resumed'],
  ] as const)('says of a pause that is %s who decided it', (state, type) => {
    const said: Alert = { ...alert, kind: 'pause', state, by: 'rita', note: 'asks her', evidence: 'model', line: 0 };
    const event = alertEvent(said, project);
    expect(event).toMatchObject({
      type,
      cause: 'alert/2/7',
      data: { sourceId: 'ann/1', sequence: 7, by: 'rita', note: 'asks her', labels: 40 },
    });
    expect(eventSchema(type).parse(JSON.parse(bodyOf(event)))).toEqual(JSON.parse(bodyOf(event)));
  });
});

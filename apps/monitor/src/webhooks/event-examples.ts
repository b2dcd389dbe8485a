import type { EventData, EventType } from '#alerts';

const opened: EventData<'source.alarm.opened'> = {
  project: 'mnist',
  sourceId: 'worker-17',
  sequence: 42,
  kind: 'accuracy',
  opening: 1,
  evidence: 'gold',
  reliable: true,
  labels: 61,
  accuracy: 0.55,
  accuracyInterval: [0.43, 0.67],
  accuracyLine: 0.71,
  eValue: 57.3,
  bound: 25,
  since: '2026-11-21T12:00:00.000Z',
  patterns: [{ kind: 'constant', givenClass: 1, share: 0.91, expectedShare: 0.11 }],
  actions: {
    recommended: 'pause',
    says: 'Its labels are below the line, on gold: pause it and have its labels made again.',
  },
  links: {
    source: '/v1/projects/mnist/sources/worker-17',
    suspects: '/v1/projects/mnist/verdicts?suspect=true&sourceId=worker-17',
    alarm: '/v1/projects/mnist/sources/worker-17/alarms/gold',
    alerts: '/v1/projects/mnist/alerts',
  },
};

const paused: EventData<'source.paused'> = {
  project: 'mnist',
  sourceId: 'worker-17',
  sequence: 47,
  by: 'eve',
  note: 'asked her',
  labels: 412,
  accuracy: 0.55,
  accuracyInterval: [0.43, 0.67],
  links: {
    source: '/v1/projects/mnist/sources/worker-17',
    suspects: '/v1/projects/mnist/verdicts?suspect=true&sourceId=worker-17',
    decide: '/v1/projects/mnist/sources/worker-17',
  },
};

const closed = { ...opened, since: null };
const model = { project: 'mnist', version: 4, labels: 9_000, examples: 3_000 };
const calibration = { project: 'mnist', sequence: 43, labels: 210, eValue: 131.5, bound: 100 };
const alerts = { alerts: '/v1/projects/mnist/alerts' };

const data: { [T in EventType]: EventData<T> } = {
  'source.alarm.opened': opened,
  'source.alarm.acknowledged': {
    ...closed,
    sequence: 44,
    by: 'eve',
    note: 'asked her',
    actions: { recommended: 'none', says: 'A person has taken it in hand.' },
  },
  'source.alarm.resolved': {
    ...closed,
    sequence: 45,
    accuracy: 0.83,
    accuracyInterval: [0.76, 0.9],
    patterns: [],
    actions: { recommended: 'none', says: 'The alarm is closed: what was paused can go on.' },
  },
  'source.drift': {
    ...opened,
    sequence: 46,
    kind: 'drift',
    evidence: 'model',
    patterns: [],
    drift: {
      label: 302,
      between: [295, 310],
      betweenAt: ['2026-11-21T11:40:00.000Z', '2026-11-21T11:46:00.000Z'],
      from: 0.91,
      to: 0.6,
      cells: [{ trueClass: 4, givenClass: 9, before: 0.02, after: 0.35 }],
    },
    actions: { recommended: 'review', says: 'It fell below its own past: look at its newest labels.' },
  },
  'source.paused': paused,
  'source.resumed': { ...paused, sequence: 48, note: 'trained anew' },
  'label.suspect': {
    project: 'mnist',
    labels: [
      {
        exampleId: 'img-1',
        sourceId: 'worker-17',
        label: 4,
        quality: 0.03,
        suggestedLabel: 9,
        reasons: ['model', 'source'],
        modelVersion: 3,
        at: '2026-11-21T12:00:00.000Z',
      },
    ],
  },
  'model.published': { ...model, gate: 'better out of sample', links: { model: '/v1/projects/mnist/models/4' } },
  'model.rejected': {
    ...model,
    version: 5,
    gate: 'worse out of sample',
    links: { model: '/v1/projects/mnist/models/5' },
  },
  'calibration.rejected': {
    ...calibration,
    says:
      'The beliefs of the model are not calibrated on gold: alarms on its evidence are not reliable until a new model ' +
      'passes.',
    links: alerts,
  },
  'calibration.restored': {
    ...calibration,
    sequence: 50,
    says: 'The beliefs of the model are calibrated on gold again: alarms on its evidence count.',
    links: alerts,
  },
  'stream.stalled': {
    project: 'mnist',
    stage: 'judge',
    partition: 3,
    lag: 812,
    since: '2026-11-21T11:59:00.000Z',
    reason: 'it has not moved for 60 seconds',
  },
  'endpoint.disabled': {
    project: 'mnist',
    endpointId: 'ep_0123456789abcdef0123456789abcdef',
    url: 'https://hooks.example.com',
    reason: 'failing',
  },
  test: { project: 'mnist', endpointId: 'ep_0123456789abcdef0123456789abcdef', says: 'A test: nothing happened.' },
};

/** A body of every type. */
export const eventExamples = Object.fromEntries(
  Object.entries(data).map(([type, of]) => [
    type,
    { type, timestamp: '2026-11-21T12:00:00.000Z', schemaVersion: 1, data: of },
  ]),
) as Record<EventType, object>;

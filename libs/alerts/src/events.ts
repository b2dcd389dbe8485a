import { z } from 'zod';

/** Of the bodies that receivers read; a new number when an old receiver could misread them. */
export const SCHEMA_VERSION = 1;

const probability = z.number().min(0).max(1);
const count = z.number().int().nonnegative();
const time = z.iso.datetime();
const classLabel = z.union([z.number().int().nonnegative(), z.string().min(1)]);
const project = z.string();

const actions = z.object({
  recommended: z
    .enum(['pause', 'review', 'none'])
    .describe('pause: its labels are bad on reliable evidence. review: look first. none: nothing is to be done.'),
  says: z.string().describe('Why, in a sentence.'),
});

/** A report of a change, as alerts have it in JSON. */
export const driftSchema = z.object({
  label: count.describe('Most likely first label after the change, counted in labels of the source.'),
  between: z.tuple([count, count]).describe('It began here with 90 %.'),
  betweenAt: z.tuple([time, time]),
  from: probability.describe('Accuracy before.'),
  to: probability.describe('Accuracy after.'),
  cells: z
    .array(z.object({ trueClass: classLabel, givenClass: classLabel, before: probability, after: probability }))
    .describe('P(given | true) that moved most.'),
});

const pattern = z.looseObject({ kind: z.string() }).describe('random, constant, adversary, swapped, fast, copying.');

const source = z.object({
  project,
  sourceId: z.string(),
  sequence: count.describe('Rises within the project. Drop what is below the highest seen of the source.'),
  kind: z.string().describe('accuracy, confusion, drift, copying; more may come.'),
  opening: count.describe('Number of this opening of the alarm; above 1 it was reopened.'),
  evidence: z
    .enum(['gold', 'model'])
    .describe('gold: valid whatever the model does. model: as far as it is calibrated.'),
  reliable: z.boolean().describe('False: model evidence while the calibration of the model is rejected.'),
  labels: count.describe('Labels of the source that had entered the test.'),
  accuracy: probability.describe('Estimated accuracy of the source.'),
  accuracyInterval: z.tuple([probability, probability]).describe('95 %.'),
  accuracyLine: probability.describe('Below it the source counts as bad.'),
  trueClass: classLabel.optional().describe('For kind confusion.'),
  givenClass: classLabel.optional().describe('For kind confusion: what the true class is called instead.'),
  eValue: z.number().nonnegative().describe('The evidence reached ...'),
  bound: z.number().nonnegative().describe('... and what it had to reach, 1 / level.'),
  since: time.nullable().describe('When the alarm opened; null in what follows an opening.'),
  drift: driftSchema.optional(),
  patterns: z.array(pattern).describe('What a person recognises in its labels, strongest first.'),
  by: z.string().optional().describe('Who acknowledged or resolved it.'),
  note: z.string().optional(),
  actions,
  links: z
    .object({
      source: z.string(),
      suspects: z.string().describe('The newest verdicts on its suspect labels.'),
      alarm: z.string().describe('POST to it with /acknowledge or /resolve behind, `{"by", "opening", "note"}`.'),
      alerts: z.string(),
    })
    .describe('Paths of the API.'),
});
export type SourceAlarmData = z.infer<typeof source>;

const paused = z.object({
  project,
  sourceId: z.string(),
  sequence: count.describe('Rises within the project. Drop what is below the highest seen of the source.'),
  by: z.string().describe('Who decided it.'),
  note: z.string().optional(),
  labels: count.describe('Current labels of the source.'),
  accuracy: probability.describe('Estimated accuracy of the source.'),
  accuracyInterval: z.tuple([probability, probability]).describe('95 %.'),
  links: z
    .object({
      source: z.string(),
      suspects: z.string().describe('The newest verdicts on its suspect labels.'),
      decide: z.string().describe('POST to it with /pause or /resume behind, `{"by", "note"}`.'),
    })
    .describe('Paths of the API.'),
});

const suspectLabel = z.object({
  exampleId: z.string(),
  sourceId: z.string(),
  label: classLabel,
  quality: probability.describe('Probability that the label is right.'),
  suggestedLabel: classLabel,
  reasons: z.array(z.string()),
  modelVersion: count,
  at: time,
});
export type SuspectLabel = z.infer<typeof suspectLabel>;

const model = z.object({
  project,
  version: z.number().int().positive(),
  gate: z.string().describe('What its gate decided, in words.'),
  labels: count,
  examples: count,
  links: z.object({ model: z.string() }),
});

const calibration = z.object({
  project,
  sequence: count,
  labels: count.describe('Gold examples that had entered the test.'),
  eValue: z.number().nonnegative(),
  bound: z.number().nonnegative(),
  says: z.string(),
  links: z.object({ alerts: z.string() }),
});

const stalled = z.object({
  project,
  stage: z.string(),
  partition: count,
  lag: count.describe('Records that wait.'),
  since: time,
  reason: z.string(),
});

const disabled = z.object({
  project,
  endpointId: z.string(),
  url: z.string(),
  reason: z.enum(['gone', 'failing']).describe('gone: it answered 410. failing: no delivery succeeded for five days.'),
});

const test = z.object({ project, endpointId: z.string(), says: z.string() });
const suspects = z.object({ project, labels: z.array(suspectLabel).min(1).max(100) });

/** `data` of every type of event. */
export const eventData = {
  'source.alarm.opened': source,
  'source.alarm.acknowledged': source,
  'source.alarm.resolved': source,
  'source.drift': source,
  'source.paused': paused,
  'source.resumed': paused,
  'label.suspect': suspects,
  'model.published': model,
  'model.rejected': model,
  'calibration.rejected': calibration,
  'calibration.restored': calibration,
  'stream.stalled': stalled,
  'endpoint.disabled': disabled,
  test,
} as const;

export type EventType = keyof typeof eventData;
export type EventData<T extends EventType = EventType> = z.infer<(typeof eventData)[T]>;
export const eventTypes = Object.keys(eventData) as EventType[];

/** The body of a delivery of this type. */
export function eventSchema(type: EventType) {
  return z.object({
    type: z.literal(type),
    timestamp: time.describe('When it happened.'),
    schemaVersion: z.literal(SCHEMA_VERSION),
    data: eventData[type],
  });
}

/** Something that happened, to be told to whoever subscribes to it. */
export type WebhookEvent = {
  [T in EventType]: {
    type: T;
    project: string;
    /** What brought it about, the same words at every repeat: with project, type and time it is the event's identity. */
    cause: string;
    atMs: number;
    data: EventData<T>;
  };
}[EventType];

/** What is sent; the same bytes at every attempt. */
export function bodyOf({ type, atMs, data }: WebhookEvent): string {
  return JSON.stringify({ type, timestamp: new Date(atMs).toISOString(), schemaVersion: SCHEMA_VERSION, data });
}

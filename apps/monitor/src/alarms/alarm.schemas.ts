import { alarmSlots, alertKinds } from '#labels';
import { z } from 'zod';
import { count, interval, probability, time } from '../api/common.schemas.js';
import { define } from '../api/schema-registry.js';
import { patterns } from './pattern.schemas.js';

export const slotNames = alarmSlots;

define(
  'AlarmActionRequest',
  z.strictObject({
    by: z.string().min(1).max(256).describe('Who says so; kept in the history and sent with the event.'),
    note: z.string().min(1).max(256).optional(),
    opening: count
      .optional()
      .describe('The opening that is meant, as in the alarm; default: the one that is open now.'),
  }),
  { description: 'Who takes an alarm on, or closes it.', example: { by: 'rita', note: 'talked to her' } },
);

define(
  'AlarmActionAccepted',
  z.object({ sourceId: z.string(), slot: z.enum(alarmSlots), opening: count, action: z.string(), by: z.string() }),
  { description: 'Written down; WATCH carries it out within a moment, once, and says so on the alerts log.' },
);

define(
  'SourceDecisionRequest',
  z.strictObject({
    by: z.string().min(1).max(256).describe('Who says so; kept with the source and sent with the event.'),
    note: z.string().min(1).max(256).optional(),
  }),
  { description: 'Who pauses a source, or lets it go on.', example: { by: 'rita', note: 'asked her' } },
);
const decision = define(
  'SourceDecisionAccepted',
  z.object({ sourceId: z.string(), action: z.enum(['pause', 'resume']), by: z.string() }),
  { description: 'Written down; WATCH carries it out within a moment, once, and says so on the alerts log.' },
);
export type SourceDecisionJson = z.infer<typeof decision>;

const item = z.object({
  sourceId: z.string(),
  eValue: z.number().nonnegative().describe('Evidence that the source is below the line: 1 says nothing.'),
  accuracy: probability,
  accuracyInterval: interval,
  labels: count,
  kinds: z.array(z.enum(alertKinds)).describe('Alarms that are open.'),
  patterns: patterns,
});

const actNow = z.object({
  falseDiscoveryRate: z
    .number()
    .describe('Expected share of good sources on this list, at most: the setting of the project.'),
  sources: count.describe('Sources with labels: all are tested.'),
  calibrated: z.boolean().describe('False: model evidence is left out, since beliefs are rejected.'),
  accuracyLine: probability.nullable().describe('Below it a source counts as bad.'),
  items: z.array(item),
});
export type ActNowJson = z.infer<typeof actNow>;
define('ActNow', actNow, { description: 'Sources to act on now, at a false-discovery rate; most evident first.' });

const hitRate = z.object({
  examples: count,
  expected: probability.describe('How often the most probable class should have been the true one.'),
  observed: probability,
});
const calibration = z.object({
  calibrated: z.boolean(),
  rejected: z.object({ modelVersion: count, at: time }).nullable(),
  modelVersion: count.describe('The version whose beliefs are being tested; 0: without a model.'),
  level: z.number().describe('P(calibrated beliefs of one version are ever rejected) stays at or below this.'),
  eValue: z.number().nonnegative(),
  bound: z.number().positive(),
  overall: hitRate,
  bins: z.array(hitRate).describe('By claimed error rate, surest first.'),
});
export type CalibrationJson = z.infer<typeof calibration>;
define('Calibration', calibration, {
  description: 'Whether the beliefs behind alarms on model evidence hold on gold.',
});

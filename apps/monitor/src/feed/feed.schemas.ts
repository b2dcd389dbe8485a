import { driftSchema } from '#alerts';
import { alertKinds, alertStates } from '#labels';
import { z } from 'zod';
import { classLabel, count, interval, listOf, probability, time } from '../api/common.schemas.js';
import { patterns } from '../alarms/pattern.schemas.js';
import { define } from '../api/schema-registry.js';
import { openAlarm } from '../sources/source.schemas.js';

const verdict = z.object({
  exampleId: z.string(),
  sourceId: z.string(),
  label: classLabel,
  quality: probability,
  suggestedLabel: classLabel,
  suspect: z.boolean(),
  reasons: z.array(z.enum(['gold', 'model', 'prototypes', 'odd', 'labels', 'source', 'duplicate', 'uninformed'])),
  modelVersion: count,
  project: z.string(),
  cause: z.enum(['label', 'revision']).describe('label: as judged on arrival; revision: the judgement moved since.'),
  partition: count,
  seq: count.describe('Contiguous per (partition, project): drop what is not above the last seen.'),
  at: time,
});
export type VerdictAnswer = z.infer<typeof verdict>;
define('Verdict', verdict, { description: 'The judgement of one given label, as on the verdicts log.' });
listOf('VerdictList', verdict, 'The newest verdicts that are kept in memory, newest first.');

define('Drift', driftSchema, { description: 'When and how a source changed.' });

const alert = z.object({
  sourceId: z.string().describe('Empty for kind calibration, which concerns the whole project.'),
  kind: z.enum(alertKinds),
  state: z.enum(alertStates),
  opening: count.describe('Number of this opening of the alarm, from 1; above 1 it was reopened.'),
  evidence: z.enum(['gold', 'model']),
  reliable: z.boolean().describe('false while the beliefs that it rests on are known to be not calibrated.'),
  labels: count,
  accuracy: probability,
  accuracyInterval: interval.describe('95 %: any-time valid on gold, else credible.'),
  accuracyLine: probability,
  trueClass: classLabel.optional(),
  givenClass: classLabel.optional(),
  eValue: z.number().nonnegative(),
  bound: z.number().nonnegative(),
  drift: driftSchema.optional(),
  patterns: patterns.describe('Strongest first.'),
  by: z.string().optional().describe('Who acknowledged or resolved it, when a person did.'),
  note: z.string().optional(),
  project: z.string(),
  partition: count,
  seq: count,
  offset: count,
  at: time,
});
export type AlertAnswer = z.infer<typeof alert>;
define('Alert', alert, {
  description: "A source's alarm was opened, acknowledged or resolved, as on the alerts log.",
});

const openSource = z.object({
  sourceId: z.string(),
  accuracy: probability,
  alarms: z.array(openAlarm),
});
const alertList = define(
  'AlertList',
  z.object({
    open: z.array(openSource).describe('Sources with an open alarm now; the first 100.'),
    openTotal: count,
    items: z.array(alert),
    nextCursor: z.string().nullable(),
  }),
  { description: 'What is open now, and the newest alerts that are kept in memory, newest first.' },
);
export type AlertListJson = z.infer<typeof alertList>;

const deadLetter = z.object({
  partition: count,
  offset: count,
  field: z.string().optional(),
  reason: z.string(),
  text: z.string().describe('The record as it came, its first 4,096 characters.'),
  truncated: z.boolean(),
  encoding: z.enum(['utf8', 'base64']),
  at: time,
});
export type DeadLetterAnswer = z.infer<typeof deadLetter>;
define('DeadLetter', deadLetter, { description: 'A record of the events log that could not be taken, and why.' });
listOf('DeadLetterList', deadLetter, 'The newest dead letters that are kept in memory, newest first.');

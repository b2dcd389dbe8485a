import { z } from 'zod';
import { classLabel, count, listOf, probability, time } from '../api/common.schemas.js';
import { define } from '../api/schema-registry.js';

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

const alert = z.object({
  sourceId: z.string(),
  kind: z.enum(['accuracy', 'confusion', 'drift']),
  state: z.enum(['open', 'resolved']),
  evidence: z.enum(['gold', 'model']),
  labels: count,
  accuracy: probability,
  accuracyLine: probability,
  trueClass: classLabel.optional(),
  givenClass: classLabel.optional(),
  eValue: z.number().nonnegative(),
  bound: z.number().nonnegative(),
  project: z.string(),
  partition: count,
  seq: count,
  offset: count,
  at: time,
});
export type AlertAnswer = z.infer<typeof alert>;
define('Alert', alert, { description: "A source's alarm opened or was resolved, as on the alerts log." });

const openSource = z.object({
  sourceId: z.string(),
  accuracy: probability,
  alarms: z.array(
    z.object({
      kind: z.enum(['accuracy', 'confusion', 'drift']),
      evidence: z.enum(['gold', 'model']),
      since: time,
      accuracyLine: probability,
      trueClass: classLabel.nullable(),
    }),
  ),
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

import { alarmSlots, alertKinds, alertStates } from '#labels';
import { z } from 'zod';
import { classLabel, count, interval, listOf, probability, time } from '../api/common.schemas.js';
import { patterns } from '../alarms/pattern.schemas.js';
import { define } from '../api/schema-registry.js';

const kind = z.enum(alertKinds);
const grade = z.enum(['gold', 'model']);

export const openAlarm = z.object({
  slot: z.enum(alarmSlots).describe('The test that opened it; each may have one alarm open.'),
  opening: count.describe('Number of this opening, from 1; above 1 it was reopened.'),
  kind,
  evidence: grade.describe('gold: valid whatever the model does; model: as valid as its beliefs are calibrated.'),
  since: time,
  accuracyLine: probability.describe('The line it was tested against; of kind confusion: the recall of the class.'),
  trueClass: classLabel.nullable().describe('Of kind confusion: the class that the source has lost.'),
  givenClass: classLabel.nullable().describe('Of a drift of one cell: what the class is called instead.'),
  acknowledgedBy: z.string().nullable(),
});
export type OpenAlarmJson = z.infer<typeof openAlarm>;
define('OpenAlarm', openAlarm, { description: 'An alarm that is open now.' });

const testProgress = z.object({
  labels: count.describe('Labels that entered the test.'),
  eValue: z.number().nonnegative().describe('Evidence so far; while an alarm is open, of the test that closes it.'),
  bound: z.number().positive().describe('What it has to reach.'),
});
export type TestProgressJson = z.infer<typeof testProgress>;

const source = z.object({
  sourceId: z.string(),
  labels: count.describe('Current labels.'),
  accuracy: probability.describe('Estimated share of right labels.'),
  accuracyInterval: interval.describe('95 % credible; not valid at any time, as the tests are.'),
  trend: z.number().min(-1).max(1).nullable().describe('Accuracy of about the last 100 labels, less that before.'),
  alarms: z.array(openAlarm),
  patterns: patterns.describe('Strongest first.'),
  gold: z
    .object({ labels: count, right: count, accuracyInterval: interval })
    .describe('On honeypots and sampled reviews: 95 % confidence sequence, valid at any time, of a constant accuracy.'),
  tests: z.object({ gold: testProgress, model: testProgress, drift: testProgress, copying: testProgress }),
  pending: count.describe('Labels that wait to enter the model test.'),
  firstAt: time,
  lastAt: time,
  paused: z
    .object({ at: time, by: z.string(), note: z.string().nullable() })
    .nullable()
    .describe('A person decided that it labels no more for now; what it labels all the same is judged as before.'),
});
export type SourceJson = z.infer<typeof source>;
define('Source', source, { description: 'Who labeled, how well, and how its tests stand.' });

const list = listOf('SourceList', source, 'Sources in the order that was asked for.', {
  total: count.describe('Sources of the project.'),
  matching: count.describe('Those of them that the filters show, on all pages.'),
  at: time.describe('When they were read.'),
});
export type SourceListJson = z.infer<typeof list>;

const cell = z.object({
  trueLabel: classLabel,
  label: classLabel.describe('What the source said.'),
  probability,
  interval: interval.describe('95 % credible: the Beta marginal of the row.'),
  count: z.number().nonnegative().describe('Expected number of such labels.'),
});

const detail = z.object({
  ...source.shape,
  project: z.string(),
  noiseMatrix: z
    .array(z.array(probability))
    .nullable()
    .describe('`[true][given]`, rows sum to 1, in the order of the classes; null above 100 classes.'),
  cells: z.array(cell).describe('Entries that were met and the diagonal of the classes that were, most counted first.'),
  cellsLeftOut: count,
  projectNoiseMatrix: z
    .array(z.array(probability))
    .nullable()
    .describe('The same of all sources of the project together; null above 100 classes.'),
  accuracyLine: probability.nullable().describe('Below it a source counts as bad; null while too little is known.'),
  history: z.array(
    z.object({
      from: time,
      to: time,
      labels: count,
      accuracy: probability.nullable(),
      accuracyInterval: interval
        .nullable()
        .describe('95 % credible, of calibrated posteriors and labels that err independently; not valid at any time.'),
    }),
  ),
  alarmRecords: z.array(
    z.object({
      kind,
      state: z.enum(alertStates),
      opening: count,
      evidence: grade,
      at: time,
      labels: count,
      accuracy: probability,
      by: z.string().nullable().describe('Who acknowledged or closed it, when a person did.'),
      note: z.string().nullable(),
    }),
  ),
});
export type SourceDetailJson = z.infer<typeof detail>;
define('SourceDetail', detail, { description: 'One source, with its noise matrix and its history.' });

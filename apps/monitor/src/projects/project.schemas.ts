import { z } from 'zod';
import { count, listOf, probability, time } from '../api/common.schemas.js';
import { define } from '../api/schema-registry.js';
import { accuracyFigures } from './figures.schemas.js';

const display = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.enum(['auto', 'none', 'features', 'text']) }),
    z.strictObject({
      kind: z.literal('url'),
      template: z
        .string()
        .max(2_048)
        .describe('http or https; `{exampleId}`, after the host, stands for the percent-encoded id.'),
    }),
  ])
  .describe(
    'What people are shown of an example. auto: the pixels where features are uint8 of shape [H, W, 1, 3 or 4] and at most 64 KiB, ' +
      'else the text that came with a label. It decides what is kept of examples from now on.',
  );

const settings = z.object({
  suspectBelow: probability.describe('A label is suspect below this quality, when another class is more probable.'),
  revisionDelta: probability.describe('A verdict is revised when its quality moves by more than this.'),
  alarmLevel: z.number().min(1e-9).max(0.5).describe('P(a good source is ever alarmed) stays at or below this.'),
  accuracyLine: z
    .union([probability, z.literal('auto')])
    .describe('A source below this accuracy is bad; auto: computed from the past of the project.'),
  driftRunLength: z.number().min(100).max(1e12).describe('Labels of a steady source between two false drift alarms.'),
  settleAfterLabels: z
    .union([z.number().int().min(0).max(1_000), z.literal('auto')])
    .describe(
      'A label enters the model test once so many other labels of its example are known; auto: as many as examples of the project ' +
        'typically have ...',
    ),
  settleWindow: z.number().int().min(1).max(1_000_000).describe('... or after this many further labels of its source.'),
  falseDiscoveryRate: z
    .number()
    .min(1e-9)
    .max(0.5)
    .describe('Expected share of good sources among those that are listed to act on now: at most this.'),
  reviewShare: probability.describe('Share of the examples that is drawn at random for review.'),
  reviewWaitHours: z
    .number()
    .min(0)
    .max(87_600)
    .describe('A label drawn for review counts as not gold when no answer came in this many hours ...'),
  reviewWaitLabels: z
    .number()
    .int()
    .min(1)
    .max(1_000_000)
    .describe('... or before its source gave this many more labels.'),
  display,
});
define('ProjectSettings', settings, { description: 'What a person may choose about a project.' });

const featureType = z.enum(['float32', 'uint8']);
const shape = z.array(z.number().int().positive()).min(1).max(8);

const project = z.object({
  id: z.string(),
  classes: z.array(z.string()).min(2),
  labelsAs: z.enum(['index', 'name']).describe('How labels are written in every answer.'),
  featureShape: shape.nullable().describe('null until the first features come; fixed from then on.'),
  featureType,
  settings,
  createdAt: time,
});
export type ProjectJson = z.infer<typeof project>;

const example: ProjectJson = {
  id: 'mnist',
  classes: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
  labelsAs: 'index',
  featureShape: [28, 28, 1],
  featureType: 'uint8',
  settings: {
    suspectBelow: 0.5,
    revisionDelta: 0.05,
    alarmLevel: 0.05,
    accuracyLine: 'auto',
    driftRunLength: 10_000,
    settleAfterLabels: 'auto',
    settleWindow: 10,
    falseDiscoveryRate: 0.05,
    reviewShare: 0.02,
    reviewWaitHours: 168,
    reviewWaitLabels: 1_000,
    display: { kind: 'auto' },
  },
  createdAt: '2026-11-20T12:00:00.000Z',
};
define('Project', project, { description: 'One labeling task.', example });

const projectStatus = z.object({
  ...project.shape,
  labels: count.describe('Current labels.'),
  examples: count.describe('Examples that have one.'),
  sources: count.describe('Sources that ever labeled.'),
  accuracyLine: probability.nullable().describe('Below it a source counts as bad; null while too little is known.'),
  calibrated: z.boolean().describe('False: beliefs are rejected on gold; alarms on model evidence are not reliable.'),
  ...accuracyFigures,
  openAlarms: count.describe('Sources that have an open alarm, taken on or not.'),
  modelVersion: count.describe('Version in use; 0: none yet.'),
});
export type ProjectStatusJson = z.infer<typeof projectStatus>;
define('ProjectStatus', projectStatus, {
  description: 'A project and how far it has come.',
  example: {
    ...example,
    labels: 4_000,
    examples: 1_300,
    sources: 40,
    accuracyLine: 0.71,
    calibrated: true,
    accuracy: 0.91,
    accuracyInterval: [0.9, 0.919],
    corrected: 0.97,
    suspects: 312,
    openAlarms: 3,
    modelVersion: 3,
  },
});

const projectList = listOf('ProjectList', project, 'Projects, by id.');
export type ProjectListJson = z.infer<typeof projectList>;

define(
  'NewProject',
  z.strictObject({
    id: z.string().regex(/^(?!\.+$)[A-Za-z0-9_.-]{1,64}$/),
    classes: z
      .union([z.number().int().min(2).max(10_000), z.array(z.string().min(1)).min(2).max(10_000)])
      .describe('A number (labels are then indices in every answer) or names.'),
    featureShape: shape.optional().describe('Absent: taken from the first features, if any come.'),
    featureType: featureType.optional().describe('Default float32.'),
    settings: settings.partial().strict().optional(),
  }),
  {
    description: 'A project to be made.',
    example: { id: 'mnist', classes: 10, featureShape: [28, 28, 1], featureType: 'uint8' },
  },
);
define('ProjectChange', z.strictObject({ settings: settings.partial().strict() }), {
  description: 'Settings to change; those that are not named stay.',
  example: { settings: { display: { kind: 'url', template: 'https://images.example.com/{exampleId}.jpg' } } },
});
define('NewClasses', z.strictObject({ names: z.array(z.string().min(1)).min(1) }), {
  description: 'Classes to append; those that a project has keep their indices.',
  example: { names: ['bird'] },
});

const progress = z.object({
  lag: z
    .object({ judge: count, watch: count, train: count })
    .describe('Records that each stage still has to take, in the partitions of the process that answers.'),
  training: z.boolean().describe('A fine-tune runs or is due, in the process that answers.'),
  labelsPerMinute: count.describe('Labels that the process that answers has judged in the last 60 seconds.'),
  labels: count,
  examples: count,
  sources: count,
  modelVersion: count,
});
export type ProgressJson = z.infer<typeof progress>;
define('Progress', progress, { description: 'How far the project has come, and how far behind the stages are.' });

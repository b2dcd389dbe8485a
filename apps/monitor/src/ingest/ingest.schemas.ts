import { maxDurationMs } from '#labels';
import { z } from 'zod';
import { classLabel, count } from '../api/common.schemas.js';
import { define } from '../api/schema-registry.js';

const id = z.union([z.string().min(1).max(256), z.number().int()]);
const at = z.iso
  .datetime({ offset: true })
  .optional()
  .describe('When it happened; absent: now. At most 24 hours ahead.');

const newLabel = z.strictObject({
  exampleId: id,
  sourceId: id,
  label: classLabel,
  features: z
    .union([z.array(z.number()).min(1), z.string().min(1)])
    .optional()
    .describe('Numbers, or base64 of little-endian float32 or uint8. May be left out where the example has been seen.'),
  text: z
    .string()
    .min(1)
    .optional()
    .describe('What the annotator saw, where that is text: at most 16384 bytes. The first one of an example is kept.'),
  gold: classLabel.optional().describe('The true label; applied after this label is judged. Origin honeypot.'),
  durationMs: z.number().min(0).max(maxDurationMs).optional().describe('How long the source took over it.'),
  at,
  project: z.string().optional().describe('Must be the project of the path.'),
  kind: z.literal('label').optional(),
});
define('NewLabel', newLabel, {
  description: 'A source labeled an example.',
  example: { exampleId: 'i1', sourceId: 'w7', label: 3, features: [0.12, -1.5, 0.7] },
});
define('NewLabels', z.union([newLabel, z.strictObject({ labels: z.array(newLabel).min(1) })]), {
  description: 'One label, or several: all are taken, or none.',
  example: {
    labels: [
      { exampleId: 'i1', sourceId: 'w7', label: 3 },
      { exampleId: 'i2', sourceId: 'w7', label: 1 },
    ],
  },
});
define('NewRetraction', z.strictObject({ exampleId: id, sourceId: id, at }), {
  description: 'A source took its label back.',
  example: { exampleId: 'i1', sourceId: 'w7' },
});
const newGold = z.strictObject({
  exampleId: id,
  label: classLabel,
  origin: z
    .enum(['honeypot', 'sampled', 'targeted'])
    .optional()
    .describe('How the example was chosen; only honeypot and sampled gold enter a test. Default targeted.'),
  reviewer: id.optional(),
  at,
});
define('NewGold', z.union([newGold, z.strictObject({ gold: z.array(newGold).min(1) })]), {
  description: 'The true label of an example, or of several: all are taken, or none.',
  example: { exampleId: 'i1', label: 3, origin: 'sampled', reviewer: 'ann' },
});

const accepted = z.object({ accepted: count.describe('Events that are now durable in the log and will be judged.') });
define('Accepted', accepted, { description: 'They are durable, and will be judged.', example: { accepted: 2 } });

const uploaded = z.object({
  accepted: count.describe('Lines whose events are durable.'),
  rejected: count.describe('Lines that were not taken.'),
  errors: z
    .array(
      z.object({
        line: count.describe('0-based.'),
        detail: z.string(),
        field: z.string().optional(),
        value: z.string().optional(),
      }),
    )
    .max(100)
    .describe('The first 100 lines that were not taken, and why.'),
});
export type UploadedJson = z.infer<typeof uploaded>;
define('Uploaded', uploaded, {
  description: 'What became of the lines of an upload.',
  example: {
    accepted: 2,
    rejected: 1,
    errors: [{ line: 1, detail: 'label: 12 is not a class of project "mnist" (0 to 9)', field: 'label', value: '12' }],
  },
});

define('LabelsTaken', z.union([uploaded, accepted]), { description: 'Of a stream with its counts, else the number.' });

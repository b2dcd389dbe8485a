import { z } from 'zod';
import { count, listOf } from '../api/common.schemas.js';
import { define } from '../api/schema-registry.js';

const connector = z.object({
  name: z.string(),
  path: z.string().describe('Where the platform sends, with `?project=`.'),
  documented: z.string().describe('Where it is described, in the documentation of Qualm.'),
});

const list = listOf('ConnectorList', connector, 'Labeling platforms that can send here as they are.');
export type ConnectorListJson = z.infer<typeof list>;

const taken = z.object({
  annotations: count.describe('Annotations that were taken, or were known as they are; deletions too.'),
  events: count.describe('Events that followed from them: durable, and will be judged.'),
  skipped: count.describe('Annotations and messages that gave nothing.'),
  refused: count.describe('Of these, what could not be read or what the project does not know: somebody should look.'),
  reasons: z
    .array(z.object({ what: z.string(), why: z.string(), refused: z.boolean() }))
    .max(100)
    .describe('Why, of the first 100.'),
});
export type ConnectorTakenJson = z.infer<typeof taken>;
define('ConnectorTaken', taken, {
  description: 'What became of a message of a labeling platform, or of annotations that it exported.',
  example: {
    annotations: 1,
    events: 1,
    skipped: 1,
    refused: 0,
    reasons: [{ what: 'annotation 802 of 51', why: 'its annotator skipped the task', refused: false }],
  },
});

define('LabelStudioMessage', z.union([z.looseObject({}), z.array(z.looseObject({}))]), {
  description:
    "A webhook of Label Studio as it sends it, or a list of exported tasks (JSON) or records (JSON_MIN); the platform's own words.",
  example: {
    action: 'ANNOTATION_CREATED',
    annotation: {
      id: 801,
      task: 51,
      completed_by: 2,
      result: [{ from_name: 'sentiment', to_name: 'text', type: 'choices', value: { choices: ['negative'] } }],
      was_cancelled: false,
      ground_truth: false,
      lead_time: 12.4,
      created_at: '2026-03-02T09:30:01.250000Z',
      updated_at: '2026-03-02T09:30:01.250000Z',
    },
    task: { id: 51, data: { review: 'It broke on the second day.' } },
    project: { id: 4 },
  },
});

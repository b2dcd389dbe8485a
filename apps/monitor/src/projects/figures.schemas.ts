import { z } from 'zod';
import { classLabel, count, interval, listOf, probability, time } from '../api/common.schemas.js';
import { define } from '../api/schema-registry.js';

/** How right a number of labels are. */
export const accuracyFigures = {
  accuracy: probability
    .nullable()
    .describe('Estimated share of labels, as given, that are right; null without labels.'),
  accuracyInterval: interval
    .nullable()
    .describe('95 % credible, of calibrated posteriors and labels that err independently; not valid at any time.'),
  corrected: probability
    .nullable()
    .describe('Expected share that would be right with the suggested label in place of each.'),
  suspects: count.describe('Labels that are suspect, as each was last judged.'),
};

const history = define(
  'ProjectHistory',
  z.object({
    buckets: z.array(z.object({ from: time, to: time, labels: count, ...accuracyFigures })),
  }),
  {
    description:
      'Current labels by their own time, with what is believed of them now. All buckets are of one width; one without a label is left out.',
  },
);
export type HistoryJson = z.infer<typeof history>;

const cell = z.object({
  trueLabel: classLabel,
  label: classLabel.describe('What sources said.'),
  probability,
  interval: interval.describe('95 % credible: the Beta marginal of the row.'),
  count: z.number().nonnegative().describe('Expected number of such labels.'),
});

const matrix = define(
  'ProjectNoiseMatrix',
  z.object({
    noiseMatrix: z
      .array(z.array(probability))
      .nullable()
      .describe('`[true][given]`, rows sum to 1, in the order of the classes; null above 100 classes.'),
    cells: z
      .array(cell)
      .describe('Entries that were met and the diagonal of the classes that were, most counted first.'),
    cellsLeftOut: count,
  }),
  { description: 'What all sources of a project together make of each class.' },
);
export type ProjectMatrixJson = z.infer<typeof matrix>;

const confusion = z.object({
  ...cell.shape,
  sources: count.describe('Sources with at least one expected such label.'),
  topSource: z
    .object({ sourceId: z.string(), share: probability.describe('Of the expected such labels.') })
    .nullable()
    .describe('Who makes most of them; null when nobody has a whole one.'),
  everybody: z
    .boolean()
    .describe(
      "No one source's fault: at least two make it, and without the top source P(given | true) stays at three quarters at least.",
    ),
});
const confusions = listOf('ConfusionList', confusion, 'What is called something else, most counted first.');
export type ConfusionListJson = z.infer<typeof confusions>;

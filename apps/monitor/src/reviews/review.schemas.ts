import { z } from 'zod';
import { reviewLanes } from '#watch';
import { classLabel, count, listOf, probability, time } from '../api/common.schemas.js';
import { define } from '../api/schema-registry.js';
import { explanation } from '../examples/example.schemas.js';

const lane = z
  .enum(reviewLanes)
  .describe('sampled: drawn at random, feeds the tests; targeted: chosen because a review is worth most here.');
const reviewer = z.string().min(1).max(256).describe('Who reviews. Goes with the gold, and is in no log.');
const leaseSeconds = z.number().int().min(1).max(3_600);
const token = z.string().min(1).describe('From the claim.');

const item = {
  exampleId: z.string(),
  lane,
  since: time.describe('When its first label came.'),
  probability: probability.nullable().describe('With which it was drawn; null in the targeted lane.'),
  value: z
    .number()
    .nonnegative()
    .nullable()
    .describe(
      'Expected number of its wrong labels, and what it says of sources near an alarm; null in the sampled lane.',
    ),
};

const waiting = z.object({
  ...item,
  state: z.enum(['free', 'claimed', 'decided']).describe('decided: it leaves the queue within moments.'),
});
const queue = listOf('ReviewList', waiting, 'Sampled ones first, the oldest first; then targeted ones by value.', {
  matching: count.describe('What waits in this lane and under this filter, on all pages.'),
});
export type ReviewListJson = z.infer<typeof queue>;

define(
  'NewReviewClaim',
  z.strictObject({
    reviewer,
    lane: lane
      .optional()
      .describe(
        'Absent: the sampled lane while something waits in it, else the other; with a filter the targeted one.',
      ),
    leaseSeconds: leaseSeconds.optional().describe('Default 300.'),
    sourceId: z.string().min(1).optional().describe('Filter: it has a current label of this source.'),
    suspect: z.boolean().optional().describe('Filter: it has a label that is suspect, or one that is not.'),
    label: classLabel.optional().describe('Filter: it was called this.'),
    suggestedLabel: classLabel.optional().describe('Filter: this is its most probable class.'),
  }),
  { description: 'Asks for one item.', example: { reviewer: 'ann', lane: 'sampled' } },
);

const claimed = z.object({
  token,
  ...item,
  until: time.describe('Then it may be given to somebody else.'),
  example: explanation.describe(
    'All that is known of it: the given labels with their sources, and what speaks against them.',
  ),
});
const claim = z.object({ item: claimed.nullable().describe('null: nothing waits that nobody has.') });
export type ReviewClaimJson = z.infer<typeof claim>;
define('ReviewClaim', claim, { description: 'One item that nobody else gets until the lease is over.' });

define('NewReviewDecision', z.strictObject({ token, reviewer, label: classLabel.describe('The true label.') }), {
  description: 'Says what the true label is.',
  example: { token: '7d9f…', reviewer: 'ann', label: 3 },
});
define('ReviewToken', z.strictObject({ token, reviewer }), {
  description: 'Names a claim.',
  example: { token: '7d9f…', reviewer: 'ann' },
});
define(
  'ReviewRenewal',
  z.strictObject({ token, reviewer, leaseSeconds: leaseSeconds.optional().describe('Default 300.') }),
  {
    description: 'Asks for a claim to last so long from now on.',
    example: { token: '7d9f…', reviewer: 'ann', leaseSeconds: 300 },
  },
);
define(
  'ReviewUndo',
  z.strictObject({
    reviewer,
    leaseSeconds: leaseSeconds
      .optional()
      .describe('Present: the item is at once the reviewer’s again, for so long. Absent: it goes back to its lane.'),
  }),
  { description: 'Takes the latest decision back.', example: { reviewer: 'ann', leaseSeconds: 300 } },
);

const outcome = z.object({
  exampleId: z.string(),
  lane,
  outcome: z.enum(['decided', 'unsure', 'undone', 'released', 'renewed']),
  label: classLabel.nullable().describe('What was decided, or was before it was taken back.'),
  claim: z
    .object({ token, until: time })
    .nullable()
    .optional()
    .describe('After a renewal, or an undo that asked for it: the item is the reviewer’s; null: somebody else has it.'),
});
export type ReviewOutcomeJson = z.infer<typeof outcome>;
define('ReviewOutcome', outcome, { description: 'What became of the item. A repeated request gets the same answer.' });

const share = probability.nullable();
const laneStats = {
  waiting: count,
  answered: count.describe('Their true label became known while they waited.'),
  unsure: count.describe('A reviewer could not tell.'),
  undone: count.describe('Decisions that were taken back; they stay counted where they were.'),
  unsureShare: share.describe('Of those that were answered or unsure; null: none was.'),
  suggestionRight: share.describe('How often the suggested label was the one decided.'),
  labelsRight: share.describe('How many of the given labels were the one decided.'),
};
const stats = z.object({
  sampled: z.object({
    drawn: count.describe('= waiting + answered + unsure + expired + withdrawn.'),
    ...laneStats,
    expired: count.describe('Waited longer than reviewWaitHours.'),
    withdrawn: count.describe('No label was left.'),
  }),
  targeted: z.object(laneStats),
  aside: count.describe('Examples that nobody could tell, and that look the same since.'),
  says: z.string().describe('What the share of unsure reviews means.'),
});
export type ReviewStatsJson = z.infer<typeof stats>;
define('ReviewStats', stats, { description: 'How the reviews of a project went.' });

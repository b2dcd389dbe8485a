import { z } from 'zod';
import { classLabel, count, probability } from '../api/common.schemas.js';
import { define } from '../api/schema-registry.js';

const ms = z.number().nonnegative();
const pattern = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('random'), spammerScore: probability, typicalScore: probability }),
  z.object({ kind: z.literal('constant'), givenClass: classLabel, share: probability, expectedShare: probability }),
  z.object({ kind: z.literal('adversary'), accuracy: probability }),
  z.object({
    kind: z.literal('swapped'),
    trueClass: classLabel,
    givenClass: classLabel,
    share: probability,
    shareBack: probability,
  }),
  z.object({ kind: z.literal('fast'), medianMs: ms, typicalMs: ms }),
  z.object({
    kind: z.literal('copying'),
    sourceId: z.string(),
    agreement: probability,
    expected: probability,
    examples: count,
  }),
]);
export const patterns = z.array(
  define('Pattern', pattern, {
    description:
      "What a person recognises in a source's labels, with its figures. random: the rows of the noise matrix are alike; " +
      'constant: one class, whatever the example is; adversary: worse than guessing; swapped: two classes exchanged; ' +
      "fast: far below the project's time per label; copying: repeats what another source gave wrongly before it; of `examples` where that one is probably wrong, how often it agrees, and would by itself.",
    example: { kind: 'swapped', trueClass: 4, givenClass: 9, share: 0.91, shareBack: 0.88 },
  }),
);

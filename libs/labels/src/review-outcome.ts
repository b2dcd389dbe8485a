import type { ReviewOutcome } from './event.js';
import { ReviewOutcome as WireOutcome } from './gen/qualm/v1/event_pb.js';
import { EnumWords } from './wire.js';

export const reviewOutcomes = new EnumWords<ReviewOutcome, WireOutcome>('review.outcome', {
  unsure: WireOutcome.UNSURE,
  undone: WireOutcome.UNDONE,
});

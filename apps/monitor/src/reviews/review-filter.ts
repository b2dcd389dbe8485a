import { checkFlag, checkLabel, checkText, InvalidInput, isAbsent, resolveLabel, type Project } from '#labels';
import { isEmptyFilter, type ExampleFilter } from '#pipeline';
import type { ReviewLane } from '#watch';

/** Filters of examples that the queue takes too. */
export const reviewFilters = ['sourceId', 'suspect', 'label', 'suggestedLabel'] as const;

/** Which of what waits is wanted. */
export interface WantedReviews {
  /** Absent: both, the sampled one first. */
  lane: ReviewLane | undefined;
  filter: ExampleFilter;
}

/**
 * A filter takes from the targeted lane alone: who chose what to look at must not answer for the random sample, and what is
 * answered first there must not depend on what it looks like.
 * @throws InvalidInput
 */
export function wantedReviews(lane: ReviewLane | undefined, filter: ExampleFilter): WantedReviews {
  if (isEmptyFilter(filter)) return { lane, filter };
  if (lane === 'sampled') {
    throw new InvalidInput('lane', lane, 'takes no filter: it is a random sample, and one only in its own order');
  }
  return { lane: 'targeted', filter };
}

/** The filter in a body, where classes may be written by index too. @throws InvalidInput */
export function filterInBody(body: Record<string, unknown>, project: Project): ExampleFilter {
  const { sourceId, suspect, label, suggestedLabel } = body;
  const classOf = (field: string, value: unknown) => resolveLabel(project, checkLabel(field, value), field);
  return {
    ...(!isAbsent(sourceId) && { sourceId: checkText('sourceId', sourceId) }),
    ...(!isAbsent(suspect) && { suspect: checkFlag('suspect', suspect) }),
    ...(!isAbsent(label) && { label: classOf('label', label) }),
    ...(!isAbsent(suggestedLabel) && { suggested: classOf('suggestedLabel', suggestedLabel) }),
  };
}

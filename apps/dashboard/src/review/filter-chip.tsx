import { useQuery } from '@tanstack/react-query';
import type { ExampleFilter } from '../api/example-queries.js';
import { reviewsWaitingQuery } from '../api/review-queries.js';
import { counted } from '../ui/format.js';
import { filterWords } from './review-filter.js';

interface FilterChipProps {
  project: string;
  filter: ExampleFilter;
  onRemove(): void;
}

/** What alone is reviewed, how much of it waits, and the way back to all. */
export function FilterChip({ project, filter, onRemove }: FilterChipProps) {
  const { data } = useQuery(reviewsWaitingQuery(project, filter));
  const words = filterWords(filter);
  return (
    <div className="row review-filter">
      <span className="muted">Only</span>
      <button
        type="button"
        className="review-chip"
        aria-label={`Only ${words}: remove this filter`}
        title="Remove this filter"
        onClick={onRemove}
      >
        <span>{words}</span>
        <span aria-hidden="true">✕</span>
      </button>
      <span className="muted small number">{data && `${counted(data.matching, 'example')} in the queue`}</span>
    </div>
  );
}

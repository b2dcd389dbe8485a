import type { ScreenProps } from '../app.js';
import type { ExampleFilter } from '../api/example-queries.js';
import { Empty, Failed, Skeleton } from '../ui/loaded.js';
import { Card } from '../ui/page.js';
import { ReviewEvidence } from './review-evidence.js';
import { filterWords } from './review-filter.js';
import { ReviewQuestion } from './review-question.js';
import type { ReviewAction } from './review-keys.js';
import type { Review } from './use-review.js';

interface ReviewPlaceProps extends ScreenProps {
  review: Review;
  filter: ExampleFilter | undefined;
  isHidden: boolean;
  onAction(action: ReviewAction): void;
  onDecide(label: number): void;
  /** Without the filter. */
  onAll(): void;
}

/** The example that is asked about, or why there is none. */
export function ReviewPlace({ project, review, filter, isHidden, onAction, onDecide, onAll }: ReviewPlaceProps) {
  const { session, state } = review;
  const { item } = state;
  if (item) {
    const parts = { project, item, isHidden };
    return (
      <div className="review-columns">
        <ReviewQuestion {...parts} state={state} onAction={onAction} onDecide={onDecide} />
        <ReviewEvidence {...parts} />
      </div>
    );
  }
  if (state.phase === 'loading') {
    return (
      <div className="review-columns">
        <Skeleton height={600} />
        <Skeleton height={600} />
      </div>
    );
  }
  return (
    <Card>
      <div aria-live="polite">
        {state.phase === 'failed' && state.error && <Failed error={state.error} onRetry={() => session.start()} />}
        {state.phase === 'empty' && filter && <NothingFits filter={filter} onAll={onAll} />}
        {state.phase === 'empty' && !filter && (
          <Empty title="Nothing waits for you">
            All that is worth a look here is answered, or somebody else has it. New ones appear by themselves.
          </Empty>
        )}
        {state.phase === 'away' && <Away onBack={() => session.start()} />}
        {state.notice && <p className="review-notice">{state.notice}</p>}
      </div>
    </Card>
  );
}

function NothingFits({ filter, onAll }: { filter: ExampleFilter; onAll(): void }) {
  return (
    <div className="state">
      <strong>Nothing more waits here</strong>
      <span>
        Of “{filterWords(filter)}” nothing more is free among the most useful ones: it is answered, skipped or set
        aside, somebody else has it, or it belongs to the random sample. New ones appear by themselves.
      </span>
      <button type="button" className="button" data-kind="primary" onClick={onAll}>
        Review all others
      </button>
    </div>
  );
}

function Away({ onBack }: { onBack(): void }) {
  return (
    <div className="state">
      <strong>You were away for a while</strong>
      <span>What you had went back to the queue, so that others could have it. Nothing that you answered is lost.</span>
      <button type="button" className="button" data-kind="primary" onClick={onBack} autoFocus>
        Go on
      </button>
    </div>
  );
}

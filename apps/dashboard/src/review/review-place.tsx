import type { ScreenProps } from '../app.js';
import { Empty, Failed, Skeleton } from '../ui/loaded.js';
import { Card } from '../ui/page.js';
import { ReviewEvidence } from './review-evidence.js';
import { ReviewQuestion } from './review-question.js';
import type { ReviewAction } from './review-keys.js';
import type { Review } from './use-review.js';

interface ReviewPlaceProps extends ScreenProps {
  review: Review;
  isHidden: boolean;
  onAction(action: ReviewAction): void;
  onDecide(label: number): void;
}

/** The example that is asked about, or why there is none. */
export function ReviewPlace({ project, review, isHidden, onAction, onDecide }: ReviewPlaceProps) {
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
        {state.phase === 'empty' && (
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

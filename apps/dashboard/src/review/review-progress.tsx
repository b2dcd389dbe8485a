import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { reviewStatsQuery } from '../api/review-queries.js';
import { count, none, percent } from '../ui/format.js';
import type { ReviewLane } from './review-item.js';
import type { Pace } from './use-review.js';

interface ReviewProgressProps {
  project: string;
  pace: Pace;
  /** Of what is shown. */
  lane: ReviewLane | undefined;
}

/** How far the reviews are, and how often they agreed with what was suggested, honeypots included. */
export function ReviewProgress({ project, pace, lane }: ReviewProgressProps) {
  const { data } = useQuery(reviewStatsQuery(project));
  const agreement = data?.[lane ?? 'sampled'];
  const where = lane === 'targeted' ? 'of useful ones' : 'of random ones';
  return (
    <dl className="review-progress">
      <Figure name="Random sample" value={data && count(data.sampled.waiting)} hint={waitWords(data?.sampled)} />
      <Figure name="Most useful" value={data && count(data.targeted.waiting)} hint={waitWords(data?.targeted)} />
      <Figure name="Yours today" value={count(pace.today)} hint={paceWords(pace)} />
      <Figure name="Suggestion right" value={agreement && percent(agreement.suggestionRight, 0)} hint={where} />
      <Figure name="Labels right" value={agreement && percent(agreement.labelsRight, 0)} hint={where} />
      <Figure name="Could not be told" value={agreement && percent(agreement.unsureShare, 0)} hint={where} />
    </dl>
  );
}

function Figure({ name, value, hint }: { name: string; value: ReactNode; hint: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd className="number">
        <strong>{value ?? none}</strong>
        <span className="muted small">{hint}</span>
      </dd>
    </div>
  );
}

function waitWords(lane: { answered: number } | undefined): string {
  return lane ? `wait, ${count(lane.answered)} done` : '\u00a0';
}

function paceWords({ perMinute }: Pace): string {
  return perMinute === null ? '\u00a0' : `${perMinute.toFixed(perMinute < 10 ? 1 : 0)} a minute`;
}

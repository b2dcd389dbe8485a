import { useInfiniteQuery } from '@tanstack/react-query';
import { deliveriesQuery } from '../api/connect-queries.js';
import type { Schemas } from '../api/queries.js';
import { exactTime } from '../ui/format.js';
import { Empty, Loaded } from '../ui/loaded.js';
import { Badge, type Tone } from '../ui/page.js';
import { TimeAgo } from '../ui/time.js';
import type { WebhookActions } from './use-webhooks.js';

type Delivery = Schemas['Delivery'];

interface DeliveriesProps {
  webhook: Schemas['Webhook'];
  redeliver: WebhookActions['redeliver'];
}

/** What was sent to one webhook, every attempt, and how the receiver answered. */
export function Deliveries({ webhook: { id, project, enabled }, redeliver }: DeliveriesProps) {
  const query = useInfiniteQuery(deliveriesQuery(project, id));
  return (
    <div className="deliveries">
      <Loaded query={query} height={120}>
        {({ pages }) => {
          const deliveries = pages.flatMap(({ items }) => items);
          if (deliveries.length === 0) return <Empty title="Nothing was sent yet">A test is sent at once.</Empty>;
          return (
            <ul aria-label="Deliveries">
              {deliveries.map((delivery) => (
                <DeliveryRow
                  key={delivery.id}
                  delivery={delivery}
                  onAgain={enabled ? () => redeliver.mutate({ webhook: id, delivery: delivery.id }) : undefined}
                />
              ))}
            </ul>
          );
        }}
      </Loaded>
      {redeliver.error && (
        <p role="alert" className="problem">
          {redeliver.error.message}
        </p>
      )}
      {query.hasNextPage && (
        <button type="button" className="button" onClick={() => void query.fetchNextPage()}>
          Older deliveries
        </button>
      )}
    </div>
  );
}

const states: Record<Delivery['state'], { tone: Tone; name: string }> = {
  pending: { tone: 'accent', name: 'on its way' },
  delivered: { tone: 'good', name: 'delivered' },
  dead: { tone: 'bad', name: 'given up' },
};

function DeliveryRow({ delivery, onAgain }: { delivery: Delivery; onAgain: (() => void) | undefined }) {
  const { id, type, state, attempts, createdAt, nextAttemptAt, body } = delivery;
  const { tone, name } = states[state];
  return (
    <li>
      <details>
        <summary>
          <Badge tone={tone}>{name}</Badge>
          <span className="mono">{type}</span>
          <span className="muted small">
            <TimeAgo at={createdAt} />
            {attempts.length > 0 && `, ${attempts.length === 1 ? 'one attempt' : `${attempts.length} attempts`}`}
            {nextAttemptAt !== null && `, next ${exactTime(nextAttemptAt)}`}
          </span>
        </summary>
        <div className="stack connect-tight">
          <p className="muted small">
            <code>webhook-id: {id}</code>
          </p>
          <ol className="attempts">
            {attempts.map((attempt) => (
              <li key={attempt.at}>
                <span className="number">{exactTime(attempt.at)}</span> <strong>{attempt.status ?? 'no answer'}</strong>{' '}
                after {attempt.tookMs} ms
                {attempt.error !== null && <span className="problem"> {attempt.error}</span>}
                {attempt.response !== '' && <pre className="mono">{attempt.response}</pre>}
              </li>
            ))}
          </ol>
          <pre className="mono delivery-body" tabIndex={0} role="region" aria-label={`Body of ${id}`}>
            {JSON.stringify(body, null, 2)}
          </pre>
          {onAgain && (
            <div>
              <button type="button" className="button" onClick={onAgain}>
                Send again
              </button>
            </div>
          )}
        </div>
      </details>
    </li>
  );
}

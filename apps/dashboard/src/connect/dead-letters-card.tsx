import { useInfiniteQuery } from '@tanstack/react-query';
import { deadLettersQuery } from '../api/connect-queries.js';
import { Empty, Loaded } from '../ui/loaded.js';
import { Card } from '../ui/page.js';
import { TimeAgo } from '../ui/time.js';

/** Records that could not be taken, and why. */
export function DeadLettersCard() {
  const query = useInfiniteQuery(deadLettersQuery);
  return (
    <Card
      title="Dead letters"
      note="records from a topic that could not be read, of all projects; the newest that are kept"
    >
      <Loaded query={query} height={110}>
        {({ pages }) => {
          const letters = pages.flatMap(({ items }) => items);
          if (letters.length === 0) {
            return (
              <Empty title="None">
                Everything that came could be read. What the API refuses is told to who sent it.
              </Empty>
            );
          }
          return (
            <ul className="dead-letters">
              {letters.map(({ partition, offset, reason, text, truncated, at, field }) => (
                <li key={`${partition}-${offset}`}>
                  <details>
                    <summary>
                      <span>{field === undefined ? reason : `${field}: ${reason}`}</span>
                      <span className="muted small">
                        <TimeAgo at={at} />, partition {partition}, offset {offset}
                      </span>
                    </summary>
                    <pre className="mono delivery-body" tabIndex={0} role="region" aria-label="The record">
                      {text}
                      {truncated && ' …'}
                    </pre>
                  </details>
                </li>
              ))}
            </ul>
          );
        }}
      </Loaded>
      {query.hasNextPage && (
        <button type="button" className="button" onClick={() => void query.fetchNextPage()}>
          Older ones
        </button>
      )}
    </Card>
  );
}

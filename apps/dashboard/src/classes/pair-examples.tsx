import { useInfiniteQuery, useQueries } from '@tanstack/react-query';
import { Link } from 'wouter';
import type { ScreenProps } from '../app.js';
import { exampleQuery, examplesQuery } from '../api/example-queries.js';
import type { Confusion } from '../api/figures.js';
import { ExampleTile } from '../ui/example-tile.js';
import { percent } from '../ui/format.js';
import { Empty, Failed, Skeleton } from '../ui/loaded.js';
import { Card } from '../ui/page.js';
import { pairWords } from './pair-words.js';

const SHOWN = 12;

/** Examples of one class that somebody called another. */
export function PairExamples({ project, pair }: ScreenProps & { pair: Confusion }) {
  const filter = { label: String(pair.label), suggestedLabel: String(pair.trueLabel) };
  const found = useInfiniteQuery(examplesQuery(project.id, filter, SHOWN));
  const ids = found.data?.pages.flatMap(({ items }) => items.map(({ exampleId }) => exampleId)) ?? [];
  const examples = useQueries({ queries: ids.map((id) => exampleQuery(project.id, id)) });
  return (
    <Card title={pairWords(pair, project.classes)} note={<Link to="/review">Review suspects</Link>}>
      <p className="pair-advice">{adviceOf(pair)}</p>
      {found.isPending && <Skeleton height={300} />}
      {found.isError && <Failed error={found.error} onRetry={() => void found.refetch()} />}
      {found.isSuccess && ids.length === 0 && !found.hasNextPage && (
        <Empty title="No example now">All labels of this pair were corrected or taken back.</Empty>
      )}
      <ul className="tiles">
        {examples.map(({ data }, n) => (
          <ExampleTile key={ids[n]} id={ids[n]!} example={data} classes={project.classes} given={pair.label} />
        ))}
      </ul>
      {found.hasNextPage && (
        <button
          type="button"
          className="button"
          disabled={found.isFetchingNextPage}
          onClick={() => void found.fetchNextPage()}
        >
          {ids.length === 0 ? 'Look further' : 'Show more'}
        </button>
      )}
    </Card>
  );
}

function adviceOf({ everybody, topSource, sources }: Confusion) {
  if (!topSource) return 'Nobody does this often enough to say more.';
  const who = <Link to={`/sources/${encodeURIComponent(topSource.sourceId)}`}>{topSource.sourceId}</Link>;
  const share = percent(topSource.share, 0);
  if (everybody) {
    return (
      <>
        Everybody does this: {sources} sources, {who} most with {share} of them. Make the difference clear in the
        instructions, with examples like these.
      </>
    );
  }
  return (
    <>
      {who} makes {share} of these labels; without it they are far fewer. Talk about it there.
    </>
  );
}

import { useInfiniteQuery, useQueries } from '@tanstack/react-query';
import { Link } from 'wouter';
import type { ScreenProps } from '../app.js';
import { exampleQuery, examplesQuery } from '../api/example-queries.js';
import { ExampleTile } from '../ui/example-tile.js';
import { Empty, Failed, Skeleton } from '../ui/loaded.js';
import { Card } from '../ui/page.js';

const SHOWN = 12;

/** Examples that a source probably labeled wrong. */
export function SuspectLabels({ project, sourceId }: ScreenProps & { sourceId: string }) {
  const found = useInfiniteQuery(examplesQuery(project.id, { sourceId, suspect: 'true' }, SHOWN));
  const ids = found.data?.pages.flatMap(({ items }) => items.map(({ exampleId }) => exampleId)) ?? [];
  const examples = useQueries({ queries: ids.map((id) => exampleQuery(project.id, id)) });
  return (
    <Card title="Its suspect labels" note={<Link to="/review">Review suspects</Link>}>
      {found.isPending && <Skeleton height={320} />}
      {found.isError && <Failed error={found.error} onRetry={() => void found.refetch()} />}
      {found.isSuccess && ids.length === 0 && !found.hasNextPage && (
        <Empty title="No suspect label">All of its labels are probably right.</Empty>
      )}
      <ul className="tiles">
        {examples.map(({ data }, n) => (
          <ExampleTile key={ids[n]} id={ids[n]!} example={data} classes={project.classes} sourceId={sourceId} />
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

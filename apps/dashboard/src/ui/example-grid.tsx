import { useInfiniteQuery, useQueries } from '@tanstack/react-query';
import { useEffect, type ReactNode } from 'react';
import { exampleQuery, examplesQuery, type ExampleFilter } from '../api/example-queries.js';
import type { Schemas } from '../api/queries.js';
import { ExampleTile, TilePlaces } from './example-tile.js';
import { Failed } from './loaded.js';

const SHOWN = 10;
/** A page may be short although more follow: so many pages are asked for by itself until enough are shown. */
const LOOKS = 6;
const ENOUGH = 8;

interface ExampleGridProps {
  project: Schemas['Project'];
  filter: ExampleFilter;
  /** What is said when there is none. */
  none: ReactNode;
}

/** Examples that fit a filter, each with the label that it is about. */
export function ExampleGrid({ project, filter, none }: ExampleGridProps) {
  const found = useInfiniteQuery(examplesQuery(project.id, filter, SHOWN));
  const ids = found.data?.pages.flatMap(({ items }) => items.map(({ exampleId }) => exampleId)) ?? [];
  const examples = useQueries({ queries: ids.map((id) => exampleQuery(project.id, id)) });
  useEffect(() => {
    const looked = found.data?.pages.length ?? 0;
    if (ids.length < ENOUGH && looked < LOOKS && found.hasNextPage && !found.isFetching) void found.fetchNextPage();
  });
  if (found.isError) return <Failed error={found.error} onRetry={() => void found.refetch()} />;
  if (found.isSuccess && ids.length === 0 && !found.hasNextPage) return none;
  return (
    <>
      <ul className="tiles" aria-busy={found.isPending}>
        {found.isPending && <TilePlaces count={SHOWN} />}
        {examples.map(({ data }, n) => (
          <ExampleTile key={ids[n]} id={ids[n]!} example={data} classes={project.classes} about={filter} />
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
    </>
  );
}

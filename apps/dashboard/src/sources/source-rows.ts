import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import type { Source } from '../api/figures.js';
import type { SourceFilter } from './source-filter.js';
import { sourceTableQuery } from './source-queries.js';

/** Pixels from the top within which the table follows what happens. */
const TOP = 400;

export interface SourceRows {
  items: readonly Source[];
  /** Of all pages; undefined until the first came. */
  matching: number | undefined;
  total: number;
  /** When the oldest of the rows was read. */
  at: string | undefined;
  error: Error | null;
  /** Asks for the next page, if there is one. */
  more(): void;
  hasMore: boolean;
  refresh(): void;
}

/** The rows of the table as far as they were asked for. */
export function useSourceRows(project: string, filter: SourceFilter): SourceRows {
  const options = sourceTableQuery(project, filter, isAtTop);
  const query = useInfiniteQuery(options);
  useFirstPageAtTop(options);
  const items = useMemo(() => unique(query.data?.pages.flatMap((page) => page.items) ?? []), [query.data]);
  const first = query.data?.pages[0];
  return {
    items,
    matching: first?.matching,
    total: first?.total ?? 0,
    at: first?.at,
    error: query.error,
    more: () => {
      if (query.hasNextPage && !query.isFetchingNextPage) void query.fetchNextPage({ cancelRefetch: false });
    },
    hasMore: query.hasNextPage,
    refresh: () => void query.refetch(),
  };
}

/** Whoever is back at the top follows what happens: no more is asked for again and again than can be seen. */
function useFirstPageAtTop({ queryKey }: ReturnType<typeof sourceTableQuery>): void {
  const queries = useQueryClient();
  useEffect(() => {
    const trim = () => {
      if (!isAtTop()) return;
      queries.setQueryData(queryKey, (data) =>
        data && data.pages.length > 1
          ? { pages: data.pages.slice(0, 1), pageParams: data.pageParams.slice(0, 1) }
          : data,
      );
    };
    addEventListener('scrollend', trim);
    return () => removeEventListener('scrollend', trim);
  }, [queries, queryKey]);
}

function isAtTop(): boolean {
  return scrollY < TOP;
}

/** A source whose place changed between two pages comes twice: its first place stays. */
function unique(sources: Source[]): Source[] {
  return [...new Map(sources.toReversed().map((source) => [source.sourceId, source])).values()].toReversed();
}

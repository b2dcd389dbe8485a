import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { getJson } from '../api/pending.js';
import type { Confusion, NoiseMatrix } from '../api/pending-figures.js';

const OFTEN_MS = 5_000;
const PAGE = 25;

/** Pairs of classes by how often one is called the other, most counted first. */
export function confusionsQuery(project: string) {
  return infiniteQueryOptions({
    queryKey: [project, 'confusions'],
    queryFn: ({ pageParam, signal }) => {
      const query = new URLSearchParams({ ...pageParam, limit: String(PAGE) });
      return getJson<{ items: Confusion[]; nextCursor: string | null }>(
        `/v1/projects/${encodeURIComponent(project)}/confusions?${query}`,
        signal,
      );
    },
    initialPageParam: {} as { cursor?: string },
    getNextPageParam: ({ nextCursor }) => (nextCursor === null ? undefined : { cursor: nextCursor }),
    refetchInterval: OFTEN_MS,
  });
}

/** How all sources together confuse classes. */
export function noiseMatrixQuery(project: string) {
  return queryOptions({
    queryKey: [project, 'noise-matrix'],
    queryFn: ({ signal }) => getJson<NoiseMatrix>(`/v1/projects/${encodeURIComponent(project)}/noise-matrix`, signal),
    refetchInterval: OFTEN_MS,
  });
}

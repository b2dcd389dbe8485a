import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answerOf, api } from './client.js';
import type { Schemas } from './queries.js';

const STALE_MS = 10_000;

export interface ExampleFilter {
  sourceId?: string;
  suspect?: boolean;
  label?: string;
  suggestedLabel?: string;
}

/** Examples that fit a filter. A page may be short or empty although more follow: each looks at so many only. */
export function examplesQuery(project: string, filter: ExampleFilter, limit: number) {
  return infiniteQueryOptions({
    queryKey: [project, 'examples', filter, limit],
    queryFn: ({ pageParam, signal }) =>
      answerOf(
        api.GET('/v1/projects/{project}/examples', {
          params: { path: { project }, query: { ...filter, ...pageParam, limit } },
          signal,
        }),
      ) as Promise<Schemas['ExampleList']>,
    initialPageParam: {} as { cursor?: string },
    getNextPageParam: ({ nextCursor }) => (nextCursor === null ? undefined : { cursor: nextCursor }),
    staleTime: STALE_MS,
    placeholderData: undefined,
  });
}

/** All that is known of one example. */
export function exampleQuery(project: string, exampleId: string) {
  return queryOptions({
    queryKey: [project, 'example', exampleId],
    queryFn: ({ signal }) =>
      answerOf(
        api.GET('/v1/projects/{project}/examples/{exampleId}', { params: { path: { project, exampleId } }, signal }),
      ) as Promise<Schemas['Example']>,
    staleTime: STALE_MS,
    placeholderData: undefined,
  });
}

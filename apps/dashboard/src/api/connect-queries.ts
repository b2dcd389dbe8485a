import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answerOf, api } from './client.js';

const DELIVERIES_MS = 2_000;
const DEAD_LETTERS_MS = 5_000;
const PAGE = 20;

/** Webhooks of a project: it has at most 20. */
export function webhooksQuery(project: string) {
  return queryOptions({
    queryKey: [project, 'webhooks'],
    queryFn: ({ signal }) => {
      const params = { path: { project }, query: { limit: 100 } };
      return answerOf(api.GET('/v1/projects/{project}/webhooks', { params, signal }));
    },
  });
}

/** What was sent to a webhook, the newest event first, a page at a time. */
export function deliveriesQuery(project: string, webhook: string) {
  return infiniteQueryOptions({
    queryKey: [project, 'deliveries', webhook],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) => {
      const query = { limit: PAGE, ...(pageParam !== undefined && { cursor: pageParam }) };
      const params = { path: { project, webhook }, query };
      return answerOf(api.GET('/v1/projects/{project}/webhooks/{webhook}/deliveries', { params, signal }));
    },
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    refetchInterval: DELIVERIES_MS,
    placeholderData: undefined,
  });
}

/** Records that could not be taken, of all projects, newest first. */
export const deadLettersQuery = infiniteQueryOptions({
  queryKey: ['dead-letters'],
  initialPageParam: undefined as string | undefined,
  queryFn: ({ pageParam, signal }) => {
    const query = { limit: PAGE, ...(pageParam !== undefined && { cursor: pageParam }) };
    return answerOf(api.GET('/v1/dead-letters', { params: { query }, signal }));
  },
  getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  refetchInterval: DEAD_LETTERS_MS,
});

/** Labeling platforms that can send here as they are. */
export const connectorsQuery = queryOptions({
  queryKey: ['connectors'],
  queryFn: ({ signal }) => answerOf(api.GET('/v1/connectors', { signal })),
  staleTime: Infinity,
});

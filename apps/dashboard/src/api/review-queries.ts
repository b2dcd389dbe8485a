import { queryOptions } from '@tanstack/react-query';
import { answerOf, api } from './client.js';
import type { ExampleFilter } from './example-queries.js';

const STATS_MS = 2_000;
const SHOWN_PROTOTYPES = 5;

/** How the reviews of a project went. */
export function reviewStatsQuery(project: string) {
  return queryOptions({
    queryKey: [project, 'review-stats'],
    queryFn: ({ signal }) =>
      answerOf(api.GET('/v1/projects/{project}/reviews/stats', { params: { path: { project } }, signal })),
    refetchInterval: STATS_MS,
  });
}

/** How much of what waits fits a filter. */
export function reviewsWaitingQuery(project: string, filter: ExampleFilter) {
  return queryOptions({
    queryKey: [project, 'reviews-waiting', filter],
    queryFn: ({ signal }) => {
      const params = { path: { project }, query: { ...filter, limit: 1 } };
      return answerOf(api.GET('/v1/projects/{project}/reviews', { params, signal }));
    },
    refetchInterval: STATS_MS,
    // Those of another filter would be taken for this one's.
    placeholderData: undefined,
  });
}

/** Typical examples that one looks like. Asked once: the prototypes of a model version do not change. */
export function nearestPrototypesQuery(project: string, example: string) {
  return queryOptions({
    queryKey: ['prototypes', project, example],
    queryFn: ({ signal }) => {
      const params = { path: { project, exampleId: example }, query: { limit: SHOWN_PROTOTYPES } };
      return answerOf(api.GET('/v1/projects/{project}/examples/{exampleId}/prototypes', { params, signal }));
    },
    staleTime: Infinity,
    // Those of the example before would be taken for this one's.
    placeholderData: undefined,
  });
}

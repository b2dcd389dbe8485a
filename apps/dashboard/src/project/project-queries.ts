import { queryOptions } from '@tanstack/react-query';
import { answerOf, api } from '../api/client.js';
import type { Schemas } from '../api/queries.js';

const OFTEN_MS = 2_000;
const CHART_MS = 5_000;
const SHOWN_VERSIONS = 6;

/** How far the stages are, and how fast labels come. */
export function progressQuery(project: string) {
  return queryOptions({
    queryKey: [project, 'progress'],
    queryFn: ({ signal }) =>
      answerOf(api.GET('/v1/projects/{project}/progress', { params: { path: { project } }, signal })),
    refetchInterval: OFTEN_MS,
  });
}

/** Label accuracy over the project's life. */
export function historyQuery(project: string) {
  return queryOptions({
    queryKey: [project, 'history'],
    queryFn: ({ signal }) =>
      answerOf(api.GET('/v1/projects/{project}/history', { params: { path: { project } }, signal })) as Promise<
        Schemas['ProjectHistory']
      >,
    refetchInterval: CHART_MS,
  });
}

/** The newest model versions. */
export function newestVersionsQuery(project: string) {
  return queryOptions({
    queryKey: [project, 'models', 'newest'],
    queryFn: ({ signal }) =>
      answerOf(
        api.GET('/v1/projects/{project}/models', {
          params: { path: { project }, query: { limit: SHOWN_VERSIONS } },
          signal,
        }),
      ),
    refetchInterval: CHART_MS,
  });
}

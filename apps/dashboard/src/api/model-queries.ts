import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answerOf, api } from './client.js';

const VERSIONS_MS = 10_000;
const PAGE = 50;

/** Model versions, newest first, a page at a time. */
export function modelsQuery(project: string) {
  return infiniteQueryOptions({
    queryKey: [project, 'models'],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) => {
      const query = { limit: PAGE, ...(pageParam !== undefined && { cursor: pageParam }) };
      return answerOf(api.GET('/v1/projects/{project}/models', { params: { path: { project }, query }, signal }));
    },
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    refetchInterval: VERSIONS_MS,
  });
}

/** Typical examples of each class in one version, which never change. */
export function modelPrototypesQuery(project: string, version: number) {
  return queryOptions({
    queryKey: ['model-prototypes', project, version],
    queryFn: ({ signal }) => {
      const params = { path: { project, version } };
      return answerOf(api.GET('/v1/projects/{project}/models/{version}/prototypes', { params, signal }));
    },
    staleTime: Infinity,
    // Those of another version would be taken for this one's.
    placeholderData: undefined,
  });
}

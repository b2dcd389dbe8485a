import { queryOptions } from '@tanstack/react-query';
import { answerOf, api } from '../api/client.js';
import type { Schemas } from '../api/queries.js';

const OFTEN_MS = 5_000;
const MOST = 200;

/** Pairs of classes by how often one is called the other, most counted first. */
export function confusionsQuery(project: string) {
  return queryOptions({
    queryKey: [project, 'confusions'],
    queryFn: ({ signal }) =>
      answerOf(
        api.GET('/v1/projects/{project}/confusions', { params: { path: { project }, query: { limit: MOST } }, signal }),
      ) as Promise<Schemas['ConfusionList']>,
    refetchInterval: OFTEN_MS,
  });
}

/** How all sources together confuse classes. */
export function noiseMatrixQuery(project: string) {
  return queryOptions({
    queryKey: [project, 'noise-matrix'],
    queryFn: ({ signal }) =>
      answerOf(api.GET('/v1/projects/{project}/noise-matrix', { params: { path: { project } }, signal })) as Promise<
        Schemas['ProjectNoiseMatrix']
      >,
    refetchInterval: OFTEN_MS,
  });
}

import { queryOptions } from '@tanstack/react-query';
import { answerOf, api } from '../api/client.js';
import type { Schemas } from '../api/queries.js';

const OFTEN_MS = 2_000;
const CHART_MS = 5_000;
const SHOWN_VERSIONS = 6;
const LABELS_PER_BUCKET = 120;
const FEWEST_BUCKETS = 4;
const MOST_BUCKETS = 64;

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
export function historyQuery(project: string, labels: number) {
  const buckets = bucketsFor(labels);
  return queryOptions({
    queryKey: [project, 'history', buckets],
    queryFn: ({ signal }) =>
      answerOf(
        api.GET('/v1/projects/{project}/history', { params: { path: { project }, query: { buckets } }, signal }),
      ) as Promise<Schemas['ProjectHistory']>,
    refetchInterval: CHART_MS,
  });
}

/** So many that each holds enough labels to say something; in steps, so that the chart keeps its buckets for a while. */
function bucketsFor(labels: number): number {
  const wanted = 2 ** Math.floor(Math.log2(Math.max(1, labels / LABELS_PER_BUCKET)));
  return Math.min(MOST_BUCKETS, Math.max(FEWEST_BUCKETS, wanted));
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

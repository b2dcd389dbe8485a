import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { operations } from '#api';
import { answerOf, api } from '../api/client.js';
import type { SourceDetail, SourceList } from '../api/figures.js';
import type { Schemas } from '../api/queries.js';
import type { SourceFilter } from './source-filter.js';

const PAGE = 200;
const OFTEN_MS = 3_000;
const ALERTS = 1_000;
/** So long somebody may be away and come back to where they were. */
const KEPT_MS = 1_800_000;

/**
 * The table of sources, page after page. It is asked again by itself only while `isFresh()`: whoever reads further down
 * keeps the rows before their eyes.
 */
export function sourceTableQuery(project: string, filter: SourceFilter, isFresh: () => boolean) {
  return infiniteQueryOptions({
    // Not under the project's key: an alert must not ask for every page again.
    queryKey: ['source-table', project, filter],
    queryFn: ({ pageParam, signal }) => sourcesPage(project, { ...filter, limit: String(PAGE), ...pageParam }, signal),
    initialPageParam: {} as { cursor?: string },
    getNextPageParam: ({ nextCursor }) => (nextCursor === null ? undefined : { cursor: nextCursor }),
    refetchInterval: () => (isFresh() ? OFTEN_MS : false),
    refetchOnWindowFocus: isFresh,
    staleTime: Infinity,
    gcTime: KEPT_MS,
  });
}

/** The first sources of a list. */
export function fewSourcesQuery(project: string, filter: Partial<SourceFilter>, limit: number) {
  return queryOptions({
    queryKey: [project, 'sources', filter, limit],
    queryFn: ({ signal }) => sourcesPage(project, { ...filter, limit: String(limit) }, signal),
    refetchInterval: OFTEN_MS,
  });
}

function sourcesPage(project: string, asked: Record<string, string>, signal: AbortSignal): Promise<SourceList> {
  const given = Object.entries(asked).filter(([, value]) => value !== '');
  // Words of the address: what the service does not know it refuses, and says so.
  const query = Object.fromEntries(given) as operations['listSources']['parameters']['query'];
  return answerOf(
    api.GET('/v1/projects/{project}/sources', { params: { path: { project }, query }, signal }),
  ) as Promise<SourceList>;
}

export function sourceQuery(project: string, sourceId: string) {
  return queryOptions({
    queryKey: [project, 'source', sourceId],
    queryFn: ({ signal }) =>
      answerOf(
        api.GET('/v1/projects/{project}/sources/{sourceId}', { params: { path: { project, sourceId } }, signal }),
      ) as Promise<SourceDetail>,
    refetchInterval: OFTEN_MS,
    // The source before is not this one.
    placeholderData: undefined,
  });
}

/** What the service still knows of a project's alerts, newest first. */
export function alertsQuery(project: string) {
  return queryOptions({
    queryKey: [project, 'alerts'],
    queryFn: ({ signal }) =>
      answerOf(
        api.GET('/v1/projects/{project}/alerts', {
          params: { path: { project }, query: { limit: ALERTS } },
          signal,
        }),
        // The client's types forget how long a tuple is.
      ) as Promise<Schemas['AlertList']>,
  });
}

/** The newest report of a change of a source, if it is still known. */
export function changeOf(alerts: Schemas['AlertList'], sourceId: string): Schemas['Alert'] | undefined {
  return alerts.items.find((alert) => alert.sourceId === sourceId && alert.drift !== undefined);
}

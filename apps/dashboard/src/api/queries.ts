import type { components } from '#api';
import { queryOptions } from '@tanstack/react-query';
import { answerOf, api } from './client.js';

export type Schemas = components['schemas'];

const OFTEN_MS = 3_000;

/** Every project. */
export const projectsQuery = queryOptions({
  queryKey: ['projects'],
  queryFn: async ({ signal }) => answerOf(api.GET('/v1/projects', { params: { query: { limit: 1_000 } }, signal })),
});

/** One project and its figures. Keys of all that belongs to a project begin with its id: `live.tsx` asks it again. */
export function projectQuery(project: string) {
  return queryOptions({
    queryKey: [project, 'status'],
    queryFn: ({ signal }) => answerOf(api.GET('/v1/projects/{project}', { params: { path: { project } }, signal })),
    refetchInterval: OFTEN_MS,
  });
}

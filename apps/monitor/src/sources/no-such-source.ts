import { Problem } from '#http';

export function noSuchSource({ project, sourceId }: { project: string; sourceId: string }): Problem {
  const says = `source: ${JSON.stringify(sourceId)} has given no label in project "${project}" so far`;
  return new Problem('not-found', says, { field: 'sourceId', value: JSON.stringify(sourceId) });
}

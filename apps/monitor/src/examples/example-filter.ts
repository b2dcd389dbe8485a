import { resolveLabel, type Project } from '#labels';
import type { ExampleFilter } from '#pipeline';
import type { RequestQuery } from '../api/query.js';

export const exampleFilters = [
  'sourceId',
  'suspect',
  'label',
  'suggestedLabel',
  'gold',
  'minQuality',
  'maxQuality',
] as const;

/** @throws InvalidInput */
export function exampleFilterOf(query: RequestQuery, project: Project): ExampleFilter {
  const asked = {
    sourceId: query.text('sourceId'),
    suspect: query.flag('suspect'),
    label: classOf('label', query, project),
    minQuality: query.share('minQuality'),
    maxQuality: query.share('maxQuality'),
    suggested: classOf('suggestedLabel', query, project),
    gold: query.flag('gold'),
  };
  return Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined));
}

function classOf(field: string, query: RequestQuery, project: Project): number | undefined {
  const label = query.text(field);
  return label === undefined ? undefined : resolveLabel(project, label, field);
}

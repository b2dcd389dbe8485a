import { useMemo } from 'react';
import type { ExampleFilter } from '../api/example-queries.js';
import { useAddress } from '../ui/address.js';

/** What alone is reviewed, as the address says; undefined: all that waits. */
export function useReviewFilter(): [filter: ExampleFilter | undefined, clear: () => void] {
  const [parameters, replace] = useAddress();
  const filter = useMemo(() => filterIn(parameters), [parameters]);
  return [filter, () => replace({})];
}

/** Where one reviews only what fits; classes by their names. */
export function reviewAddress(filter: ExampleFilter): string {
  const given = Object.entries(filter).map(([name, value]) => [name, String(value)]);
  return `/review?${new URLSearchParams(Object.fromEntries(given) as Record<string, string>)}`;
}

export function filterIn(parameters: URLSearchParams): ExampleFilter | undefined {
  const filter: ExampleFilter = {};
  for (const name of ['sourceId', 'label', 'suggestedLabel'] as const) {
    const value = parameters.get(name);
    if (value) filter[name] = value;
  }
  const suspect = parameters.get('suspect');
  if (suspect) filter.suspect = suspect === 'true';
  return Object.keys(filter).length > 0 ? filter : undefined;
}

/** "suspect labels by ann", "dog called cat" */
export function filterWords({ sourceId, suspect, label, suggestedLabel }: ExampleFilter): string {
  const kind = { true: 'suspect', false: 'trusted', undefined: '' }[String(suspect)];
  const called = label === undefined ? '' : `called ${label}`;
  const what = suggestedLabel === undefined ? called : `${suggestedLabel} ${called}`;
  const who = sourceId === undefined ? '' : `by ${sourceId}`;
  return [kind, what.trim() || 'labels', who].filter((words) => words !== '').join(' ');
}

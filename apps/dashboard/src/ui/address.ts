import { useMemo } from 'react';
import { useSearch } from 'wouter';

/** What stands behind the `?`, and how to change it in place. */
export function useAddress(): [parameters: URLSearchParams, replace: (parameters: Record<string, string>) => void] {
  // The router's own reading is decoded once already: an encoded percent sign would be decoded twice.
  const search = useSearch();
  // oxlint-disable-next-line react-hooks/exhaustive-deps -- it changes with what the router read
  const parameters = useMemo(() => new URLSearchParams(location.search), [search]);
  return [parameters, replaceParameters];
}

/** A segment of the path, counted from 0, as it was before it was encoded. */
export function pathSegment(place: number): string {
  return decodeURIComponent(location.pathname.split('/')[place + 1] ?? '');
}

function replaceParameters(parameters: Record<string, string>): void {
  const query = new URLSearchParams(parameters).toString();
  history.replaceState(history.state, '', query === '' ? location.pathname : `?${query}`);
}

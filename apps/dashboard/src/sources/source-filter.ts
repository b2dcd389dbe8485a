import { useEffect, useMemo } from 'react';
import { useAddress } from '../ui/address.js';

/** What the table of sources shows and in which order: as in the address, empty where nothing was chosen. */
export interface SourceFilter {
  search: string;
  alarm: string;
  kind: string;
  evidence: string;
  sort: string;
  order: string;
}

let lastSearch = '';

/** Back to the table as it was last seen. */
export function tableAddress(): string {
  return lastSearch === '' ? '/sources' : `/sources?${lastSearch}`;
}

const names = ['search', 'alarm', 'kind', 'evidence', 'sort', 'order'] as const;

/** Kept in the address, so that a link shows the same table. */
export function useSourceFilter(): [SourceFilter, (change: Partial<SourceFilter>) => void] {
  const [parameters, replace] = useAddress();
  const filter = useMemo(
    () => Object.fromEntries(names.map((name) => [name, parameters.get(name) ?? ''])) as unknown as SourceFilter,
    [parameters],
  );
  useEffect(() => {
    lastSearch = parameters.toString();
  }, [parameters]);
  const change = (changed: Partial<SourceFilter>) => {
    const given = Object.entries({ ...filter, ...changed }).filter(([, value]) => value !== '');
    replace(Object.fromEntries(given));
    scrollTo(0, 0);
  };
  return [filter, change];
}

export function isFiltered({ search, alarm, kind, evidence }: SourceFilter): boolean {
  return [search, alarm, kind, evidence].some((value) => value !== '');
}

export const columns = [
  { sort: 'sourceId', name: 'Source', first: 'asc' },
  { sort: 'risk', name: 'Alarms', first: 'desc' },
  { sort: 'accuracy', name: 'Right labels', first: 'asc' },
  { sort: 'labels', name: 'Labels', first: 'desc' },
  { sort: 'trend', name: 'Trend', first: 'asc' },
  { sort: 'lastAt', name: 'Last label', first: 'desc' },
] as const;

/** The order after a click on a column's head: its own first, then the other way round. */
export function orderAfter(sort: string, filter: SourceFilter): Pick<SourceFilter, 'sort' | 'order'> {
  const { first } = columns.find((column) => column.sort === sort)!;
  const again = sortOf(filter).sort === sort && sortOf(filter).order === first;
  return { sort, order: again ? (first === 'asc' ? 'desc' : 'asc') : first };
}

/** The order in use. */
export function sortOf({ sort, order }: SourceFilter): { sort: string; order: string } {
  const column = columns.find((one) => one.sort === sort) ?? columns[1];
  return { sort: column.sort, order: order === 'asc' || order === 'desc' ? order : column.first };
}

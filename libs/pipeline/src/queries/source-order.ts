import type { SourceSummary } from './source-risk.js';

export const sourceSorts = ['risk', 'accuracy', 'labels', 'trend', 'lastAt', 'sourceId'] as const;
export type SourceSort = (typeof sourceSorts)[number];
export const sortDirections = ['asc', 'desc'] as const;
export type SortDirection = (typeof sortDirections)[number];

/** A list's order. `risk` falls from open alarms by way of the least accurate to who has no label. */
export interface SourceOrder {
  sort: SourceSort;
  direction: SortDirection;
}

/** What a person wants to see first. */
export const usualDirection: Record<SourceSort, SortDirection> = {
  risk: 'desc',
  accuracy: 'asc',
  labels: 'desc',
  trend: 'asc',
  lastAt: 'desc',
  sourceId: 'asc',
};

export const byRisk: SourceOrder = { sort: 'risk', direction: usualDirection.risk };

/** Where a source stands in an order; the same source has the same place while its figures do not move. */
export interface SourcePlace {
  /** The first that differs decides; none: what the order asks for is not known of it, and it comes last. */
  values: number[];
  sourceId: string;
}

const valuesOf: Record<SourceSort, (source: SourceSummary) => number[]> = {
  risk: ({ alarms, labels, accuracy }) => [alarms.length > 0 ? 1 : 0, labels > 0 ? 1 : 0, -accuracy],
  accuracy: ({ accuracy }) => [accuracy],
  labels: ({ labels }) => [labels],
  trend: ({ trend }) => (trend === undefined ? [] : [trend]),
  lastAt: ({ lastMs }) => [lastMs],
  sourceId: () => [],
};

export function placeOf(source: SourceSummary, { sort }: SourceOrder): SourcePlace {
  return { values: valuesOf[sort](source), sourceId: source.sourceId };
}

/** Negative: a comes first. Who is alike in all else stands by id, upwards. */
export function comparePlaces(a: SourcePlace, b: SourcePlace, { sort, direction }: SourceOrder): number {
  const sign = direction === 'asc' ? 1 : -1;
  if (a.values.length !== b.values.length) return b.values.length - a.values.length;
  for (let n = 0; n < a.values.length; n++) {
    if (a.values[n] !== b.values[n]) return sign * (a.values[n]! - b.values[n]!);
  }
  const byId = a.sourceId < b.sourceId ? -1 : Number(a.sourceId > b.sourceId);
  return sort === 'sourceId' ? sign * byId : byId;
}

import {
  alarmStands,
  sortDirections,
  sourceSorts,
  usualDirection,
  type SourceFilter,
  type SourceOrder,
  type SourcePlace,
} from '#pipeline';
import { z } from 'zod';
import { decodeCursor } from '../api/cursor.js';
import type { ListQuery } from '../api/query.js';

/** Kinds of alarms that a source can have. */
export const sourceAlarmKinds = ['accuracy', 'confusion', 'drift', 'copying'] as const;
export const evidenceGrades = ['gold', 'model'] as const;
export const sourceFilters = ['search', 'alarm', 'kind', 'evidence', 'sort', 'order'];

const place = z.object({ values: z.array(z.number()).max(3), sourceId: z.string() });

/** @throws InvalidInput */
export function sourceQuery(query: ListQuery): {
  order: SourceOrder;
  filter: SourceFilter;
  after: SourcePlace | undefined;
} {
  const sort = query.choice('sort', sourceSorts) ?? 'risk';
  const order = { sort, direction: query.choice('order', sortDirections) ?? usualDirection[sort] };
  const asked = {
    search: query.text('search'),
    alarm: query.choice('alarm', alarmStands),
    kind: query.choice('kind', sourceAlarmKinds),
    evidence: query.choice('evidence', evidenceGrades),
  };
  const filter: SourceFilter = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined));
  const { cursor } = query;
  return { order, filter, after: cursor === undefined ? undefined : decodeCursor(listName(order), cursor, place) };
}

/** A cursor is of one order: in another its place means nothing. */
export function listName({ sort, direction }: SourceOrder): string {
  return `sources/${sort}/${direction}`;
}

import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { Empty, Failed, Skeleton } from '../ui/loaded.js';
import { useMedia } from '../ui/media.js';
import { columns, isFiltered, orderAfter, sortOf, type SourceFilter } from './source-filter.js';
import { SourceRow } from './source-row.js';
import type { SourceRows } from './source-rows.js';

const ROW = 58;
/** On a phone, where a row is a card. */
const CARD = 118;
/** Rows before the last that was read at which the next page is asked for. */
const AHEAD = 60;

interface SourceTableProps {
  project: string;
  filter: SourceFilter;
  onChange(change: Partial<SourceFilter>): void;
  rows: SourceRows;
  line: number | null;
}

/** Only the rows that can be seen are in the document, however many there are. */
export function SourceTable({ project, filter, onChange, rows, line }: SourceTableProps) {
  const narrow = useMedia('(max-width: 720px)');
  const { matching, items, error } = rows;
  if (matching === undefined && error) return <Failed error={error} onRetry={rows.refresh} />;
  return (
    <div
      className="source-table"
      role="table"
      aria-label="Sources"
      aria-rowcount={(matching ?? 0) + 1}
      data-narrow={narrow}
    >
      <Heads filter={filter} onChange={onChange} />
      {matching === undefined && <Skeleton height={10 * (narrow ? CARD : ROW)} />}
      {matching === 0 && <NoSources filtered={isFiltered(filter)} />}
      {items.length > 0 && (
        <Rows project={project} rows={rows} line={line} height={narrow ? CARD : ROW} key={String(narrow)} />
      )}
    </div>
  );
}

function Heads({ filter, onChange }: Pick<SourceTableProps, 'filter' | 'onChange'>) {
  const { sort, order } = sortOf(filter);
  return (
    <div role="rowgroup" className="source-heads">
      <div role="row" className="source-row">
        {columns.map((column) => (
          <div
            key={column.sort}
            role="columnheader"
            data-column={column.sort}
            aria-sort={sort !== column.sort ? 'none' : order === 'asc' ? 'ascending' : 'descending'}
          >
            <button type="button" onClick={() => onChange(orderAfter(column.sort, filter))}>
              {column.name}
              <span className="source-arrow" aria-hidden="true">
                {sort === column.sort && (order === 'asc' ? '↑' : '↓')}
              </span>
            </button>
          </div>
        ))}
      </div>
    </div>
  );
}

interface RowsProps extends Pick<SourceTableProps, 'project' | 'rows' | 'line'> {
  height: number;
}

function Rows({ project, rows, line, height }: RowsProps) {
  const { items, more, hasMore } = rows;
  const host = useRef<HTMLDivElement>(null);
  const [scrollMargin, setScrollMargin] = useState(0);
  useLayoutEffect(() => setScrollMargin(host.current!.getBoundingClientRect().top + scrollY), []);
  const virtual = useWindowVirtualizer({
    count: items.length,
    estimateSize: () => height,
    getItemKey: (n) => items[n]!.sourceId,
    overscan: 12,
    scrollMargin,
  });
  const shown = virtual.getVirtualItems();
  const last = shown.at(-1)?.index ?? 0;
  useEffect(() => {
    if (hasMore && last >= items.length - AHEAD) more();
  });
  return (
    <div role="rowgroup" className="source-rows" ref={host} style={{ height: virtual.getTotalSize() }}>
      {shown.map(({ index, key, start }) => (
        <SourceRow
          key={String(key)}
          project={project}
          source={items[index]!}
          line={line}
          index={index}
          height={height}
          top={start - scrollMargin}
        />
      ))}
    </div>
  );
}

function NoSources({ filtered }: { filtered: boolean }) {
  if (filtered) return <Empty title="No source is like this">Choose fewer conditions, or search for less.</Empty>;
  return (
    <Empty title="Nobody has labeled yet">
      A source appears here with its first label. "Connect" shows how to send one.
    </Empty>
  );
}

import { checkText, InvalidInput, parseAt, type GoldOrigin } from '#labels';
import { exampleText } from './annotation-events.js';
import { emptyReading, type Connector } from './connector.js';
import type { CsvColumns } from './csv-columns.js';

export interface CsvOptions {
  columns: CsvColumns;
  /** Stands before every source. */
  source: string;
  /** How the examples whose truth is known were chosen. */
  goldOrigin: GoldOrigin;
}

/** A file of item, worker, label: a row for each label, as a list of its cells. */
export const csv: Connector<CsvOptions> = {
  name: 'csv',
  read(payload, { columns, source, goldOrigin }) {
    const cells = cellsOf(payload);
    const cell = (column: number | undefined) => (column === undefined ? '' : (cells[column] ?? '').trim());
    const needed = (field: 'item' | 'worker' | 'label') => {
      if (columns[field] < cells.length) return checkText(field, cell(columns[field]));
      throw new InvalidInput(field, undefined, `would be cell ${columns[field] + 1}, but the row has ${cells.length}`);
    };
    const truth = cell(columns.gold);
    const atMs = parseAt('at', cell(columns.at) || undefined);
    const text = exampleText(cell(columns.text));
    const annotation = {
      versionMs: atMs ?? 0,
      exampleId: needed('item'),
      sourceId: `${source}${needed('worker')}`,
      label: needed('label'),
      ...(truth !== '' && { gold: { label: truth, origin: goldOrigin } }),
      ...(atMs !== undefined && { atMs }),
      ...(text !== undefined && { text }),
    };
    return { ...emptyReading(), annotations: [annotation] };
  },
};

function cellsOf(payload: unknown): string[] {
  if (Array.isArray(payload) && payload.every((cell) => typeof cell === 'string')) return payload;
  throw new InvalidInput('row', payload, 'is not a list of cells');
}

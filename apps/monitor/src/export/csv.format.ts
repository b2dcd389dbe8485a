import { rowsOf, type ExportFormat } from './export-format.js';
import { tables, type Cell, type Column } from './table.js';

const END = '\r\n';
const needsQuotes = /[",\r\n]/;
/** A spreadsheet takes a cell for a formula that begins like this. */
const looksLikeFormula = /^[=+\-@\t\r]/;

/**
 * RFC 4180: a header, CRLF, quotes doubled; UTF-8. Distributions are left out. Text that a spreadsheet would run as a formula
 * gets an apostrophe in front, which spreadsheets take for "this is text": programs read NDJSON or Parquet, where nothing is added.
 */
export const csvFormat: ExportFormat = {
  contentType: 'text/csv; charset=utf-8; header=present',
  extension: 'csv',
  async *encode(batches, request) {
    const all = tables[request.rows].columns.map((column, index) => ({ column, index }));
    const shown = all.filter(({ column }) => column.type !== 'distribution');
    yield shown.map(({ column }) => column.name).join(',') + END;
    for await (const batch of batches) {
      const rows = rowsOf(batch, request);
      yield rows.map((row) => shown.map(({ column, index }) => csvCell(row[index]!, column)).join(',') + END).join('');
    }
  },
};

/** An empty cell is no value. */
export function csvCell(cell: Cell, { type }: Column): string {
  if (cell === null) return '';
  if (cell instanceof Date) return cell.toISOString();
  const isText = type === 'text' || type === 'class';
  const text = isText && looksLikeFormula.test(String(cell)) ? `'${String(cell)}` : String(cell);
  return needsQuotes.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

import { parse, type CsvError } from 'csv-parse';
import { createReadStream } from 'node:fs';

export interface CsvRow {
  cells: string[];
  /** 1-based line where it ends. */
  line: number;
  /** Of the file, with it. */
  bytesRead: number;
}

const MAX_ROW_BYTES = 2 ** 20;

/**
 * The rows of a CSV file (RFC 4180, in UTF-8) as they come; empty lines are passed over.
 * @throws Error naming the line where a quote is out of place, or when there is no row
 */
export async function* csvRows(path: string, delimiter: string): AsyncGenerator<CsvRow> {
  const file = createReadStream(path);
  const parser = parse({
    bom: true,
    delimiter,
    info: true,
    max_record_size: MAX_ROW_BYTES,
    relax_column_count: true,
    skip_empty_lines: true,
  });
  file.on('error', (error) => parser.destroy(error));
  let rows = 0;
  try {
    for await (const { record, info } of file.pipe(parser) as AsyncIterable<ParsedRow>) {
      rows++;
      yield { cells: record, line: info.lines, bytesRead: info.bytes };
    }
  } catch (error) {
    const { code, lines } = error as CsvError & { lines?: number };
    if (sentences[code] === undefined) throw error;
    throw new Error(`${path}:${lines}: ${sentences[code]}`, { cause: error });
  } finally {
    file.destroy();
  }
  if (rows === 0) throw new Error(`${path}: the file is empty`);
}

interface ParsedRow {
  record: string[];
  info: { lines: number; bytes: number };
}

const sentences: Record<string, string> = {
  CSV_QUOTE_NOT_CLOSED: 'a quote that was opened before is not closed',
  CSV_INVALID_CLOSING_QUOTE:
    'a quote is closed, and more text follows in the cell; a quote inside of a cell is written twice',
  INVALID_OPENING_QUOTE: 'a quote stands inside of a cell that is not quoted; quote the whole cell, and write it twice',
  CSV_MAX_RECORD_SIZE: `a row has more than ${MAX_ROW_BYTES} bytes; is a quote not closed?`,
};

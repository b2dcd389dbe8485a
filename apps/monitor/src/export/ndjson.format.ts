import type { ExportFormat } from './export-format.js';
import { rowsOf } from './export-format.js';
import { tables } from './table.js';

/** One JSON object a line. */
export const ndjsonFormat: ExportFormat = {
  contentType: 'application/x-ndjson',
  extension: 'ndjson',
  async *encode(batches, request) {
    const { columns } = tables[request.rows];
    for await (const batch of batches) {
      const objects = rowsOf(batch, request).map((row) => columns.map(({ name }, n) => [name, row[n]] as const));
      yield objects.map((entries) => `${JSON.stringify(Object.fromEntries(entries))}\n`).join('');
    }
  },
};

import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import type { SchemaElement } from 'hyparquet';
import type { Project } from '#labels';
import { rowsOf, type ExportFormat } from './export-format.js';
import { tables, type Column, type Row } from './table.js';

/** So many rows are held and encoded at once. */
const ROWS_PER_GROUP = 4_000;

/** Apache Parquet, compressed with Snappy, in groups of 4,000 rows. A distribution is JSON. */
export const parquetFormat: ExportFormat = {
  contentType: 'application/vnd.apache.parquet',
  extension: 'parquet',
  async *encode(batches, request) {
    const { columns } = tables[request.rows];
    const bytes = new ByteWriter();
    const schema = schemaOf(columns, request.project);
    const writer = new ParquetWriter({ writer: bytes, schema, createdBy: 'Qualm' });
    let rows: Row[] = [];
    for await (const batch of batches) {
      rows.push(...rowsOf(batch, request));
      while (rows.length >= ROWS_PER_GROUP) {
        await writeGroup(writer, columns, rows.slice(0, ROWS_PER_GROUP));
        rows = rows.slice(ROWS_PER_GROUP);
        yield taken(bytes);
      }
    }
    if (rows.length > 0) await writeGroup(writer, columns, rows);
    await writer.finish();
    yield taken(bytes);
  },
};

async function writeGroup(writer: ParquetWriter, columns: Column[], rows: Row[]): Promise<void> {
  const columnData = columns.map(({ name }, n) => ({ name, data: rows.map((row) => row[n]) }));
  await writer.write({ columnData, rowGroupSize: rows.length });
}

/** What was written since the last time; the writer goes on counting its offsets. */
function taken(writer: ByteWriter): Uint8Array {
  const bytes = writer.getBytes().slice();
  writer.index = 0;
  return bytes;
}

function schemaOf(columns: Column[], project: Project): SchemaElement[] {
  const elements = columns.map(({ name, type }): SchemaElement => {
    return { name, repetition_type: 'OPTIONAL', ...elementOf(type, project) };
  });
  return [{ name: 'root', num_children: columns.length }, ...elements];
}

function elementOf(type: Column['type'], { labelsAs }: Project): Pick<SchemaElement, 'type' | 'converted_type'> {
  switch (type) {
    case 'text':
      return { type: 'BYTE_ARRAY', converted_type: 'UTF8' };
    case 'class':
      return labelsAs === 'index' ? { type: 'INT32' } : { type: 'BYTE_ARRAY', converted_type: 'UTF8' };
    case 'share':
      return { type: 'DOUBLE' };
    case 'count':
      return { type: 'INT32' };
    case 'flag':
      return { type: 'BOOLEAN' };
    case 'time':
      return { type: 'INT64', converted_type: 'TIMESTAMP_MILLIS' };
    case 'distribution':
      return { type: 'BYTE_ARRAY', converted_type: 'JSON' };
    default:
      return type satisfies never;
  }
}

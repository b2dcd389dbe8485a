import { csv, csvColumns, eventsOf, type CsvColumns, type Reading, type WantedColumns } from '#connectors';
import { InvalidInput } from '#labels';
import { csvRows } from './csv-rows.js';
import { runImport, type ImportOptions, type ImportRun } from './import-run.js';

export interface CsvImportOptions extends ImportOptions, WantedColumns {
  /** Whether the first row holds names; absent: as it looks. */
  header?: boolean;
  delimiter: string;
}

/** A row of labels, or why it is none. */
type Row = { line: number; bytesRead: number } & ({ reading: Reading } | { why: string });

const LINES_PER_REQUEST = 5_000;
const BYTES_PER_REQUEST = 4 * 2 ** 20;

/** @returns the exit code */
export function importCsv(file: string, options: CsvImportOptions): Promise<number> {
  const labels = async function* () {
    for await (const row of rows(file, options)) if ('reading' in row) yield* labelsOf(row.reading);
  };
  return runImport(file, options, labels, (run) => send(run, options));
}

async function* rows(
  file: string,
  options: CsvImportOptions,
  onColumns?: (columns: CsvColumns, header: boolean) => void,
): AsyncGenerator<Row> {
  const { source, goldOrigin, delimiter } = options;
  let columns: CsvColumns | undefined;
  for await (const { cells, line, bytesRead } of csvRows(file, delimiter)) {
    if (!columns) {
      const found = csvColumns(cells, options, options.header);
      columns = found.columns;
      onColumns?.(columns, found.header);
      if (found.header) continue;
    }
    try {
      yield { line, bytesRead, reading: csv.read(cells, { columns, source, goldOrigin }) };
    } catch (error) {
      if (!(error instanceof InvalidInput)) throw error;
      yield { line, bytesRead, why: error.message };
    }
  }
}

function labelsOf({ annotations }: Reading): (number | string)[] {
  return annotations.flatMap(({ label, gold }) => [label, gold?.label].filter((one) => one !== undefined));
}

/** As NDJSON, through the same door as every label. */
async function send(run: ImportRun, options: CsvImportOptions): Promise<void> {
  const { file, report } = run;
  let batch = new Batch();
  const onColumns = (columns: CsvColumns, header: boolean) => {
    if (!header) report.says(`No header: columns ${described(columns)}.`);
  };
  for await (const row of rows(file, options, onColumns)) {
    if ('why' in row) report.refuse(`${file}:${row.line}`, row.why);
    else batch.add(row.reading, row.line);
    batch.bytesRead = row.bytesRead;
    if (!batch.isFull) continue;
    await batch.send(run);
    batch = new Batch();
  }
  await batch.send(run);
}

function described(columns: CsvColumns): string {
  return Object.entries(columns)
    .map(([field, column]: [string, number]) => `${column + 1} = ${field}`)
    .join(', ');
}

/** Lines of one request, and the line of the file that each is from. */
class Batch {
  bytesRead = 0;
  private readonly lines: string[] = [];
  private readonly from: number[] = [];
  private bytes = 0;
  private labels = 0;

  get isFull(): boolean {
    return this.lines.length >= LINES_PER_REQUEST || this.bytes >= BYTES_PER_REQUEST;
  }

  add(reading: Reading, line: number): void {
    this.labels += reading.annotations.length;
    for (const event of reading.annotations.flatMap(eventsOf)) {
      const text = JSON.stringify(event);
      this.lines.push(text);
      this.from.push(line);
      this.bytes += text.length;
    }
  }

  async send({ client, project, report, signal, file }: ImportRun): Promise<void> {
    signal.throwIfAborted();
    if (this.lines.length === 0) return;
    const { rejected, errors } = await client.uploadLines(project, this.lines, signal);
    for (const { line, detail } of errors) report.refuse(`${file}:${this.from[line]}`, detail);
    report.refuseMore(rejected - errors.length);
    report.took(Math.max(this.labels - rejected, 0), this.bytesRead);
  }
}

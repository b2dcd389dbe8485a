import { InvalidInput } from '#labels';
import type { NewRecord } from '#stream';
import type { EventReader } from './event-reader.js';
import type { UploadedJson } from './ingest.schemas.js';
import type { Line } from './ndjson-lines.js';

const MAX_ERRORS = 100;
/** Records and bytes appended at once. */
const APPEND_RECORDS = 1_000;
const APPEND_BYTES = 4 * 2 ** 20;

/**
 * One NDJSON upload: checks its lines and appends what is good, while the rest is still under way. Good lines are taken
 * whatever becomes of others.
 */
export class Upload {
  private readonly result: UploadedJson = { accepted: 0, rejected: 0, errors: [] };
  private pending: { records: NewRecord[]; lines: number; bytes: number } = { records: [], lines: 0, bytes: 0 };

  constructor(
    private readonly reader: EventReader,
    private readonly maxLineBytes: number,
    private readonly append: (records: NewRecord[]) => Promise<void>,
  ) {}

  async take(lines: Line[]): Promise<void> {
    for (const line of lines) {
      await this.takeLine(line);
      if (this.pending.records.length >= APPEND_RECORDS || this.pending.bytes >= APPEND_BYTES) await this.flush();
    }
  }

  /** Appends what was checked and not yet appended. */
  async flush(): Promise<void> {
    const { records, lines } = this.pending;
    if (records.length === 0) return;
    this.pending = { records: [], lines: 0, bytes: 0 };
    await this.append(records);
    this.result.accepted += lines;
  }

  get outcome(): UploadedJson {
    return this.result;
  }

  private async takeLine({ number, bytes }: Line): Promise<void> {
    try {
      if (!bytes) throw new InvalidInput('line', undefined, `is longer than ${this.maxLineBytes} bytes`);
      const records = await this.reader.read(parseLine(bytes));
      this.pending.records.push(...records);
      this.pending.lines++;
      this.pending.bytes += bytes.length;
    } catch (error) {
      if (!(error instanceof InvalidInput)) throw error;
      this.reject(number, error);
    }
  }

  private reject(line: number, { message, field, value }: InvalidInput): void {
    this.result.rejected++;
    if (this.result.errors.length >= MAX_ERRORS) return;
    this.result.errors.push({ line, detail: message, field, ...(value !== undefined && { value }) });
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

function parseLine(bytes: Buffer): unknown {
  let text: string;
  try {
    text = utf8.decode(bytes);
  } catch {
    throw new InvalidInput('line', undefined, 'is not UTF-8');
  }
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new InvalidInput('line', undefined, `is not JSON: ${(error as Error).message.slice(0, 160)}`);
  }
}

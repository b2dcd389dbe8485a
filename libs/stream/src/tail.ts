import type { LogRecord } from './log.js';
import type { Notice } from './notice.js';

/** Hands every record to a tail's listener; one that throws loses that record and nothing else. */
export function deliver(records: LogRecord[], onRecord: (record: LogRecord) => void, notice: Notice): void {
  for (const record of records) {
    try {
      onRecord(record);
    } catch (error) {
      const where = `${record.topic}/${record.partition} at ${record.offset}`;
      notice('error', `a listener of ${where} failed: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
}

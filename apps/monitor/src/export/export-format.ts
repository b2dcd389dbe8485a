import type { Project } from '#labels';
import type { ExampleFilter, JudgedExample } from '#pipeline';
import { tables, type ExportedRows, type Row } from './table.js';

/** Names in the labeling configuration of a Label Studio project. */
export interface LabelStudioNames {
  /** The control tag, and the object tag that it is about. */
  fromName: string;
  toName: string;
  /** Field of the task's data that names the example; absent: the task's id does. */
  exampleId?: string;
}

/** What is exported. */
export interface ExportRequest {
  project: Project;
  rows: ExportedRows;
  filter: ExampleFilter;
  labelStudio: LabelStudioNames;
}

/** A file format: bytes, piece by piece, of examples that come some at a time. Reads on only when the piece was taken. */
export interface ExportFormat {
  contentType: string;
  /** Of the file's name. */
  extension: string;
  encode(batches: AsyncIterable<JudgedExample[]>, request: ExportRequest): AsyncIterable<string | Uint8Array>;
}

/** The rows of some examples. */
export function rowsOf(batch: JudgedExample[], { rows, project, filter }: ExportRequest): Row[] {
  return batch.flatMap((example) => tables[rows].rowsOf(example, project, filter));
}

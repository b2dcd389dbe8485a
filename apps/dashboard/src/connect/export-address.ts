export const formats = {
  ndjson: 'NDJSON: one JSON object a line',
  csv: 'CSV: for spreadsheets',
  parquet: 'Parquet: for data frames',
  'label-studio': 'Label Studio: predictions to import there',
} as const;
export type ExportFormat = keyof typeof formats;

export interface ExportChoice {
  format: ExportFormat;
  /** Label Studio takes examples only. */
  rows: 'examples' | 'labels';
  which: 'all' | 'suspect' | 'trusted';
  /** '': all of them. */
  sourceId: string;
}

/** Path and query of an export. */
export function exportPath(project: string, { format, rows, which, sourceId }: ExportChoice): string {
  const query = new URLSearchParams({ format });
  if (format !== 'label-studio') query.set('rows', rows);
  if (which !== 'all') query.set('suspect', String(which === 'suspect'));
  if (sourceId !== '') query.set('sourceId', sourceId);
  return `/v1/projects/${encodeURIComponent(project)}/export?${query}`;
}

/** What the file is called where the service does not say. */
export function exportName(project: string, { format, rows }: ExportChoice): string {
  return format === 'label-studio' ? `${project}.label-studio.json` : `${project}.${rows}.${format}`;
}
